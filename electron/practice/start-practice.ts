import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createPracticeClock } from './clock.ts'
import { createNativeFlow } from './native-flow/native-flow.ts'
import { startCustomerApp } from './customer-app/server.ts'
import { choosePort } from './ports.ts'
import { openRecordStore, type RecordStore } from './record-store.ts'
import { startSalesforceSimulator, type PracticeGrant, type SalesforceSimulator } from './salesforce/server.ts'
import { variantsOf, type OrgKind } from './salesforce/schema/kinds-of-org.ts'
import { makeSeed } from './seed/make-seed.ts'
import { startStiggSimulator } from './stigg/server.ts'

export interface PracticeOptions {
  /** The folder that keeps what was changed, or `:memory:` to forget it. */
  readonly dataDir: string
  readonly salesforcePort?: number | undefined
  readonly stiggPort?: number | undefined
  /** Port of the customer's own application. */
  readonly appPort?: number | undefined
  /** Another seed than last time's begins another story: what was changed is dropped. */
  readonly seed?: number | undefined
  /** Generated won deals on top of the story; another number than last time's begins anew, too. */
  readonly opportunities?: number | undefined
  /** Generated accounts, and as many customers, for the page of links. */
  readonly pairs?: number | undefined
  readonly host?: string | undefined
  /** The org's own Stigg flow, switched on from the start; otherwise the control plane can do so. */
  readonly nativeFlow?: boolean | undefined
  /** What the org calls Stigg's fields; `none` = it lacks them. The story's own names where it is left out. */
  readonly fields?: OrgKind | undefined
}

export interface Practice {
  readonly salesforce: PracticeSalesforce
  readonly stigg: PracticeStigg
  readonly customerApp: PracticeCustomerApp
  /** What a person should be told about the start: the data were damaged and kept aside. */
  readonly notice: string | undefined
  /** The story from its beginning, told from today. Sign-ins, keys and ports stay as they are. */
  startOver(): Promise<void>
  close(): Promise<void>
}

interface PracticeSalesforce {
  readonly loginUrl: string
  readonly instanceUrl: string
  readonly apiVersion: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly username: string
  /** Of a session that is granted when either is first read. */
  readonly accessToken: string
  readonly refreshToken: string
}

interface PracticeStigg {
  readonly baseUrl: string
  readonly graphqlUrl: string
  readonly appUrl: string
  readonly apiKey: string
  readonly publishableKey: string
  readonly readOnlyKey: string
  readonly environmentSlug: string
}

interface PracticeCustomerApp {
  readonly url: string
  readonly apiKey: string
}

interface Story {
  readonly seed: number
  readonly opportunities: number
  /** Left out by an earlier version. */
  readonly pairs?: number
  readonly anchor: string
}
interface Ports {
  readonly salesforce: number
  readonly stigg: number
  /** Left out by an earlier version. */
  readonly customerApp?: number
}
interface Meta {
  readonly story?: Story
  readonly ports?: Ports
}

const API_VERSION = '66.0'
const DEFAULT_SEED = 7

/**
 * Serve the practice workspace: a Salesforce org and a Stigg environment on loopback, with the state of last time.
 * Throws `PortTaken` for a port that was asked for and is in use, `StoreInUse` when another process serves the folder.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const host = options.host ?? '127.0.0.1'
  const file = options.dataDir === ':memory:' ? ':memory:' : join(options.dataDir, 'practice.sqlite')
  const opened = openRecordStore(file)
  try {
    const before = metaOf(opened).get(META) ?? {}
    const ports = await choosePorts(options, host, before.ports)
    const story = storyFor(options, before.story)
    if (before.story !== undefined && story !== before.story) opened.startOver()
    return await practiceOf(opened, {
      file,
      host,
      ports,
      story,
      nativeFlow: options.nativeFlow ?? false,
      fields: options.fields ?? 'story',
    })
  } catch (error) {
    opened.close()
    throw error
  }
}

interface Setting {
  readonly file: string
  readonly host: string
  readonly ports: Ports
  readonly story: Story
  readonly nativeFlow: boolean
  readonly fields: OrgKind
}

async function practiceOf(opened: RecordStore, setting: Setting): Promise<Practice> {
  let store = opened
  let running = await serve(store, setting)
  return {
    get salesforce() {
      return running.salesforce
    },
    get stigg() {
      return running.stigg
    },
    get customerApp() {
      return running.customerApp
    },
    notice: opened.notice,
    async startOver() {
      await running.close()
      const told = { ...setting, story: { ...setting.story, anchor: new Date().toISOString() } }
      store.startOver()
      // The collections of an open store hold on to their seed: a new one needs the store to be opened again.
      store.close()
      store = openRecordStore(setting.file)
      running = await serve(store, told)
    },
    async close() {
      await running.close()
      store.close()
    },
  }
}

const META = 'practice'
const metaOf = (store: RecordStore) => store.collection<Meta>('meta', [], { keep: true })

/** Last time's story where nothing else is asked for, so that it is the same object exactly when nothing changed. */
function storyFor({ seed, opportunities, pairs }: PracticeOptions, before: Story | undefined): Story {
  const wanted = {
    seed: seed ?? before?.seed ?? DEFAULT_SEED,
    opportunities: opportunities ?? before?.opportunities ?? 0,
    pairs: pairs ?? before?.pairs ?? 0,
  }
  const isSame =
    before?.seed === wanted.seed &&
    before.opportunities === wanted.opportunities &&
    (before.pairs ?? 0) === wanted.pairs
  if (isSame) return before
  return { ...wanted, anchor: new Date().toISOString() }
}

