import { isContractProcedure } from '@orpc/contract'

import { STORIES } from '#practice/seed/deals/all'
import type { Companion } from '#shared/contract/index'
import { contract } from '#shared/contract/index'
import { blankGrant } from '#shared/domain/grant-presets'
import { callOutTo } from '#test/harness/call-outs'
import { drain } from '#test/harness/host-process'
import type { PracticeProcess } from '#test/harness/practice-process'

/** Names of all calls of the contract. */
export function callsOf(router: object = contract, above = ''): string[] {
  return Object.entries(router).flatMap(([name, entry]: [string, object]) =>
    isContractProcedure(entry) ? [above + name] : callsOf(entry, `${above}${name}.`),
  )
}

/** What the calls are about. */
export interface World {
  readonly companion: Companion
  /** Where the app finds the customer's own application. */
  readonly appUrl: string
  /** The key that the application wants, as a person types it. */
  readonly appSecret: string
  /** Deals that can be provisioned; each apply takes the next. */
  readonly deals: readonly string[]
  readonly customerId: string
  readonly username: string
  /** Where a profile of an org of one's own is connected, and the key of its environment. */
  readonly targets: PracticeProcess['targets']
  readonly stiggKey: string
}

const edits = { subscriptions: {} }
const currencyId = 'currency-api-credits'

/** Deals and a customer of the practice story. */
export async function worldIn(
  practice: PracticeProcess,
): Promise<Pick<World, 'deals' | 'customerId' | 'username' | 'appSecret'>> {
  const plain = STORIES.filter(({ shows }) => shows.some((shown) => shown.startsWith('ready: ')))
  const rows = await practice.query('SELECT Id, Name FROM Opportunity')
  const [account] = await practice.query(
    "SELECT Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c <> null AND Name LIKE 'Tidewater%'",
  )
  return {
    deals: plain.map(({ name }) => String(rows.find(({ Name }) => Name === name)?.Id)),
    customerId: String(account?.Stigg_Customer_ID__c),
    username: 'olivia.ops@northwind.example',
    appSecret: `Bearer ${practice.customerApp.apiKey}`,
  }
}

/** Look at a deal and provision it. @returns the run's ID */
async function apply(companion: Companion, opportunityId: string): Promise<string> {
  const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  const { report } = await drain(
    await companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }),
  )
  return report.run.id
}

/** Approve the sign-in as the person in the browser does. */
async function signIn({ companion, username }: World): Promise<void> {
  const stream = await companion.workspace.signIn()
  const first = await stream.next()
  if (first.done) return
  const agreed = await fetch(first.value.authorizeUrl, {
    headers: { 'x-practice-approve': username },
    redirect: 'manual',
  })
  const home = agreed.headers.get('location')
  if (home !== null) await fetch(home.replace('//localhost:', '//127.0.0.1:'))
  await drain(stream)
}

/**
 * Every call of the contract as a window makes it, in an order in which each finds what it needs; that it fails is part of
 * a bad day. The table is complete: a test holds it against the contract.
 */
