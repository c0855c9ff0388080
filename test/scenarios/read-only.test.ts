import { isContractProcedure } from '@orpc/contract'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { STORIES } from '#practice/seed/deals/all'
import type { Shown } from '#practice/seed/shown'
import { contract } from '#shared/contract/index'
import { blankGrant } from '#shared/domain/grant-presets'
import type { AccessLevel } from '#shared/domain/profile'
import { failureOf } from '#test/harness/failure-of'
import { drain, startHostProcess, type HostProcess } from '#test/harness/host-process'
import { startPracticeProcess, type Exchange, type PracticeProcess } from '#test/harness/practice-process'

/*
 * There is one door for writes. On a profile that may only read, every call of the contract is made, and both services are
 * asked afterwards what reached them: nothing that changes anything.
 */

const edits = { subscriptions: {} }
const username = 'olivia.ops@northwind.example'
let practice: PracticeProcess
let host: HostProcess
let dataDir: string
/** A run that a dead session stopped before its last step, while the profile could still write. */
let stoppedRun: string
let untouchedDeal: string
/** Credits of a customer that has some. */
let granted: { customerId: string; currencyId: string; resourceId: null }
/** A bulk run that the same dead session paused. */
let haltedBulk: string

const settingsFile = () => path.join(dataDir, 'profiles', 'practice', 'settings.json')

function setAccess(access: AccessLevel): void {
  mkdirSync(path.dirname(settingsFile()), { recursive: true })
  writeFileSync(settingsFile(), JSON.stringify({ profile: { access } }))
}

async function idOf(shows: Shown): Promise<string> {
  const story = STORIES.find((candidate) => candidate.shows.includes(shows))
  const rows = await practice.query('SELECT Id, Name FROM Opportunity')
  return String(rows.find(({ Name }) => Name === story?.name)?.Id)
}

async function apply(opportunityId: string) {
  const { findings, fingerprint } = await host.companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  return drain(await host.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }))
}

async function signIn() {
  const stream = await host.companion.workspace.signIn()
  const first = await stream.next()
  if (first.done) throw new Error('The sign-in ended before it began')
  await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': username } })
  return drain(stream)
}

/** Far ends that nobody is asked at: a profile is made and left again. */
const anywhere = {
  salesforce: { loginUrl: 'https://login.salesforce.com', clientId: 'consumer-key', redirectPorts: [7717] },
  stigg: {
    baseUrl: 'https://api.stigg.io',
    graphqlUrl: 'https://api.stigg.io/graphql',
    appUrl: 'https://app.stigg.io',
  },
}

const unapproved = () => ({
  opportunityId: untouchedDeal,
  opportunityName: 'A deal',
  accountName: null,
  customerId: null,
  edits,
  fingerprint: 'never approved',
  acknowledged: [],
})

const grantAct = () => ({
  kind: 'grant-credits' as const,
  request: {
    ...blankGrant({ customerId: granted.customerId, opportunityId: null }),
    currencyId: granted.currencyId,
    displayName: 'Goodwill',
    amount: '10',
  },
})

const workflowCall = () => ({
  workflowId: 'notify-csm',
  customerId: granted.customerId,
  subscriptionId: null,
  opportunityId: null,
  values: { message: 'Hello' },
  payload: null,
  isTest: true,
})

const revoke = () => ({
  kind: 'revoke-schedule' as const,
  opportunityId: untouchedDeal,
  customerId: 'customer-none',
  subscriptionId: 'sub-none',
  waitsFor: 'date' as const,
})

const clearMend = () => ({ kind: 'clear-customer' as const, customerId: granted.customerId, saw: 'nothing' })

const refused = async (call: Promise<unknown>): Promise<void> =>
  expect(await failureOf(call)).toMatchObject({ code: 'access.read-only' })

