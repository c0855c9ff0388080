import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { SettingsFile } from '#adapters/settings/create-settings'
import { openJournal } from '#adapters/sqlite/open-journal'
import type { Companion } from '#shared/contract/index'
import type { ProfileSummary } from '#shared/contract/profiles'
import { aRun } from '#test/electron/core/run-builders'

import { openSealed } from './file-stores.ts'
import type { Given } from './life.ts'
import { sameNumber, type Reading, type Store } from './store.ts'

/** Of a profile of the one the journal outlives it; of the other's nothing does. */
export const slots = ['kept', 'wiped'] as const
export type Slot = (typeof slots)[number]
/** The companion over whatever profile is open now. */
export type Companions = () => Companion

/** The number that a profile was made with. */
export const numberOf = ({ name }: Pick<ProfileSummary, 'name'>): number => Number(name.split(' ')[1] ?? 0)
const isOf = (slot: Slot, { name }: ProfileSummary): boolean => name.startsWith(`${slot} `)
const folderOf = (dataDir: string, id: string): string => path.join(dataDir, 'profiles', id)

/** A run in the journal of a profile. The file stays open, so that what SQLite keeps beside it is there too. */
export function keepRun(dataDir: string, id: string, n: number): void {
  const { port } = openJournal(path.join(folderOf(dataDir, id), 'journal.db'))
  port.open(aRun({ id: `run-${n}`, startedBy: `user-${n}` }))
}

function runsIn(folder: string): number[] {
  const file = path.join(folder, 'journal.db')
  if (!existsSync(file)) return []
  const { port, close } = openJournal(file)
  const numbers = port.list({}).map(({ startedBy }) => Number(startedBy.slice('user-'.length)))
  close()
  return numbers
}

/** Everything in the folder that belongs to no profile that is listed, and to nothing else that the app keeps. */
function strays(dataDir: string, profiles: readonly ProfileSummary[]): string[] {
  const known = [
    /^(profiles|app)\.json$/,
    /^removed-profiles\/[^/]+\/(journal|bulk)\.db(-wal|-shm)?$/,
    ...profiles.map(({ id }) => new RegExp(`^profiles/${id}/`)),
  ]
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.name.startsWith('.'))
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => !known.some((pattern) => pattern.test(name)))
}

/** The profile of a slot: its name and its connection are of one writing. */
function readProfile(profile: ProfileSummary, dataDir: string): Reading {
  const text = readFileSync(path.join(folderOf(dataDir, profile.id), 'settings.json'), 'utf8')
  const { connection } = SettingsFile.parse(JSON.parse(text))
  return sameNumber([profile.name, connection?.stigg.appUrl ?? 'no connection'].map((text) => text.replace(/^\D*/, '')))
}

async function readKey(profile: ProfileSummary, { dataDir, practice }: Given): Promise<Reading> {
  const vault = await openSealed(folderOf(dataDir, profile.id))
  const key = await vault.get('stigg-key', new URL(practice.stigg.baseUrl).origin)
  if (key === null) return []
  return key === practice.stigg.apiKey ? [numberOf(profile)] : { damaged: 'holds a key that nobody gave' }
}

/** What there is of profiles after a start, to be read alone: the acts of a life put it there. */
export function profileStores(given: Given, companion: Companions): Pick<Store, 'name' | 'slots' | 'read'>[] {
  const { dataDir } = given
  const list = () => companion().profiles.list()
  return [
    {
      name: 'files',
      slots: ['strays'],
      async read() {
        const { profiles } = await list()
        const nobodys = profiles.filter(
          ({ id, ...profile }) => id !== 'practice' && !slots.some((slot) => isOf(slot, { id, ...profile })),
        )
        const found = [...nobodys.map(({ name }) => `“${name}”`), ...strays(dataDir, profiles)]
        return found.length === 0 ? [] : { damaged: `belong to no profile: ${found.join(', ')}` }
      },
    },
    {
      name: 'profiles',
      slots: [...slots, 'current'],
      async read(slot) {
        const { current, profiles } = await list()
        if (slot === 'current') {
          const open = profiles.find(({ id }) => id === current)
          return open === undefined || open.id === 'practice' ? [] : [numberOf(open)]
        }
        const read = profiles
          .filter(({ name }) => name.startsWith(`${slot} `))
          .map((profile) => readProfile(profile, dataDir))
        return (
          read.find((reading) => 'damaged' in reading) ??
          read.flatMap((reading) => (Array.isArray(reading) ? reading : []))
        )
      },
    },
    {
      name: 'keys',
      slots,
      async read(slot) {
        const profile = (await list()).profiles.find(({ name }) => name.startsWith(`${slot} `))
        return profile === undefined ? [] : readKey(profile, given)
      },
    },
    {
      name: 'journals',
      slots: ['kept'],
      async read() {
        const removed = path.join(dataDir, 'removed-profiles')
        const folders = existsSync(removed) ? readdirSync(removed).map((name) => path.join(removed, name)) : []
        const open = (await list()).profiles.filter((profile) => isOf('kept', profile))
        return [...folders, ...open.map(({ id }) => folderOf(dataDir, id))].flatMap(runsIn)
      },
    },
  ]
}