export function everyCall(world: World): Readonly<Record<string, () => Promise<unknown>>> {
  const { companion, deals, customerId } = world
  let next = 0
  const deal = () => deals[next % deals.length] ?? ''
  const pool = { customerId, currencyId, resourceId: null }
  const grant = () => ({
    kind: 'grant-credits' as const,
    request: {
      ...blankGrant({ customerId, opportunityId: null }),
      currencyId,
      displayName: 'Goodwill',
      amount: '10',
    },
  })
  const revoke = () => ({
    kind: 'revoke-schedule' as const,
    opportunityId: deal(),
    customerId,
    subscriptionId: 'sub-none',
    waitsFor: 'date' as const,
  })
  const workflow = () => ({
    workflowId: 'notify-csm',
    customerId,
    subscriptionId: null,
    opportunityId: null,
    values: { message: 'Hello' },
    payload: null,
    isTest: true,
  })
  const mend = () => ({ kind: 'clear-customer' as const, customerId, saw: 'nothing' })
  const someRun = async () => (await companion.runs.list({ limit: 1 }))[0]?.id ?? 'none'
  const someBulk = async () => (await companion.bulk.list())[0]?.id ?? 'none'
  return {
    'settings.setSecret': () =>
      companion.settings.setSecret({ name: 'app-key', origin: world.appUrl, secret: world.appSecret }),
    'settings.saveRules': async () => {
      const { profile } = await companion.workspace.status()
      await companion.settings.saveRules({ rules: { ...profile.rules, callOut: callOutTo(world.appUrl) } })
    },
    'settings.tryCallOut': () => companion.settings.tryCallOut({ opportunityId: deal() }),
    'workspace.status': () => companion.workspace.status(),
    'workspace.watch': async () => {
      const stream = await companion.workspace.watch()
      const heard = stream.next()
      await companion.drafts.keep({ opportunityId: deal(), edits })
      await companion.workspace.reconnect()
      await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 500))])
      await stream.return(undefined)
    },
    'workspace.reconnect': () => companion.workspace.reconnect(),
    'workspace.signIn': () => signIn(world),
    'opportunities.sync': async () => drain(await companion.opportunities.sync({ full: true })),
    'opportunities.list': () => companion.opportunities.list({}),
    'opportunities.facets': () => companion.opportunities.facets(),
    'provisioning.preview': () => companion.provisioning.preview({ opportunityId: deal(), edits }),
    'provisioning.apply': async () => {
      next += 1
      await apply(companion, deal())
    },
    'provisioning.resume': async () => {
      const [stopped] = await companion.runs.list({ states: ['attention', 'interrupted', 'waiting'] })
      await drain(await companion.provisioning.resume({ runId: stopped?.id ?? (await someRun()) }))
    },
    'provisioning.abandon': async () =>
      companion.provisioning.abandon({ runId: await someRun(), reason: 'No longer wanted' }),
    'runs.list': () => companion.runs.list({}),
    'runs.get': async () => companion.runs.get({ runId: await someRun() }),
    'runs.evidence': async () => {
      for (const { id } of await companion.runs.list({})) {
        for (const format of ['json', 'html'] as const) await companion.runs.evidence({ runId: id, format })
      }
    },
    'bulk.check': async () => drain(await companion.bulk.check({ opportunityIds: deals.slice(0, 3) })),
    'bulk.start': async () => {
      next += 1
      const opportunityId = deal()
      const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
      const acknowledged = findings.map(({ key }) => key)
      const about = { opportunityId, opportunityName: 'A deal', accountName: null, customerId: null }
      await companion.bulk.start({ items: [{ ...about, edits, fingerprint, acknowledged }], typedCount: null })
    },
    'bulk.watch': async () => drain(await companion.bulk.watch({ bulkId: await someBulk() })),
    'bulk.list': () => companion.bulk.list(),
    'bulk.get': async () => companion.bulk.get({ bulkId: await someBulk() }),
    'bulk.pause': async () => companion.bulk.pause({ bulkId: await someBulk() }),
    'bulk.resume': async () => companion.bulk.resume({ bulkId: await someBulk() }),
    'bulk.retry': async () => companion.bulk.retry({ bulkId: await someBulk() }),
    'bulk.cancel': async () => companion.bulk.cancel({ bulkId: await someBulk() }),
    'drift.check': async () => drain(await companion.drift.check()),
    'drift.last': () => companion.drift.last(),
    'acts.preview': () => companion.acts.preview({ act: revoke() }),
    'acts.apply': async () => drain(await companion.acts.apply({ act: revoke(), fingerprint: 'x', typed: '' })),
    'credits.customers': () => companion.credits.customers({ search: '' }),
    'credits.overview': () => companion.credits.overview({ customerId }),
    'credits.ledger': () => companion.credits.ledger({ ...pool, cursor: null }),
    'credits.consumption': () => companion.credits.consumption({ ...pool, range: 'LAST_MONTH' }),
    'credits.autoRecharge': () => companion.credits.autoRecharge(pool),
    'credits.preview': () => companion.credits.preview({ act: grant() }),
    'credits.apply': async () => {
      const act = grant()
      const { fingerprint, findings } = await companion.credits.preview({ act })
      const acknowledged = findings.map(({ code }) => code)
      await drain(await companion.credits.apply({ act, fingerprint, acknowledged, typed: customerId }))
    },
    'customers.get': () => companion.customers.get({ customerId }),
    'customers.pair': () => companion.customers.pair({ customerId }),
    'customers.subscriptions': () => companion.customers.subscriptions({ customerId }),
    'customers.entitlements': () => companion.customers.entitlements({ customerId }),
    'customers.deals': () => companion.customers.deals({ customerId, accountId: null }),
    'customers.ofSubscription': async () => {
      const { subscriptions } = await companion.customers.subscriptions({ customerId })
      return companion.customers.ofSubscription({ subscriptionId: subscriptions[0]?.id ?? '' })
    },
    'workflows.catalogue': () => companion.workflows.catalogue(),
    'workflows.situation': () => companion.workflows.situation({ customerId, opportunityId: null }),
    'workflows.preview': () => companion.workflows.preview({ call: workflow() }),
    'workflows.fire': async () => {
      const { runId, fingerprint, asksFor } = await companion.workflows.preview({ call: workflow() })
      const typed = asksFor ?? ''
      await drain(await companion.workflows.fire({ call: workflow(), runId, fingerprint, typed }))
    },
    'links.reconcile': async () => drain(await companion.links.reconcile()),
    'links.preview': () => companion.links.preview({ mends: [mend()] }),
    'links.mend': async () =>
      drain(await companion.links.mend({ items: [{ mend: mend(), fingerprint: 'x' }], typed: null })),
    'links.search': () => companion.links.search({ text: 'Acme', reach: 'services' }),
    'links.resolve': () => companion.links.resolve({ text: deal() }),
    'catalog.get': () => companion.catalog.get(),
    'drafts.kept': () => companion.drafts.kept(),
    'drafts.keep': () => companion.drafts.keep({ opportunityId: deal(), edits }),
    'settings.choices': () => companion.settings.choices(),
    'settings.picks': () => companion.settings.picks({ templates: [] }),
    'settings.urlPatterns': () => companion.settings.urlPatterns(),
    'settings.keepUrlPatterns': async () => {
      const { customer, subscription } = await companion.settings.urlPatterns()
      await companion.settings.keepUrlPatterns({ customer, subscription })
    },
    'watch.status': () => companion.watch.status(),
    'app.updates': () => companion.app.updates(),
    'app.checkForUpdates': () => companion.app.checkForUpdates(),
    'app.tryNetwork': () => companion.app.tryNetwork({ network: { proxy: null, caFile: null } }),
    'app.diagnostics': () => companion.app.diagnostics(),
    'workspace.signOut': async () => {
      await companion.workspace.signOut()
      await signIn(world)
    },
    'profiles.list': () => companion.profiles.list(),
    'profiles.welcomed': () => companion.profiles.welcomed(),
    'profiles.connection': () => companion.profiles.connection(),
    'profiles.rename': () => companion.profiles.rename({ name: 'Practice workspace' }),
    'profiles.setAccess': () => companion.profiles.setAccess({ access: 'confirm', typed: '' }),
    'profiles.confirmMixedPair': () => companion.profiles.confirmMixedPair(),
    'profiles.mappingCandidates': () => companion.profiles.mappingCandidates(),
    'profiles.chooseMapping': () => companion.profiles.chooseMapping({ chosen: {} }),
    'profiles.report': () => companion.profiles.report(),
    'profiles.exportJournal': () => companion.profiles.exportJournal(),
    'settings.secrets': () => companion.settings.secrets({ names: ['app-key'] }),
    'settings.exportFile': () => companion.settings.exportFile(),
    'settings.readFile': async () => companion.settings.readFile(await companion.settings.exportFile()),
    'settings.forgetSecret': () => companion.settings.forgetSecret({ name: 'app-key-of-yesterday' }),
    'app.settings': () => companion.app.settings(),
    'app.saveSettings': async () => companion.app.saveSettings({ settings: await companion.app.settings() }),
    // Last, since it begins anew; over services that run apart it is refused.
    'workspace.startOver': () => companion.workspace.startOver(),
  }
}

