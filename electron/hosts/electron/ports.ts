import { app, net, safeStorage } from 'electron'
import Store from 'electron-store'
import path from 'node:path'

import type { WholeFile } from '#adapters/settings/create-settings'
import { setAsideUnreadable } from '#adapters/settings/set-aside'
import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'
import type { LogPort, NotifierPort } from '#core/ports'

import type { HostParts } from '../composition/open-ports.ts'
import type { PracticeWanted } from '../composition/practice-wanted.ts'
import { openVault } from './vault.ts'

export function openFile(folder: string, name: string): WholeFile {
  sweepUnfinished(path.join(folder, `${name}.json`))
  return new Store({ cwd: folder, name, configFileMode: 0o600, accessPropertiesByDotNotation: false })
}

/**
 * Open a file of which no more is expected than that it is JSON. One that cannot be read is kept aside, so that neither a
 * secret nor the app's start is lost by it without a word.
 * @returns also the name that it was given; null where there was nothing to do
 */
export function openOrSetAside(
  folder: string,
  name: string,
  log: LogPort,
): { readonly file: WholeFile; readonly keptAside: string | null } {
  const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
  const keptAside = setAsideUnreadable(path.join(folder, `${name}.json`), isRecord, new Date().toISOString())
  if (keptAside !== null) log.warn('A file could not be read and was kept aside', { name: keptAside })
  return { file: openFile(folder, name), keptAside }
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
    openVault: (folder) => openVault(safeStorage, () => openOrSetAside(folder, 'sealed', log), log),
    openFile,
    practice,
    notifier,
    // Chromium's own way out: it knows the system's proxy and its certificates.
    fetch: (url, init) => net.fetch(url, init),
    ...(app.isPackaged ? { feedFile: path.join(process.resourcesPath, 'app-update.yml') } : {}),
  }
}
