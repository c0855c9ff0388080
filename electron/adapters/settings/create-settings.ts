import { z } from 'zod'

import type { SettingsPort } from '#core/ports'
import { MappingFields, Profile } from '#shared/domain/profile'

import { setAsideUnreadable } from './set-aside.ts'

/** The little of `conf` and of `electron-store` that settings need. */
export interface KeyedFile {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

const KeptMappings = z.record(z.string(), MappingFields)

/** What stands in settings.json. Of the profile only what a person changed; the rest follows the app's own. */
const SettingsFile = z.looseObject({
  profile: Profile.partial().optional(),
  mappingFields: KeptMappings.optional(),
})

/**
 * Settings over a JSON file. A file that cannot be read is kept aside under another name, and the defaults serve.
 * @param file absolute path of the file
 * @param open opens the same file; called after an unreadable one is out of the way
 * @param at an ISO date-time, for the name of what is kept aside
 */
export function createSettings(file: string, open: () => KeyedFile, defaults: () => Profile, at: string): SettingsPort {
  const aside = setAsideUnreadable(file, (value) => SettingsFile.safeParse(value).success, at)
  const store = open()
  // Somebody may edit the file while the app runs: what is unreadable then is as good as absent until the next start.
  const mappings = () => KeptMappings.catch({}).parse(store.get('mappingFields'))
  return {
    keptAside: aside === null ? [] : [aside],
    profile() {
      const changed = SettingsFile.shape.profile.catch({}).parse(store.get('profile'))
      return Profile.parse({ ...defaults(), ...changed })
    },
    mappingFields: (orgId) => mappings()[orgId] ?? null,
    keepMappingFields: (orgId, fields) => store.set('mappingFields', { ...mappings(), [orgId]: fields }),
  }
}
