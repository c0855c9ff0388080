import { describe, expect, it } from 'vitest'

import { redact, redactText } from '#hosts/composition/redact'

const canary = 'CANARYcanary0123456789'

describe('what a log may hold', () => {
  it('strikes out facts that are named like secrets, at any depth', () => {
    const facts = {
      accessToken: canary,
      refresh_token: canary,
      'X-API-KEY': canary,
      headers: { Authorization: canary, 'Set-Cookie': [canary] },
      list: [{ clientSecret: canary }],
      codeVerifier: canary,
      apiKey: canary,
    }
    expect(JSON.stringify(redact(facts))).not.toContain(canary)
  })

  it.each([
    `Bearer ${canary}`,
    `session 00D5g000004XyZQ!${canary} expired`,
    `key server-${canary}`,
    `refresh token 5Aep861${canary} was revoked`,
    `code aPrx${canary} is spent`,
    `POST /token?code=${canary}&state=1`,
    `http://127.0.0.1:4030/#start=${canary}`,
  ])('strikes the secret out of "%s"', (text) => {
    expect(redactText(text)).not.toContain(canary)
    expect(redactText(text)).toContain('[redacted]')
  })

  it('keeps an error readable, with its cause and without its secrets', () => {
    const cause = Object.assign(new Error(`refused for Bearer ${canary}`), { accessToken: canary, status: 401 })
    const text = JSON.stringify(redact({ error: new Error('no answer', { cause }) }))
    expect(text).toContain('no answer')
    expect(text).toContain('401')
    expect(text).not.toContain(canary)
  })

  it('leaves what is no secret as it is', () => {
    const facts = { opportunityId: '0065g00000XyZAbQAB', calls: 3, ready: true, none: null, names: ['Acme'] }
    expect(redact(facts)).toEqual(facts)
  })

  it('survives facts that refer to themselves', () => {
    const loop: Record<string, unknown> = { name: 'loop' }
    loop['self'] = loop
    expect(() => JSON.stringify(redact(loop))).not.toThrow()
  })
})
