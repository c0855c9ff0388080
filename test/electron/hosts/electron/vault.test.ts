import { beforeEach, describe, expect, it } from 'vitest'

import { openVault } from '#hosts/electron/vault'
import { circumstances, forget, safeStorage } from '#test/fakes/electron'

const values = new Map<string, unknown>()
const file = {
  get: (key: string) => values.get(key),
  set: (key: string, value: unknown) => void values.set(key, value),
}
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const open = (storage = safeStorage as Parameters<typeof openVault>[0]) =>
  openVault(storage, () => ({ file, keptAside: null }), log, 'linux')
const origin = 'https://login.example'

beforeEach(() => {
  forget()
  values.clear()
})

describe('secrets in the desktop app', () => {
  it('lie on disk sealed, and can be read after a restart', async () => {
    const vault = await open()
    await vault.set('refresh-token', origin, 'canary-secret')
    expect(vault.protection).toBe('keychain')
    expect(JSON.stringify([...values])).not.toContain('canary')
    expect(await (await open()).get('refresh-token', origin)).toBe('canary-secret')
  })

  it('are given to the origin that they are for, and to no other', async () => {
    const vault = await open()
    await vault.set('refresh-token', origin, 'canary-secret')
    expect(await vault.get('refresh-token', 'https://login.example.evil')).toBeNull()
  })

  it('tell which origin they are bound to, and nothing else', async () => {
    const vault = await open()
    expect(await vault.boundTo('refresh-token')).toBeNull()
    await vault.set('refresh-token', origin, 'canary-secret')
    expect(await vault.boundTo('refresh-token')).toBe(origin)
    await vault.delete('refresh-token')
    expect(await vault.boundTo('refresh-token')).toBeNull()
  })

  it('are gone once deleted', async () => {
    const vault = await open()
    await vault.set('refresh-token', origin, 'canary-secret')
    await vault.delete('refresh-token')
    expect(await vault.get('refresh-token', origin)).toBeNull()
  })

  it.each(['basic_text', 'unknown'])('stay in memory where the system keeps them by "%s"', async (backend) => {
    circumstances.backend = backend
    const vault = await open()
    await vault.set('refresh-token', origin, 'canary-secret')
    expect(vault.protection).toBe('memory')
    expect(values.size).toBe(0)
    expect(await vault.get('refresh-token', origin)).toBe('canary-secret')
    expect(await vault.get('refresh-token', 'https://other.example')).toBeNull()
  })

  it('stay in memory where the system cannot seal', async () => {
    circumstances.encryption = false
    expect((await open()).protection).toBe('memory')
  })

  it('count as absent where they can no longer be opened', async () => {
    await (await open()).set('refresh-token', origin, 'canary-secret')
    const locked = { ...safeStorage, decryptStringAsync: () => Promise.reject(new Error('another user')) }
    expect(await (await open(locked as Parameters<typeof openVault>[0])).get('refresh-token', origin)).toBeNull()
  })

  it('are sealed anew when the system asks for it', async () => {
    await (await open()).set('refresh-token', origin, 'canary-secret')
    const rotated = {
      ...safeStorage,
      encryptStringAsync: () => Promise.resolve(Buffer.from('new seal')),
      decryptStringAsync: () => Promise.resolve({ result: 'canary-secret', shouldReEncrypt: true }),
    }
    expect(await (await open(rotated as Parameters<typeof openVault>[0])).get('refresh-token', origin)).toBe(
      'canary-secret',
    )
    expect(values.get('refresh-token')).toEqual({ origin, sealed: Buffer.from('new seal').toString('base64') })
  })
})