/** Calls that look, each as a window makes it. */
const reading: Readonly<Record<string, () => Promise<unknown>>> = {
  'workspace.status': () => host.companion.workspace.status(),
  'workspace.watch': async () => (await host.companion.workspace.watch()).return(undefined),
  'workspace.reconnect': () => host.companion.workspace.reconnect(),
  'opportunities.list': () => host.companion.opportunities.list({}),
  'opportunities.facets': () => host.companion.opportunities.facets(),
  'opportunities.sync': async () => drain(await host.companion.opportunities.sync({ full: true })),
  'provisioning.preview': () => host.companion.provisioning.preview({ opportunityId: untouchedDeal, edits }),
  'bulk.check': async () => drain(await host.companion.bulk.check({ opportunityIds: [untouchedDeal] })),
  'drift.check': async () => drain(await host.companion.drift.check()),
  'drift.last': () => host.companion.drift.last(),
  'bulk.list': () => host.companion.bulk.list(),
  'bulk.get': () => host.companion.bulk.get({ bulkId: haltedBulk }),
  'bulk.watch': async () => drain(await host.companion.bulk.watch({ bulkId: haltedBulk })),
  'runs.list': () => host.companion.runs.list({}),
  'runs.get': () => host.companion.runs.get({ runId: stoppedRun }),
  'runs.evidence': () => host.companion.runs.evidence({ runId: stoppedRun, format: 'html' }),
  'acts.preview': () => failureOf(host.companion.acts.preview({ act: revoke() })),
  'settings.choices': () => host.companion.settings.choices(),
  'settings.picks': () => host.companion.settings.picks({ templates: [] }),
  'settings.exportFile': () => host.companion.settings.exportFile(),
  'settings.readFile': () => failureOf(host.companion.settings.readFile({ text: 'nothing' })),
  'settings.secrets': () => host.companion.settings.secrets({ names: ['app-key'] }),
  // Change this machine's own vault and settings alone.
  'settings.setSecret': () =>
    host.companion.settings.setSecret({ name: 'app-key', origin: practice.customerApp.url, secret: 'Bearer key' }),
  'settings.forgetSecret': () => host.companion.settings.forgetSecret({ name: 'app-key' }),
  'app.settings': () => host.companion.app.settings(),
  'profiles.list': () => host.companion.profiles.list(),
  'profiles.connection': () => host.companion.profiles.connection(),
  'profiles.exportJournal': () => host.companion.profiles.exportJournal(),
  // Change this machine's own settings alone; the practice workspace has no connection to change.
  'profiles.welcomed': () => host.companion.profiles.welcomed(),
  'profiles.rename': () => host.companion.profiles.rename({ name: 'Practice workspace' }),
  'profiles.setAccess': () => host.companion.profiles.setAccess({ access: 'read-only', typed: '' }),
  'profiles.confirmMixedPair': () => host.companion.profiles.confirmMixedPair(),
  'profiles.setStiggKey': () => failureOf(host.companion.profiles.setStiggKey({ key: 'server-none', confirm: null })),
  'profiles.setConnection': () => failureOf(host.companion.profiles.setConnection(anywhere)),
  'profiles.mappingCandidates': () => host.companion.profiles.mappingCandidates(),
  'profiles.report': () => host.companion.profiles.report(),
  'profiles.chooseMapping': () => host.companion.profiles.chooseMapping({ chosen: {} }),
  'profiles.finish': () => failureOf(host.companion.profiles.finish()),
  'profiles.remove': () =>
    failureOf(host.companion.profiles.remove({ id: 'practice', typed: 'Practice workspace', journal: 'keep' })),
  'profiles.open': () => failureOf(host.companion.profiles.open({ id: 'nowhere', stopRuns: false })),
  'profiles.create': async () => {
    await host.companion.profiles.create({ name: 'Another', ...anywhere })
    await host.companion.profiles.open({ id: 'practice', stopRuns: false })
  },
  // Changes this machine's own settings alone.
  'app.saveSettings': async () => {
    await host.companion.app.saveSettings({ settings: await host.companion.app.settings() })
  },
  'settings.urlPatterns': () => host.companion.settings.urlPatterns(),
  'settings.keepUrlPatterns': async () => {
    const { customer, subscription } = await host.companion.settings.urlPatterns()
    await host.companion.settings.keepUrlPatterns({ customer, subscription })
  },
  'settings.saveRules': async () => {
    const { profile } = await host.companion.workspace.status()
    await host.companion.settings.saveRules({ rules: profile.rules })
  },
  'credits.customers': () => host.companion.credits.customers({ search: '' }),
  'credits.overview': () => host.companion.credits.overview({ customerId: granted.customerId }),
  'credits.ledger': () => host.companion.credits.ledger({ ...granted, cursor: null }),
  'credits.consumption': () => host.companion.credits.consumption({ ...granted, range: 'LAST_MONTH' }),
  'credits.autoRecharge': () => host.companion.credits.autoRecharge(granted),
  'credits.preview': () => host.companion.credits.preview({ act: grantAct() }),
  'customers.get': () => host.companion.customers.get(granted),
  'customers.ofSubscription': async () => {
    const { subscriptions } = await host.companion.customers.subscriptions(granted)
    return host.companion.customers.ofSubscription({ subscriptionId: subscriptions[0]?.id ?? '' })
  },
  'customers.pair': () => host.companion.customers.pair(granted),
  'customers.subscriptions': () => host.companion.customers.subscriptions(granted),
  'customers.entitlements': () => host.companion.customers.entitlements(granted),
  'customers.deals': () => host.companion.customers.deals({ customerId: granted.customerId, accountId: null }),
  'workflows.catalogue': () => host.companion.workflows.catalogue(),
  'workflows.situation': () =>
    host.companion.workflows.situation({ customerId: granted.customerId, opportunityId: null }),
  'workflows.preview': () => host.companion.workflows.preview({ call: workflowCall() }),
  'catalog.get': () => host.companion.catalog.get(),
  'drafts.kept': () => host.companion.drafts.kept(),
  // Keeps on this machine alone.
  'drafts.keep': () => host.companion.drafts.keep({ opportunityId: untouchedDeal, edits }),
  'links.reconcile': async () => drain(await host.companion.links.reconcile()),
  'links.preview': () => host.companion.links.preview({ mends: [clearMend()] }),
  'links.search': () => host.companion.links.search({ text: 'Acme', reach: 'services' }),
  'links.resolve': () => host.companion.links.resolve({ text: untouchedDeal }),
}

