import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { registerPageScheme, servePageScheme } from '#hosts/electron/protocol'
import { aPage } from '#test/electron/hosts/browser/open-server'
import { forget, recorded } from '#test/fakes/electron'

let root = ''
beforeEach(async () => {
  forget()
  root = await aPage()
})
afterEach(() => rm(root, { recursive: true }))

async function ask(url: string, method = 'GET'): Promise<Response> {
  servePageScheme(root)
  const answer = await recorded.protocols.get('app')?.(new Request(url, { method }))
  if (answer === undefined) throw new Error('the scheme is not served')
  return answer
}

describe("the page's own scheme", () => {
  it('has the standing of https, and nothing that weakens it', () => {
    registerPageScheme()
    expect(recorded.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
        ready: false,
      },
    ])
  })

  it('serves the page with the same policy as the browser host', async () => {
    const answer = await ask('app://companion/inbox')
    expect(await answer.text()).toContain('<title>Stigg Companion</title>')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  })

  it.each([
    'app://companion/%2e%2e%2f%2e%2e%2fetc/passwd.txt',
    'app://companion/..%5cx.txt',
    'app://companion/.hidden',
  ])('refuses %s', async (url) => {
    expect((await ask(url)).status).toBe(400)
  })

  it('serves no other host, and is only read', async () => {
    expect((await ask('app://evil/index.html')).status).toBe(404)
    expect((await ask('app://companion/', 'POST')).status).toBe(405)
  })
})
