import { once } from 'node:events'
import { mkdirSync, readdirSync, writeSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

import { createSalesforce, type Salesforce } from '#adapters/salesforce/create-salesforce'
import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import type { VaultPort } from '#core/ports'
import { readPracticeConnection, type PracticeConnection } from '#hosts/composition/practice-connection'
import { practiceSession } from '#hosts/composition/practice-session'
import { seededRandom } from '#practice/faults'
import { silentLog } from '#test/fakes/small-ports'

import { bulksStore } from './bulk-store.ts'
import { draftsStore, journalStore } from './database-stores.ts'
import { appSettingsStore, openSealed, secretsStore, settingsStore } from './file-stores.ts'
import { Life, session, slotId, type Line } from './protocol.ts'
import type { Reading, Store } from './store.ts'
import { watchStores } from './watch-stores.ts'

/*
 * One life of the app over a folder, until it is killed: it tells what it finds, and then writes everywhere at once and says
 * of each write that it begins, and that it is done. The lines go out at once, so that those before a kill are heard. It
 * waits for a line that says which life it is: loading takes longer than the rest, and is done while another one lives.
 */

const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

say({ ready: true })
const [told] = (await once(createInterface({ input: process.stdin }), 'line')) as [string]
const { dataDir, practice: given, seed, firstNumber } = Life.parse(JSON.parse(told))
const connection = readPracticeConnection(given)
if (!connection.ok) throw new Error(connection.failure.message)
const practice: PracticeConnection = connection.value

const random = seededRandom(seed)
const among = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]
let last = firstNumber
const next = (): number => (last += 1)

async function openAll(folder: string): Promise<{ vault: VaultPort; stores: Store[]; aside: string[] }> {
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

async function readAll(stores: readonly Store[]): Promise<Record<string, Reading>> {
  const unfinished = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tmp-/.test(name))
  const found: Record<string, Reading> = {
    'files/unfinished': unfinished.length === 0 ? [] : { damaged: `are left: ${unfinished.join(', ')}` },
  }
  for (const store of stores)
    for (const slot of store.slots) {
      try {
        found[slotId(store, slot)] = await store.read(slot)
      } catch (error) {
        found[slotId(store, slot)] = { damaged: String(error) }
      }
    }
  return found
}

/** The shipped adapter as at a start: no session in memory, a refresh token in the vault. */
const salesforceOver = (vault: VaultPort): Salesforce =>
  createSalesforce({
    connection: { loginUrl: practice.salesforce.loginUrl, clientId: practice.salesforce.clientId, redirectPorts: [] },
    vault,
    clock: { now: () => new Date() },
    log: silentLog,
  })

/** Use the session that is kept; every start has to refresh it, and every refresh rotates the token. */
async function useSession(vault: VaultPort): Promise<string> {
  const n = next()
  say({ will: [session, n] })
  const org = await salesforceOver(vault).reader.org()
  if (!org.ok) return org.failure.code
  say({ did: [session, n] })
  return 'ok'
}

/** What a person does who is asked to sign in again. */
async function signIn(vault: VaultPort): Promise<void> {
  const n = next()
  say({ will: [session, n] })
  const tokens = await practiceSession(practice.salesforce)
  await salesforceOver(vault).adopt({ ...tokens, instanceUrl: practice.salesforce.instanceUrl })
  say({ did: [session, n] })
}

async function writeSessions(vault: VaultPort): Promise<never> {
  for (;;) {
    const found = await useSession(vault)
    if (found !== 'ok') throw new Error(`The session of this process ended by itself: ${found}`)
    await sleep(random() * 60)
  }
}

async function writeStores(stores: readonly Store[]): Promise<never> {
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

const folder = path.join(dataDir, 'profiles', 'crash')
mkdirSync(folder, { recursive: true })
const lock = takeProfileLock(folder)
if (!lock.ok) throw new Error(lock.failure.message)
const { vault, stores, aside } = await openAll(folder)
say({ opened: { aside, found: await readAll(stores) } })
const found = await useSession(vault)
say({ session: found })
if (found === 'salesforce.signed-out') await signIn(vault)
// Secrets, which take their time, are written while the rest is.
await Promise.all([writeSessions(vault), writeStores(stores.slice(0, 1)), writeStores(stores.slice(1))])