async function choosePorts(options: PracticeOptions, host: string, before: Ports | undefined): Promise<Ports> {
  const salesforce = await choosePort({
    service: 'Salesforce',
    host,
    asked: options.salesforcePort,
    remembered: before?.salesforce,
    not: options.stiggPort ? [options.stiggPort] : [],
  })
  const stigg = await choosePort({
    service: 'Stigg',
    host,
    asked: options.stiggPort,
    remembered: before?.stigg,
    not: [salesforce],
  })
  const customerApp = await choosePort({
    service: "the customer's application",
    host,
    asked: options.appPort,
    remembered: before?.customerApp,
    not: [salesforce, stigg],
  })
  return { salesforce, stigg, customerApp }
}

interface Running {
  readonly salesforce: PracticeSalesforce
  readonly stigg: PracticeStigg
  readonly customerApp: PracticeCustomerApp
  close(): Promise<void>
}

/** All three services over one store, one story and one clock. */
async function serve(
  store: RecordStore,
  { host, ports, story, nativeFlow: enabled, fields }: Setting,
): Promise<Running> {
  metaOf(store).put(META, { story, ports })
  const clock = createPracticeClock(store)
  const origin = (port: number) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const nativeFlow = createNativeFlow(store, clock, { enabled })
  const seed = makeSeed({ ...story, stiggUrl: origin(ports.stigg) })
  const salesforce = await startSalesforceSimulator({
    store,
    seed: seed.salesforce,
    clock,
    port: ports.salesforce,
    host,
    faultSeed: story.seed,
    variants: variantsOf[fields],
    nativeFlow,
  })
  const opened: { close(): Promise<void> }[] = [salesforce]
  try {
    const customerApp = await startCustomerApp({
      store,
      clock,
      port: ports.customerApp ?? 0,
      host,
      faultSeed: story.seed,
    })
    opened.push(customerApp)
    const stigg = await startStiggSimulator({
      store,
      seed: seed.stigg,
      clock,
      port: ports.stigg,
      host,
      salesforceUrl: salesforce.url,
      nativeFlow,
    })
    let closing: Promise<void> | undefined
    const close = async () => {
      nativeFlow.close()
      await Promise.all([salesforce.close(), stigg.close(), customerApp.close()])
      // Clients in this process hear that their idle connections are closed when the event loop has turned; without it
      // their next request would go to the old connection.
      await setImmediate()
      await setImmediate()
    }
    return {
      salesforce: factsOf(salesforce),
      customerApp: { url: customerApp.url, apiKey: customerApp.apiKey },
      stigg: {
        baseUrl: stigg.url,
        graphqlUrl: `${stigg.url}/graphql`,
        appUrl: stigg.url,
        apiKey: stigg.apiKey,
        publishableKey: stigg.publishableKey,
        readOnlyKey: stigg.readOnlyKey,
        environmentSlug: stigg.environmentSlug,
      },
      close: () => (closing ??= close()),
    }
  } catch (error) {
    await Promise.all(opened.map((service) => service.close()))
    throw error
  }
}

function factsOf(simulator: SalesforceSimulator): PracticeSalesforce {
  let session: PracticeGrant | undefined
  const granted = () => (session ??= simulator.grant())
  return {
    loginUrl: simulator.url,
    instanceUrl: simulator.url,
    apiVersion: API_VERSION,
    clientId: simulator.clientId,
    redirectUris: simulator.redirectUris,
    username: simulator.username,
    get accessToken() {
      return granted().accessToken
    },
    get refreshToken() {
      return granted().refreshToken
    },
  }
}
