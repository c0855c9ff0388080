import type { AppSettingsPort } from '#core/ports'
import { AppSettings } from '#shared/domain/app-settings'

import type { WholeFile } from './create-settings.ts'
import { setAsideUnreadable } from './set-aside.ts'
import { sweepUnfinished } from './sweep-unfinished.ts'

/**
 * The app's own settings over a JSON file. A file that cannot be read is kept aside under another name, and the
 * defaults serve. One that becomes unreadable while the app runs changes nothing.
 * @param file absolute path of the file
 * @param open opens the same file; called after an unreadable one is out of the way
 * @param at an ISO date-time, for the name of what is kept aside
 */
export function createAppSettings(file: string, open: () => WholeFile, at: string): AppSettingsPort {
  sweepUnfinished(file)
  const aside = setAsideUnreadable(file, (value) => AppSettings.partial().safeParse(value).success, at)
  const store = open()
  const read = () => AppSettings.parse(Object.fromEntries(names.map((name) => [name, store.get(name)])))
  let known = read()
  return {
    keptAside: aside === null ? [] : [aside],
    get() {
      try {
        known = read()
      } catch {
        // A person is in the middle of writing it; the next start says that it cannot be read, and keeps it aside.
      }
      return known
    },
    keep(settings) {
      // One write: a crash between two would leave a part of what a person chose.
      store.store = { ...store.store, ...settings }
      known = settings
    },
  }
}

const names = Object.keys(AppSettings.shape) as (keyof AppSettings)[]
