import { app, safeStorage } from 'electron'
import Store from 'electron-store'

import type { KeyedFile } from '#adapters/settings/create-settings'
import type { LogPort } from '#core/ports'

import type { HostParts } from '../composition/open-ports.ts'
import type { PracticeWanted } from '../composition/practice-wanted.ts'
import { openVault } from './vault.ts'

export const openFile = (folder: string, name: string): KeyedFile =>
  new Store({ cwd: folder, name, configFileMode: 0o600, accessPropertiesByDotNotation: false })

/** What Electron gives the core. After Electron is ready only: the keychain is asked. */
export function electronParts(dataDir: string, log: LogPort, practice: PracticeWanted): HostParts {
  return {
    host: 'electron',
    version: app.getVersion(),
    dataDir,
    log,
    openVault: (folder) => openVault(safeStorage, () => openFile(folder, 'sealed'), log),
    openFile,
    practice,
  }
}