/** Calls that could write to a service, each as far as it gets. */
const writing: Readonly<Record<string, () => Promise<unknown>>> = {
  'provisioning.apply': () => refused(apply(untouchedDeal)),
  'provisioning.resume': () => refused(host.companion.provisioning.resume({ runId: stoppedRun }).then(drain)),
  // Goes on by itself with what a dead session stopped, where it may.
  'workspace.signIn': async () => {
    await signIn()
    await host.companion.workspace.reconnect()
  },
  'acts.apply': () => refused(host.companion.acts.apply({ act: revoke(), fingerprint: 'x', typed: '' }).then(drain)),
  'credits.apply': () =>
    refused(
      host.companion.credits.apply({ act: grantAct(), fingerprint: 'x', acknowledged: [], typed: '' }).then(drain),
    ),
  'workflows.fire': async () => {
    const { runId, fingerprint } = await host.companion.workflows.preview({ call: workflowCall() })
    await refused(host.companion.workflows.fire({ call: workflowCall(), runId, fingerprint, typed: '' }).then(drain))
  },
  'links.mend': () =>
    refused(host.companion.links.mend({ items: [{ mend: clearMend(), fingerprint: 'x' }], typed: null }).then(drain)),
  'settings.tryCallOut': () => refused(host.companion.settings.tryCallOut({ opportunityId: untouchedDeal })),
  'workspace.startOver': () => refused(host.companion.workspace.startOver()),
  'bulk.start': () => refused(host.companion.bulk.start({ items: [unapproved()], typedCount: null })),
  'bulk.retry': () => refused(host.companion.bulk.retry({ bulkId: haltedBulk })),
  'bulk.resume': () => refused(host.companion.bulk.resume({ bulkId: haltedBulk })),
  'bulk.pause': () => host.companion.bulk.pause({ bulkId: haltedBulk }),
  'bulk.cancel': () => host.companion.bulk.cancel({ bulkId: haltedBulk }),
  // Writes to the journal alone.
  'provisioning.abandon': () => host.companion.provisioning.abandon({ runId: stoppedRun, reason: 'No longer wanted' }),
}

function callsOf(router: object, above = ''): string[] {
  return Object.entries(router).flatMap(([name, entry]: [string, object]) =>
    isContractProcedure(entry) ? [above + name] : callsOf(entry, `${above}${name}.`),
  )
}

