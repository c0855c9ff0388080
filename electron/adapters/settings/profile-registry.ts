import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import type { ProfileSummary } from '#shared/contract/profiles'
import { kindOfPair } from '#shared/domain/profile-connection'

import { SettingsFile, type KeyedFile } from './create-settings.ts'
import { setAsideUnreadable } from './set-aside.ts'

export const practiceId = 'practice'
/** Names of folders that this app makes; nothing else in the folder counts. */
const isId = (name: string): boolean => /^[a-z0-9-]{1,64}$/.test(name)

const RegistryFile = z.looseObject({ current: z.string().optional(), isWelcomed: z.boolean().optional() })

export interface ProfileRegistry {
  list(): readonly ProfileSummary[]
  /** The one that was open last, where it is still there; else the practice workspace. */
  current(): string
  keepCurrent(id: string): void
  isWelcomed(): boolean
  keepWelcomed(): void
  has(id: string): boolean
  /** Absolute path; made where it is not there. */
  folderOf(id: string): string
  /** Take the folder away. @returns where the journal is now; null where it was deleted, or where there was none */
  remove(id: string, journal: 'keep' | 'delete', at: string): string | null
  readonly keptAside: readonly string[]
}

/**
 * Which profiles there are: each has a folder with its settings under `profiles/`, and profiles.json says only which was
 * open last. A profiles.json that cannot be read is kept aside, and no profile is lost by it.
 * @param open opens profiles.json; called after an unreadable one is out of the way
 * @param at an ISO date-time, for the name of what is kept aside
 */
export function createProfileRegistry(dataDir: string, open: () => KeyedFile, at: string): ProfileRegistry {
  const root = path.join(dataDir, 'profiles')
  const wasThere = existsSync(root) && readdirSync(root).some(isId)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const file = path.join(dataDir, 'profiles.json')
  const aside = setAsideUnreadable(file, (value) => RegistryFile.safeParse(value).success, at)
  const store = open()
  // Who has a practice workspace, or a profile, has been here: an earlier version asked nobody, and wrote nothing down.
  if (typeof store.get('isWelcomed') !== 'boolean') store.set('isWelcomed', wasThere)

  const ids = () =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isId(entry.name) && entry.name !== practiceId)
      .map(({ name }) => name)
  const has = (id: string) => id === practiceId || ids().includes(id)
  const folderOf = (id: string): string => {
    if (!isId(id)) throw new RangeError('not the ID of a profile')
    const folder = path.join(root, id)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  }

  return {
    list: () => [
      summaryOf(practiceId, path.join(root, practiceId)),
      ...ids()
        .map((id) => summaryOf(id, path.join(root, id)))
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    ],
    current() {
      const kept = store.get('current')
      return typeof kept === 'string' && has(kept) ? kept : practiceId
    },
    keepCurrent: (id) => store.set('current', id),
    isWelcomed: () => store.get('isWelcomed') === true,
    keepWelcomed: () => store.set('isWelcomed', true),
    has,
    folderOf,
    remove(id, journal, removedAt) {
      const folder = folderOf(id)
      const kept = journal === 'keep' ? keepJournal(folder, dataDir, id, removedAt) : null
      rmSync(folder, { recursive: true, force: true })
      return kept
    },
    keptAside: aside === null ? [] : [aside],
  }
}

/** The journal's files, moved to a folder that no profile has. @returns null where there is no journal */
function keepJournal(folder: string, dataDir: string, id: string, at: string): string | null {
  const files = readdirSync(folder).filter((name) => /^(journal|bulk)\.db(-wal|-shm)?$/.test(name))
  if (files.length === 0) return null
  const target = path.join(dataDir, 'removed-profiles', `${id}-${at.slice(0, 19).replaceAll(':', '-')}`)
  mkdirSync(target, { recursive: true, mode: 0o700 })
  for (const name of files) renameSync(path.join(folder, name), path.join(target, name))
  return target
}

/** What a list shows of a profile that is not open: its settings are looked at, and never touched. */
function summaryOf(id: string, folder: string): ProfileSummary {
  const isPractice = id === practiceId
  const named = {
    id,
    name: isPractice ? 'Practice workspace' : 'Profile without settings',
    kind: isPractice ? 'practice' : 'production',
    access: isPractice ? 'confirm' : 'read-only',
    orgName: null,
    environmentName: null,
    orgId: null,
    environmentId: null,
    isFinished: isPractice,
    isDamaged: false,
  } as const
  try {
    const { profile, connection } = SettingsFile.parse(
      JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8')),
    )
    return {
      ...named,
      ...(profile?.name === undefined ? {} : { name: profile.name }),
      ...(profile?.access === undefined ? {} : { access: profile.access }),
      ...(connection === undefined || isPractice
        ? {}
        : {
            kind: kindOfPair(connection),
            orgName: connection.org?.name ?? null,
            environmentName: connection.environment?.name ?? null,
            orgId: connection.org?.id ?? null,
            environmentId: connection.environment?.id ?? null,
            isFinished: connection.isFinished,
          }),
    }
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { ...named, isDamaged: !isAbsent || !isPractice }
  }
}
