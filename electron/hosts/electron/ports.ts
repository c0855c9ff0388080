import { app, net, safeStorage } from 'electron'
import Store from 'electron-store'
import path from 'node:path'

import type { WholeFile } from '#adapters/settings/create-settings'
import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'
import type { LogPort, NotifierPort } from '#core/ports'

import type { HostParts } from '../composition/open-ports.ts'
import type { PracticeWanted } from '../composition/practice-wanted.ts'
import { openVault } from './vault.ts'

export function openFile(folder: string, name: string): WholeFile {
  sweepUnfinished(path.join(folder, `${name}.json`))
  return new Store({ cwd: folder, name, configFileMode: 0o600, accessPropertiesByDotNotation: false })
}

/** What Electron gives the core. After Electron is ready only: the keychain is asked. */
export function electronParts(
  dataDir: string,
  log: LogPort,
  practice: PracticeWanted,
  notifier: NotifierPort,
): HostParts {
  return {
    host: 'electron',
    version: app.getVersion(),
    dataDir,
    log,
    openVault: (folder) => openVault(safeStorage, () => openFile(folder, 'sealed'), log),
    openFile,
    practice,
    notifier,
    // Chromium's own way out: it knows the system's proxy and its certificates.
    fetch: (url, init) => net.fetch(url, init),
    ...(app.isPackaged ? { feedFile: path.join(process.resourcesPath, 'app-update.yml') } : {}),
  }
}