/** The calls that put another profile in the place of the one that is open; each loads the window again. */
export function switchingCalls(world: World): Readonly<Record<string, () => Promise<unknown>>> {
  const { companion, targets, stiggKey: key } = world
  let id = 'none'
  return {
    'profiles.create': async () => ({ id } = await companion.profiles.create({ name: 'Northwind', ...targets })),
    'profiles.setConnection': () => companion.profiles.setConnection(targets),
    'profiles.setStiggKey': async () => {
      await signIn(world)
      const { environment } = await companion.profiles.setStiggKey({ key, confirm: null })
      await companion.profiles.setStiggKey({ key, confirm: { environmentId: environment.id, name: null } })
    },
    'profiles.finish': () => companion.profiles.finish(),
    'profiles.open': () => companion.profiles.open({ id: 'practice', stopRuns: true }),
    'profiles.remove': () => companion.profiles.remove({ id, typed: 'Northwind', journal: 'delete' }),
  }
}

/** Make every call, one after another. @returns how many came through, and the code that the others failed with */
export async function makeCalls(
  calls: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<{ readonly through: readonly string[]; readonly failed: ReadonlyMap<string, unknown> }> {
  const through: string[] = []
  const failed = new Map<string, unknown>()
  for (const [name, make] of Object.entries(calls)) {
    try {
      await make()
      through.push(name)
    } catch (error) {
      failed.set(name, error)
    }
  }
  return { through, failed }
}

/**
 * Errors of a service that say back what it was sent, and what it was told of the other: bodies in its own shape, and
 * pages of HTML.
 */
export function loudFaults(service: 'salesforce' | 'stigg' | 'app', secrets: readonly string[]): readonly object[] {
  const message = `Not good: ${secrets.join(' ')} Bearer ${secrets[0] ?? ''}`
  const own =
    service === 'salesforce'
      ? [{ errorCode: 'CANARY', message, fields: secrets }]
      : { code: 'CANARY', message, traceId: secrets[0] ?? '' }
  return [
    { kind: 'status', status: 400, body: own },
    { kind: 'status', status: 200, contentType: 'text/html', body: `<html>${message}</html>` },
  ]
}
