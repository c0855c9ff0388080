import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { profileFolders } from '#adapters/settings/profile-folders'

let dataDir: string
let root: string
const at = '2026-11-21T10:00:00.000Z'
const folders = () => profileFolders(root, dataDir)
const put = (folder: string, ...names: string[]): void => {
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(path.join(folder, name), name)
}
const all = ['journal.db', 'journal.db-wal', 'mirror.db', 'sealed.json', 'settings.json']

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'folders-'))
  root = path.join(dataDir, 'profiles')
  mkdirSync(root)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('a profile that is made', () => {
  it('is there with everything in it', () => {
    folders().make('one', (folder) => put(folder, 'settings.json'))
    expect(readdirSync(root)).toEqual(['one'])
    expect(readdirSync(path.join(root, 'one'))).toEqual(['settings.json'])
  })

  it('is not there where its making did not come to the end, and the next start takes away what is left', () => {
    const cutOff = () =>
      folders().make('one', (folder) => {
        put(folder, 'settings.json')
        throw new Error('cut off')
      })
    expect(cutOff).toThrow('cut off')
    expect(existsSync(path.join(root, 'one'))).toBe(false)
    folders().sweep()
    expect(readdirSync(root)).toEqual([])
  })
})

describe('a profile that is removed', () => {
  const target = () => path.join(dataDir, 'removed-profiles', 'one-2026-11-21T10-00-00')

  it('leaves its journal alone behind where that is kept', () => {
    put(path.join(root, 'one'), ...all)
    expect(folders().remove('one', 'keep', at)).toBe(target())
    expect(readdirSync(root)).toEqual([])
    expect(readdirSync(target())).toEqual(['journal.db', 'journal.db-wal'])
  })

  it('leaves nothing behind where that is deleted, or where there is none', () => {
    put(path.join(root, 'one'), ...all)
    put(path.join(root, 'two'), 'settings.json')
    expect(folders().remove('one', 'delete', at)).toBeNull()
    expect(folders().remove('two', 'keep', at)).toBeNull()
    expect(readdirSync(dataDir)).toEqual(['profiles'])
    expect(readdirSync(root)).toEqual([])
  })

  it('whose removal was cut off ends at the next start, journal and all', () => {
    put(path.join(root, '.removed-keep-2026-11-21T10-00-00-one'), 'journal.db-wal', 'sealed.json', 'settings.json')
    put(target(), 'journal.db')
    put(path.join(root, '.removed-delete-2026-11-21T10-00-00-two'), ...all)
    folders().sweep()
    expect(readdirSync(root)).toEqual([])
    expect(readdirSync(target())).toEqual(['journal.db', 'journal.db-wal'])
    expect(readdirSync(path.join(dataDir, 'removed-profiles'))).toHaveLength(1)
  })

  it('stays as it is where its folder cannot be moved', () => {
    expect(() => folders().remove('none', 'delete', at)).toThrow('ENOENT')
    expect(readdirSync(root)).toEqual([])
  })
})

it('lets folders be that the app did not make', () => {
  put(path.join(root, '.removed-by-hand'), 'note.txt')
  put(path.join(root, 'one'), 'settings.json')
  folders().sweep()
  expect(readdirSync(root)).toEqual(['.removed-by-hand', 'one'])
  expect(readFileSync(path.join(root, 'one', 'settings.json'), 'utf8')).toBe('settings.json')
})