const Composite = z.looseObject({
  compositeRequest: z.array(z.looseObject({ method: z.string() })).optional(),
  batchRequests: z.array(z.looseObject({ method: z.string() })).optional(),
})
const GraphQl = z.looseObject({ query: z.string() })

/** Whether a request changes nothing at either service. Whatever is not known to be a read counts as a write. */
function isRead({ method, path: asked, requestBody }: Exchange): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return true
  if (method !== 'POST') return false
  const body: unknown = typeof requestBody === 'string' && requestBody.startsWith('{') ? JSON.parse(requestBody) : null
  if (/\/services\/oauth2\/(token|authorize)$/.test(asked)) return true
  if (asked.endsWith('/subscriptions/preview')) return true
  if (/\/composite(\/batch)?$/.test(asked)) {
    const { compositeRequest = [], batchRequests = [] } = Composite.parse(body)
    const inner = [...compositeRequest, ...batchRequests]
    return inner.length > 0 && inner.every((request) => request.method === 'GET')
  }
  return asked.endsWith('/graphql') && /^\s*(query\b|\{)/.test(GraphQl.parse(body).query)
}

async function writes(): Promise<string[]> {
  const all = [...(await practice.salesforce.exchanges()), ...(await practice.stigg.exchanges())]
  expect(all.length).toBeGreaterThan(0)
  return all.filter((exchange) => !isRead(exchange)).map(({ method, path: asked }) => `${method} ${asked}`)
}

async function forgetExchanges(): Promise<void> {
  await practice.salesforce.forgetExchanges()
  await practice.stigg.forgetExchanges()
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-read-only-'))
  const [account] = await practice.query(
    "SELECT Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c <> null AND Name LIKE 'Tidewater%'",
  )
  granted = { customerId: String(account?.Stigg_Customer_ID__c), currencyId: 'currency-api-credits', resourceId: null }
  untouchedDeal = await idOf('ready: add-ons')
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  await practice.salesforce.addFault({
    match: { method: 'PATCH', path: '/composite/sobjects' },
    fault: 'expire-all-sessions',
  })
  await practice.salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' })
  const { report } = await apply(await idOf('ready: custom plan with feature entitlements'))
  stoppedRun = report.run.id
  haltedBulk = (await host.companion.bulk.start({ items: [unapproved()], typedCount: null })).id
  await drain(await host.companion.bulk.watch({ bulkId: haltedBulk }))
  await practice.salesforce.clearFaults()
  await host.child.stop()
  setAccess('read-only')
  host = await startHostProcess(dataDir, ['--practice', practice.line])
  await forgetExchanges()
})
afterAll(async () => {
  await host.child.stop()
  await practice.child.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a profile that may only read', () => {
  it('knows of every call of the contract whether it could write', () => {
    const known = [...Object.keys(reading), ...Object.keys(writing)]
    expect(known.toSorted()).toEqual(callsOf(contract).toSorted())
  })

  it.each(Object.keys(reading))('answers %s', async (name) => {
    await expect(reading[name]?.()).resolves.not.toThrow()
  })

  it.each(Object.keys(writing))('lets %s change nothing', async (name) => {
    await writing[name]?.()
  })

  it('has sent nothing that changes anything, to either service', async () => {
    expect(await writes()).toEqual([])
    const { run } = await host.companion.runs.get({ runId: stoppedRun })
    expect(run.steps.at(-1)).toMatchObject({ state: 'abandoned', attempt: 1 })
  })

  it('stays so over whatever the app saves, and over a restart', async () => {
    expect(readFileSync(settingsFile(), 'utf8')).toContain('mappingFields')
    await host.child.stop()
    host = await startHostProcess(dataDir, ['--practice', practice.line])
    expect((await host.companion.workspace.status()).profile.access).toBe('read-only')
  })

  it('is the only thing in the way: the same calls write once it may write', async () => {
    setAccess('confirm')
    await forgetExchanges()
    expect((await apply(untouchedDeal)).report.run.state).toBe('done')
    expect(await writes()).toEqual(
      expect.arrayContaining([
        'POST /api/v1/subscriptions',
        expect.stringMatching(/^PATCH \/services\/data\/v[\d.]+\/composite\/sobjects$/),
      ]),
    )
  })
})
