import { createRouterClient } from '@orpc/server'
import Conf from 'conf'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Core } from '#core/create-core'
import { memoryVault } from '#hosts/composition/memory-vault'
import type { HostParts } from '#hosts/composition/open-ports'
import { openWorkspace } from '#hosts/composition/open-workspace'
import { readPracticeConnection } from '#hosts/composition/practice-connection'
import type { Companion } from '#shared/contract/index'
import { silentLog } from '#test/fakes/small-ports'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

export interface OpenCompanion {
  readonly companion: Companion
  /** The companion over whatever profile is open now. */
  current(): Companion
  /** The core of whatever profile is open now. */
  currentCore(): Core
  readonly dataDir: string
  readonly core: Core
  readonly practice: PracticeProcess
  close(): Promise<void>
}

/** The shipped core and adapters in this process, over practice services in one of their own. */
export async function openCompanion(practiceArgs: readonly string[] = []): Promise<OpenCompanion> {
  const practice = await startPracticeProcess(practiceArgs)
  const opened = await openCompanionOn(practice)
  return {
    ...opened,
    async close() {
      await opened.close()
      await practice.child.stop()
    },
  }
}

/** Another copy of the app, with a folder of its own, on practice services that are there already. */
export async function openCompanionOn(
  practice: PracticeProcess,
  patience: NonNullable<HostParts['patience']> = {},
  /** What its settings file holds when it starts. */
  settings: object = {},
  /** Ports of the host that a test takes the place of. */
  vary: Pick<HostParts, 'time' | 'notifier'> = {},
  /** A folder that outlives it; else it has one of its own. */
  folder: string | null = null,
): Promise<OpenCompanion> {
  const dataDir = folder ?? mkdtempSync(path.join(os.tmpdir(), 'companion-open-'))
  mkdirSync(path.join(dataDir, 'profiles', 'practice'), { recursive: true })
  writeFileSync(path.join(dataDir, 'profiles', 'practice', 'settings.json'), JSON.stringify(settings))
  const opened = await openCompanionIn(dataDir, practice, { patience, ...vary })
  return {
    ...opened,
    async close() {
      await opened.close()
      if (folder === null) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The app over a folder that stays when it is closed: opened once more, it is started anew. */
export async function openCompanionIn(
  dataDir: string,
  practice: PracticeProcess,
  {
    patience = {},
    openVault = () => Promise.resolve(memoryVault()),
    ...vary
  }: Partial<Pick<HostParts, 'patience' | 'openVault' | 'time' | 'notifier'>>,
): Promise<OpenCompanion> {
  const connection = readPracticeConnection(practice.line)
  if (!connection.ok) throw new Error(connection.failure.message)
  const opened = await openWorkspace({
    host: 'browser',
    version: 'test',
    dataDir,
    log: silentLog,
    openVault,
    openFile: (folder, name) => new Conf({ cwd: folder, configName: name }),
    practice: { apart: connection.value, opportunities: null, seed: null, isChosen: true },
    patience,
    ...vary,
  })
  if (!opened.ok) throw new Error(opened.failure.message)
  const core = opened.value.core()
  return {
    companion: createRouterClient(core.router),
    current: () => createRouterClient(opened.value.core().router),
    currentCore: () => opened.value.core(),
    dataDir,
    core,
    practice,
    close: () => opened.value.close(),
  }
}
