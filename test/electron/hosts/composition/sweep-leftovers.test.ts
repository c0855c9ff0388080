import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createProfileRegistry } from '#adapters/settings/profile-registry'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { sweepLeftovers } from '#hosts/composition/sweep-leftovers'
import { silentLog } from '#test/fakes/small-ports'

let dataDir: string
const at = '2026-11-21T10:00:00.000Z'
const folderOf = (id: string): string => path.join(dataDir, 'profiles', id)
const left = 'sealed.json.tmp-52888259226277a0'

const registry = () => createProfileRegistry(dataDir, () => ({ get: () => true, set: () => undefined }), at)
const filesOf = (id: string): string[] => readdirSync(folderOf(id)).filter((name) => !name.startsWith('lock.db'))

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'leftovers-'))
  for (const id of ['open', 'closed', 'elsewhere', '.making-half']) {
    mkdirSync(folderOf(id), { recursive: true })
    for (const name of ['settings.json', 'settings.json.tmp-52888467293c1577', left, 'notes.txt'])
      writeFileSync(path.join(folderOf(id), name), '{}')
  }
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

it('takes away what was begun of a file in every profile that nobody has open, and what is half a profile', () => {
  const lock = takeProfileLock(folderOf('elsewhere'))
  sweepLeftovers(registry(), dataDir, 'open', silentLog)
  expect(filesOf('closed')).toEqual(['notes.txt', 'settings.json'])
  expect(filesOf('elsewhere')).toContain(left)
  expect(filesOf('open')).toContain(left)
  expect(readdirSync(path.join(dataDir, 'profiles'))).toEqual(['closed', 'elsewhere', 'open'])
  if (lock.ok) lock.value.release()
})

it('lets go of what it looked into', () => {
  sweepLeftovers(registry(), dataDir, 'open', silentLog)
  const lock = takeProfileLock(folderOf('closed'))
  expect(lock.ok).toBe(true)
  if (lock.ok) lock.value.release()
})

it('keeps nobody from starting where something cannot be taken away: it is logged, and the rest goes', () => {
  const told: string[] = []
  const stuck = {
    ...registry(),
    sweep: () => {
      throw new Error('EBUSY')
    },
  }
  sweepLeftovers(stuck, dataDir, 'open', { ...silentLog, warn: (message) => void told.push(message) })
  expect(told).toEqual(['What an earlier process left could not be taken away'])
  expect(filesOf('closed')).toEqual(['notes.txt', 'settings.json'])
})
