import { randomUUID } from 'node:crypto'
import path from 'node:path'

import { createSalesforce } from '#adapters/salesforce/create-salesforce'
import { createAppSettings } from '#adapters/settings/create-app-settings'
import { createSettings } from '#adapters/settings/create-settings'
import { createProfileRegistry, practiceId } from '#adapters/settings/profile-registry'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { createCore, type Core } from '#core/create-core'
import type { AppSettingsPort, ProfilesPort, VaultPort } from '#core/ports'
import { fail, ok, type Result } from '#shared/failure'

import { newProfile, noConnection } from './new-profile.ts'
import { networkOf, openPorts, type HostParts } from './open-ports.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'

/** The one profile that is open, and the way to another. */
export interface Workspace {
  /** The core of the profile that is open now. It changes when another is opened: ask anew for each call. */
  core(): Core
  readonly appSettings: AppSettingsPort
  /** Told after another profile was opened, with the core that it replaced. */
  onOpened(listen: (before: Core) => void): void
  close(): Promise<void>
}

interface Opened {
  readonly id: string
  readonly core: Core
  close(): Promise<void>
}

/**
 * Open the profile that was open last; on a fresh machine that is the practice workspace.
 * Fails: `profile.in-use`, `profile.unreadable`.
 */
export async function openWorkspace(parts: HostParts): Promise<Result<Workspace>> {
  const { dataDir, log } = parts
  const now = () => new Date().toISOString()
  const registry = createProfileRegistry(dataDir, () => parts.openFile(dataDir, 'profiles'), now())
  if (parts.practice.isChosen) registry.keepWelcomed()
  const appSettings = createAppSettings(path.join(dataDir, 'app.json'), () => parts.openFile(dataDir, 'app'), now())
  const keptAside = [...registry.keptAside, ...appSettings.keptAside]

  /** A profile that is left and opened again still has what is kept in memory alone. */
  const vaults = new Map<string, Promise<VaultPort>>()
  const vaultOf = (id: string): Promise<VaultPort> => {
    const known = vaults.get(id) ?? parts.openVault(registry.folderOf(id))
    vaults.set(id, known)
    return known
  }
  const listeners: ((before: Core) => void)[] = []
  const settingsIn = (folder: string, id: string) => {
    const open = () => parts.openFile(folder, 'settings')
    return createSettings(path.join(folder, 'settings.json'), open, () => newProfile(id), now())
  }

  async function openOne(id: string): Promise<Result<Opened>> {
    const folder = registry.folderOf(id)
    const opened = await openPorts(parts, { id, folder, vault: await vaultOf(id), profiles, appSettings, keptAside })
    if (!opened.ok) return opened
    const core = createCore(opened.value.ports)
    return ok({
      id,
      core,
      async close() {
        await core.close()
        await opened.value.close()
      },
    })
  }

  let current: Opened | null = null
  let isOpening = false
  /** Profiles that were left and are still at the end of a step, by ID. */
  const ending = new Map<string, Promise<void>>()
  const end = (opened: Opened): Promise<void> => {
    const ended = opened.close().finally(() => void ending.delete(opened.id))
    ending.set(opened.id, ended)
    return ended
  }

  /** Opens `id` where `before` was; the same one only after that has ended, since a folder has one writer. */
  async function replace(before: Opened, id: string, link?: string): Promise<Result<void>> {
    before.core.leave()
    if (before.id === id) await end(before)
    else await ending.get(id)
    const next = await openOne(id)
    if (!next.ok && before.id !== id) {
      before.core.stay()
      return next
    }
    // What was closed to be opened anew, and cannot be: the practice workspace is always there.
    const instead = next.ok ? next : await openOne(practiceId)
    if (!instead.ok) return instead
    current = instead.value
    registry.keepCurrent(current.id)
    for (const listen of listeners) listen(before.core)
    current.core.start()
    before.core.tellOpened()
    if (next.ok && link !== undefined) {
      current.core.openLink(link).catch((error: unknown) => log.error('Following a link failed', { error }))
    }
    if (before.id !== id) end(before).catch((error: unknown) => log.error('Closing a profile failed', { error }))
    return next.ok ? ok(undefined) : next
  }

  const profiles: ProfilesPort = {
    list: () => registry.list(),
    current: () => current?.id ?? registry.current(),
    connectionOf: (id) => registry.connectionOf(id),
    isWelcomed: () => registry.isWelcomed(),
    keepWelcomed: () => registry.keepWelcomed(),
    create(name, salesforce, stigg) {
      const id = randomUUID()
      registry.make(id, (folder) => {
        const settings = settingsIn(folder, id)
        settings.keepName(name)
        settings.keepConnection({ ...noConnection(), salesforce, stigg })
      })
      return ok(id)
    },
    async open(id, link) {
      if (!registry.has(id)) return fail('profile.not-found', `No profile ${id}`)
      if (isOpening || current === null) return fail('run.busy', 'Another profile is being opened')
      isOpening = true
      try {
        return await replace(current, id, link)
      } finally {
        isOpening = false
      }
    },
    async remove(id, journal) {
      if (!registry.has(id)) return fail('profile.not-found', `No profile ${id}`)
      if (id === practiceId) return fail('profile.not-removable', 'The practice workspace stays')
      if (id === current?.id) return fail('profile.in-use', 'The profile is open')
      await ending.get(id)
      const lock = takeProfileLock(registry.folderOf(id))
      if (!lock.ok) return lock
      const { salesforce } = settingsIn(registry.folderOf(id), id).connection() ?? noConnection()
      const vault = await vaultOf(id)
      const { exchange } = networkOf(appSettings, salesforce, noConnection().stigg)
      const clock = { now: () => new Date() }
      const { signIn } = createSalesforce({ connection: salesforce, exchange, vault, clock, log })
      const isRevoked = (await signIn.signOut()).atSalesforce !== 'not-confirmed'
      lock.value.release()
      vaults.delete(id)
      return ok({ isRevoked, journalFolder: registry.remove(id, journal, now()) })
    },
  }

  const first = await openOne(registry.current())
  if (!first.ok) return first
  sweepLeftovers(registry, dataDir, first.value.id, log)
  current = first.value
  const open = (): Opened => {
    if (current === null) throw new Error('No profile is open')
    return current
  }
  return ok({
    core: () => open().core,
    appSettings,
    onOpened: (listen) => void listeners.push(listen),
    async close() {
      await Promise.all([end(open()), ...ending.values()])
    },
  })
}
