import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { announceInstance, askForLink, forgetInstance } from '#hosts/browser/instance'
import { askForSession, openServer, startTokenOf } from './open-server.ts'

// Windows has no such modes; there the user's own folder keeps others out.
const ownerAlone = process.platform === 'win32' ? 0o666 : 0o600
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-instance-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a second start with the same folder', () => {
  it('gets a fresh link from the first', async () => {
    const first = await openServer()
    announceInstance(folder, { port: first.server.port, secret: 'handover-secret' })
    const link = await askForLink(folder)
    expect(link?.port).toBe(first.server.port)
    expect((await askForSession(first.origin, startTokenOf(link?.url ?? ''))).status).toBe(200)
    await first.close()
    expect(await askForLink(folder)).toBeNull()
  })

  it('gets none with a wrong secret, or from a file that makes no sense', async () => {
    const first = await openServer()
    announceInstance(folder, { port: first.server.port, secret: 'another' })
    expect(await askForLink(folder)).toBeNull()
    writeFileSync(path.join(folder, 'instance.json'), '{"port":')
    expect(await askForLink(folder)).toBeNull()
    forgetInstance(folder)
    expect(await askForLink(folder)).toBeNull()
    await first.close()
  })

  it.each(['https://evil.example/', 'http://127.0.0.1:1/#start=x', 'javascript:alert(1)', ''])(
    'takes no link to %j from whoever has the port of a host that was killed',
    async (url) => {
      const stranger = createServer((_request, response) => response.end(JSON.stringify({ url })))
      await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
      announceInstance(folder, { port: (stranger.address() as AddressInfo).port, secret: 's' })
      expect(await askForLink(folder)).toBeNull()
      await new Promise((resolve) => stranger.close(resolve))
    },
  )

  it('finds the secret in a file that its owner alone can read', () => {
    writeFileSync(path.join(folder, 'instance.json'), 'readable by all', { mode: 0o644 })
    announceInstance(folder, { port: 1, secret: 's' })
    expect(statSync(path.join(folder, 'instance.json')).mode & 0o777).toBe(ownerAlone)
  })
})
