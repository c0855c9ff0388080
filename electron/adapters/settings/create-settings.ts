import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import type { SettingsPort } from '#core/ports'
import { ChosenFields } from '#shared/domain/field-choice'
import { MappingFields, Profile } from '#shared/domain/profile'
import { kindOfPair, ProfileConnection } from '#shared/domain/profile-connection'

import { legibleIn } from './legible.ts'
import { setAsideUnreadable } from './set-aside.ts'
import { sweepUnfinished } from './sweep-unfinished.ts'

/** The little of `conf` and of `electron-store` that settings need. */
export interface KeyedFile {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

/** And what it takes to write several keys as one. */
export interface WholeFile extends KeyedFile {
  store: Record<string, unknown>
}

const KeptMappings = z.record(z.string(), MappingFields)
const KeptChoices = z.record(z.string(), ChosenFields)

/** What stands in settings.json. Of the profile only what a person changed; the rest follows the app's own. */
export const SettingsFile = z.looseObject({
  profile: Profile.partial().optional(),
  mappingFields: KeptMappings.optional(),
  chosenFields: KeptChoices.optional(),
  connection: ProfileConnection.optional(),
})

/**
 * Settings over a JSON file. A file that cannot be read is kept aside under another name; what can still be told of it
 * stays in force, and the defaults serve for the rest. One that becomes unreadable while the app runs changes nothing.
 * @param file absolute path of the file
 * @param open opens the same file; called after an unreadable one is out of the way
 * @param at an ISO date-time, for the name of what is kept aside
 */
export function createSettings(file: string, open: () => WholeFile, defaults: () => Profile, at: string): SettingsPort {
  sweepUnfinished(file)
  const aside = setAsideUnreadable(file, (value) => SettingsFile.safeParse(value).success, at)
  const store = open()
  if (aside !== null) {
    const { profile: _, ...others } = SettingsFile.shape
    // One write: a crash between two would leave a part.
    store.store = legibleIn(readFileSync(path.join(path.dirname(file), aside), 'utf8'), others)
  }
  const choices = () => KeptChoices.catch({}).parse(store.get('chosenFields'))
  const mappings = () => KeptMappings.catch({}).parse(store.get('mappingFields'))
  let changed = SettingsFile.shape.profile.parse(store.get('profile'))

  /** What a person changed; as it was last read where they are in the middle of writing it. */
  function reread(): typeof changed {
    try {
      changed = SettingsFile.shape.profile.parse(store.get('profile'))
    } catch {
      // The next start says that the file cannot be read, and keeps it aside.
    }
    return changed
  }

  let connected = SettingsFile.shape.connection.parse(store.get('connection')) ?? null
  /** What fixes the kind is what both services said of themselves; nobody types it. */
  const kind = () => (connected === null ? {} : { kind: kindOfPair(connected) })
  const keepConnection = (connection: ProfileConnection) => {
    store.set('connection', connection)
    connected = connection
  }

  return {
    keptAside: aside === null ? [] : [aside],
    profile: () => Profile.parse({ ...defaults(), ...reread(), ...kind() }),
    connection: () => connected,
    mappingFields: (orgId) => mappings()[orgId] ?? null,
    keepUrlTemplates: (templates) => store.set('profile', { ...reread(), ...templates }),
    keepRules: (rules) => store.set('profile', { ...reread(), rules }),
    keepName: (name) => store.set('profile', { ...reread(), name }),
    keepAccess: (level) => store.set('profile', { ...reread(), access: level }),
    keepConnection,
    chosenFields: (orgId) => choices()[orgId] ?? {},
    keepChosenFields: (orgId, chosen) => store.set('chosenFields', { ...choices(), [orgId]: chosen }),
    keepMappingFields: (orgId, fields) => store.set('mappingFields', { ...mappings(), [orgId]: fields }),
  }
}
