import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createSalesforce, type Salesforce } from '#adapters/salesforce/create-salesforce'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import type { VaultPort } from '#core/ports'
import { practiceSession } from '#hosts/composition/practice-session'
import { silentLog } from '#test/fakes/small-ports'

import { bulksStore } from './bulk-store.ts'
import { draftsStore, journalStore } from './database-stores.ts'
import { appSettingsStore, openSealed, secretsStore, settingsStore } from './file-stores.ts'
import { readAll, say, type Given } from './life.ts'
import { session, slotId } from './protocol.ts'
import type { Store } from './store.ts'
import { watchStores } from './watch-stores.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function openAll(
  folder: string,
  dataDir: string,
): Promise<{ vault: VaultPort; stores: Store[]; aside: string[] }> {
  const at = new Date().toISOString()
  const vault = await openSealed(dataDir)
  const opened = [
    settingsStore(folder, at),
    appSettingsStore(dataDir, at),
    journalStore(folder),
    bulksStore(folder),
    draftsStore(folder),
    watchStores(folder),
  ]
  return {
    vault,
    stores: [secretsStore(vault), ...opened.flatMap(({ stores }) => stores)],
    aside: opened.flatMap(({ aside }) => aside),
  }
}

/** The shipped adapter as at a start: no session in memory, a refresh token in the vault. */
const salesforceOver = ({ practice: { salesforce } }: Given, vault: VaultPort): Salesforce =>
  createSalesforce({
    connection: { loginUrl: salesforce.loginUrl, clientId: salesforce.clientId, redirectPorts: [] },
    vault,
    clock: { now: () => new Date() },
    log: silentLog,
  })

/** Use the session that is kept; every start has to refresh it, and every refresh rotates the token. */
async function useSession(given: Given, vault: VaultPort): Promise<string> {
  const n = given.next()
  say({ will: [session, n] })
  const org = await salesforceOver(given, vault).reader.org()
  if (!org.ok) return org.failure.code
  say({ did: [session, n] })
  return 'ok'
}

/** What a person does who is asked to sign in again. */
async function signIn(given: Given, vault: VaultPort): Promise<void> {
  const n = given.next()
  say({ will: [session, n] })
  const { salesforce } = given.practice
  const tokens = await practiceSession(salesforce)
  await salesforceOver(given, vault).adopt({ ...tokens, instanceUrl: salesforce.instanceUrl })
  say({ did: [session, n] })
}

async function writeSessions(given: Given, vault: VaultPort): Promise<never> {
  for (;;) {
    const found = await useSession(given, vault)
    if (found !== 'ok') throw new Error(`The session of this process ended by itself: ${found}`)
    await sleep(given.random() * 60)
  }
}

async function writeStores({ among, next, random }: Given, stores: readonly Store[]): Promise<never> {
  for (;;) {
    const store = among(stores)
    const slot = among(store?.slots ?? [])
    if (store === undefined || slot === undefined) throw new Error('There is nothing to write to')
    const takesOut = ['secrets', 'drafts', 'new deals'].includes(store.name) && random() < 0.15
    const n = takesOut ? 0 : (store.next?.(slot) ?? next())
    say({ will: [slotId(store, slot), n] })
    await store.put(slot, n)
    say({ did: [slotId(store, slot), n] })
    await turn()
  }
}

/** Everything that one profile keeps is written, secrets and tokens beside the rest. */
export async function live(given: Given): Promise<void> {
  const { dataDir } = given
  const folder = path.join(dataDir, 'profiles', 'crash')
  mkdirSync(folder, { recursive: true })
  const lock = takeProfileLock(folder)
  if (!lock.ok) throw new Error(lock.failure.message)
  const { vault, stores, aside } = await openAll(folder, dataDir)
  say({ opened: { aside, found: await readAll(stores, dataDir) } })
  const found = await useSession(given, vault)
  say({ session: found })
  if (found === 'salesforce.signed-out') await signIn(given, vault)
  // Secrets, which take their time, are written while the rest is.
  await Promise.all([
    writeSessions(given, vault),
    writeStores(given, stores.slice(0, 1)),
    writeStores(given, stores.slice(1)),
  ])
}
