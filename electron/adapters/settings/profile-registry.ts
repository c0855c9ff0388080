import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import type { ProfileSummary } from '#shared/contract/profiles'
import { kindOfPair, type ProfileConnection } from '#shared/domain/profile-connection'

import { SettingsFile, type KeyedFile } from './create-settings.ts'
import { isId, profileFolders, type ProfileFolders } from './profile-folders.ts'
import { setAsideUnreadable } from './set-aside.ts'
import { sweepUnfinished } from './sweep-unfinished.ts'

export const practiceId = 'practice'

const RegistryFile = z.looseObject({ current: z.string().optional(), isWelcomed: z.boolean().optional() })

export interface ProfileRegistry extends ProfileFolders {
  list(): readonly ProfileSummary[]
  /** The one that was open last, where it is still there; else the practice workspace. */
  current(): string
  keepCurrent(id: string): void
  /** Where a profile is connected; null for the practice workspace, and where its settings cannot be read. */
  connectionOf(id: string): ProfileConnection | null
  isWelcomed(): boolean
  keepWelcomed(): void
  has(id: string): boolean
  /** Absolute path; made where it is not there. */
  folderOf(id: string): string
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

  const folders = profileFolders(root, dataDir)
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
    connectionOf(id) {
      if (id === practiceId || !isId(id)) return null
      try {
        return settingsIn(path.join(root, id)).connection ?? null
      } catch {
        // What opens it says so; until then nothing is known of it.
        return null
      }
    },
    isWelcomed: () => store.get('isWelcomed') === true,
    keepWelcomed: () => store.set('isWelcomed', true),
    has,
    folderOf,
    ...folders,
    sweep() {
      sweepUnfinished(file)
      folders.sweep()
    },
    keptAside: aside === null ? [] : [aside],
  }
}

const settingsIn = (folder: string) =>
  SettingsFile.parse(JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8')))

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
    const { profile, connection } = settingsIn(folder)
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
