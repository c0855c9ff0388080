import { describe, expect, it } from 'vitest'

import { wireAnswer } from '#core/wire-answer'

const raw = (text: string) => ({ at: 'now', method: 'POST', path: '/x', status: 200, requestId: null, text })
const asItIs = (text: string) => text

describe('an answer as the journal keeps it', () => {
  it('is parsed where it is JSON, and text where it is not', () => {
    expect(wireAnswer(raw('{"data":{"id":"sub-1"}}'), asItIs).body).toEqual({ data: { id: 'sub-1' } })
    expect(wireAnswer(raw('<h1>502</h1>'), asItIs).body).toBe('<h1>502</h1>')
    expect(wireAnswer(raw('{"data":{"id'), asItIs).body).toBe('{"data":{"id')
  })

  it('is cut to text after 20,000 characters', () => {
    const { body } = wireAnswer(raw(JSON.stringify('x'.repeat(30_000))), asItIs)
    expect(body).toHaveLength(20_001)
  })

  it('holds neither what the caller knows to be secret nor what is shaped like a secret', () => {
    const text = JSON.stringify({ echoed: 'my-own-key', token: '00D5g000004XyZQ!AQEAQ.secret.token' })
    const { body } = wireAnswer(raw(text), (written) => written.replaceAll('my-own-key', '…'))
    expect(body).toEqual({ echoed: '…', token: '…' })
  })
})
