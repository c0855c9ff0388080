import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createProfileRegistry } from '#adapters/settings/profile-registry'
import { stiggCloud } from '#shared/domain/profile-connection'

let dataDir: string
const store = new Map<string, unknown>()
const open = () =>
  createProfileRegistry(
    dataDir,
    () => ({ get: (key) => store.get(key), set: (key, value) => void store.set(key, value) }),
    '2026-11-18T16:00:00.000Z',
  )

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'registry-'))
  store.clear()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

it('asks somebody who was never here, again after a start at which they did not choose', () => {
  expect(open().isWelcomed()).toBe(false)
  mkdirSync(path.join(dataDir, 'profiles', 'practice'), { recursive: true })
  expect(open().isWelcomed()).toBe(false)
  open().keepWelcomed()
  expect(open().isWelcomed()).toBe(true)
})

it('does not ask somebody whose practice workspace is of an earlier version', () => {
  mkdirSync(path.join(dataDir, 'profiles', 'practice'), { recursive: true })
  expect(open().isWelcomed()).toBe(true)
})

it('lists a profile that is being made or removed no more than one that is not there', () => {
  const registry = open()
  expect(() =>
    registry.make('half', () => {
      throw new Error('cut off')
    }),
  ).toThrow('cut off')
  mkdirSync(path.join(dataDir, 'profiles', '.removed-keep-2026-11-18T16-00-00-gone'))
  expect(registry.list().map(({ id }) => id)).toEqual(['practice'])
  expect([registry.has('half'), registry.has('gone')]).toEqual([false, false])
  registry.keepCurrent('gone')
  expect(registry.current()).toBe('practice')
})

it('sweeps what a process that was killed began to write of profiles.json', () => {
  const registry = open()
  writeFileSync(path.join(dataDir, 'profiles.json.tmp-52756202025682c3'), '{"current":')
  registry.sweep()
  expect(readdirSync(dataDir)).toEqual(['profiles'])
})

it('tells where a profile is connected, and nothing of one that cannot be read', () => {
  const registry = open()
  const connection = {
    salesforce: { loginUrl: 'https://login.salesforce.com', clientId: 'c', redirectPorts: [7717] },
    stigg: stiggCloud,
    org: null,
    environment: null,
    isFinished: false,
  }
  const write = (text: string) => (folder: string) => writeFileSync(path.join(folder, 'settings.json'), text)
  registry.make('whole', write(JSON.stringify({ connection })))
  registry.make('torn', write('{"connection":'))
  expect(registry.connectionOf('whole')).toEqual(connection)
  for (const id of ['torn', 'none', 'practice', '../whole']) expect(registry.connectionOf(id)).toBeNull()
})
