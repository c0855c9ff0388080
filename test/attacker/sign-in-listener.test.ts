import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'

import { listenForCallback, type CallbackListener } from '#adapters/salesforce/callback-listener'

/* While a sign-in is under way, every page that is open in any browser may send this listener what it likes. */

let listener: CallbackListener | null = null
async function open(): Promise<number> {
  listener = await listenForCallback([0, 17_391, 17_392, 17_393].slice(1), 'the-state', 'http://login.example')
  return Number(new URL(listener?.redirectUri ?? '').port)
}
afterEach(async () => listener?.close())

/** What one connection is answered, from its first line to its end; '' where it is hung up on. */
function ask(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}
const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`

describe('the listener of a sign-in', () => {
  it.each(['//', '///', '//[', 'http://[', '/\\\\', 'http://evil.example/', '/%', '/oauth/callback/../../', '*'])(
    'is not brought down by a request for %s',
    async (target) => {
      const port = await open()
      expect(await ask(port, get(target))).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(await ask(port, get('/oauth/callback?code=x&state=the-state'))).toMatch(/^HTTP\/1\.1 200 /)
      expect(await listener?.callback).toEqual({ at: 'code', code: 'x' })
    },
  )

  it.each([
    '?code=stolen&state=guess',
    '?code=stolen',
    '?code=stolen&state=',
    '?state=the-state',
    '?code=stolen&state=the-statE',
    '?state=other&state=the-state&code=stolen',
    '?error=access_denied&state=guess',
  ])('waits on past the forged answer %s', async (query) => {
    const port = await open()
    expect(await ask(port, get(`/oauth/callback${query}`))).toMatch(/^HTTP\/1\.1 400 /)
    await ask(port, get('/oauth/callback?code=ours&state=the-state'))
    expect(await listener?.callback).toEqual({ at: 'code', code: 'ours' })
  })

  it('shows nothing of what it is asked with', async () => {
    const port = await open()
    const query = '?error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=%3Cimg%20src=x%3E&state=the-state'
    const page = await ask(port, get(`/oauth/callback${query}`))
    expect(page).toContain("Content-Security-Policy: default-src 'none'")
    expect(page).not.toMatch(/alert|<img/)
  })
})
