import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createProfileRegistry } from '#adapters/settings/profile-registry'

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
