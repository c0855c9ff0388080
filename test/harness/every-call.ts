import { expect } from 'vitest'
import { z } from 'zod'

import type { Companion } from '#shared/contract/index'
import { blankGrant } from '#shared/domain/grant-presets'

import { failureOf } from './failure-of.ts'
import { drain } from './host-process.ts'
import type { Exchange, PracticeProcess } from './practice-process.ts'
import { signInTo } from './sign-in-to.ts'

/** What the calls of the contract are made with. */
export interface CallWorld {
  readonly companion: () => Companion
  readonly practice: PracticeProcess
  readonly untouchedDeal: string
  /** A run that a dead session stopped before its last step, while the profile could still write. */
  readonly stoppedRun: string
  /** Credits of a customer that has some. */
  readonly granted: { readonly customerId: string; readonly currencyId: string; readonly resourceId: null }
  /** A bulk run that the same dead session paused. */
  readonly haltedBulk: string
  /** The codes that a write is refused with. */
  readonly refusedWith: readonly string[]
}

type Calls = Readonly<Record<string, () => Promise<unknown>>>

const edits = { subscriptions: {} }

/** Provision a deal as it is shown, every warning ticked. */
export async function applyTo(companion: Companion, opportunityId: string, typed = '') {
  const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  return drain(await companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged, typed }))
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

/** A deal of a bulk run as nobody approved it. */
export const unapproved = (opportunityId: string) => ({
  opportunityId,
  opportunityName: 'A deal',
  accountName: null,
  customerId: null,
  edits,
  fingerprint: 'never approved',
  acknowledged: [],
})

/** Every call of the contract, each as a window makes it: those that look, and those that could write to a service. */
export function everyCall(at: CallWorld): { readonly reading: Calls; readonly writing: Calls } {
  const grantAct = () => ({
    kind: 'grant-credits' as const,
    request: {
      ...blankGrant({ customerId: at.granted.customerId, opportunityId: null }),
      currencyId: at.granted.currencyId,
      displayName: 'Goodwill',
      amount: '10',
    },
  })

  const workflowCall = () => ({
    workflowId: 'notify-csm',
    customerId: at.granted.customerId,
    subscriptionId: null,
    opportunityId: null,
    values: { message: 'Hello' },
    payload: null,
    isTest: true,
  })

  const revoke = () => ({
    kind: 'revoke-schedule' as const,
    opportunityId: at.untouchedDeal,
    customerId: 'customer-none',
    subscriptionId: 'sub-none',
    waitsFor: 'date' as const,
  })

  const clearMend = () => ({ kind: 'clear-customer' as const, customerId: at.granted.customerId, saw: 'nothing' })

  const refused = async (call: Promise<unknown>): Promise<void> =>
    expect(at.refusedWith).toContain((await failureOf(call)).code)

  /** Calls that look, each as a window makes it. */
  const reading: Calls = {
    'workspace.status': () => at.companion().workspace.status(),
    'workspace.watch': async () => (await at.companion().workspace.watch()).return(undefined),
    'workspace.reconnect': () => at.companion().workspace.reconnect(),
    'opportunities.list': () => at.companion().opportunities.list({}),
    'opportunities.facets': () => at.companion().opportunities.facets(),
    'opportunities.sync': async () => drain(await at.companion().opportunities.sync({ full: true })),
    'provisioning.preview': () => at.companion().provisioning.preview({ opportunityId: at.untouchedDeal, edits }),
    'bulk.check': async () => drain(await at.companion().bulk.check({ opportunityIds: [at.untouchedDeal] })),
    'drift.check': async () => drain(await at.companion().drift.check()),
    'drift.last': () => at.companion().drift.last(),
    'bulk.list': () => at.companion().bulk.list(),
    'bulk.get': () => at.companion().bulk.get({ bulkId: at.haltedBulk }),
    'bulk.watch': async () => drain(await at.companion().bulk.watch({ bulkId: at.haltedBulk })),
    'runs.list': () => at.companion().runs.list({}),
    'runs.get': () => at.companion().runs.get({ runId: at.stoppedRun }),
    'runs.evidence': () => at.companion().runs.evidence({ runId: at.stoppedRun, format: 'html' }),
    'acts.preview': () => failureOf(at.companion().acts.preview({ act: revoke() })),
    'settings.choices': () => at.companion().settings.choices(),
    'settings.picks': () => at.companion().settings.picks({ templates: [] }),
    'settings.exportFile': () => at.companion().settings.exportFile(),
    'settings.readFile': () => failureOf(at.companion().settings.readFile({ text: 'nothing' })),
    'settings.secrets': () => at.companion().settings.secrets({ names: ['app-key'] }),
    // Change this machine's own vault and settings alone.
    'settings.setSecret': () =>
      at.companion().settings.setSecret({ name: 'app-key', origin: at.practice.customerApp.url, secret: 'Bearer key' }),
    'settings.forgetSecret': () => at.companion().settings.forgetSecret({ name: 'app-key' }),
    'watch.status': () => at.companion().watch.status(),
    'app.updates': () => at.companion().app.updates(),
    'app.checkForUpdates': () => at.companion().app.checkForUpdates(),
    'app.diagnostics': () => at.companion().app.diagnostics(),
    'app.tryNetwork': () => at.companion().app.tryNetwork({ network: { proxy: null, caFile: null } }),
    'app.settings': () => at.companion().app.settings(),
    'profiles.list': () => at.companion().profiles.list(),
    'profiles.connection': () => at.companion().profiles.connection(),
    'profiles.exportJournal': () => at.companion().profiles.exportJournal(),
    // Change this machine's own settings alone; the practice workspace has no connection to change.
    'profiles.welcomed': () => at.companion().profiles.welcomed(),
    'profiles.rename': () => at.companion().profiles.rename({ name: 'Practice workspace' }),
    'profiles.setAccess': () => at.companion().profiles.setAccess({ access: 'read-only', typed: '' }),
    'profiles.confirmMixedPair': () => at.companion().profiles.confirmMixedPair(),
    'profiles.setStiggKey': () => failureOf(at.companion().profiles.setStiggKey({ key: 'server-none', confirm: null })),
    'profiles.setConnection': () => failureOf(at.companion().profiles.setConnection(anywhere)),
    'profiles.mappingCandidates': () => at.companion().profiles.mappingCandidates(),
    'profiles.report': () => at.companion().profiles.report(),
    'profiles.chooseMapping': () => at.companion().profiles.chooseMapping({ chosen: {} }),
    'profiles.finish': () => failureOf(at.companion().profiles.finish()),
    'profiles.remove': () =>
      failureOf(at.companion().profiles.remove({ id: 'practice', typed: 'Practice workspace', journal: 'keep' })),
    'profiles.open': () => failureOf(at.companion().profiles.open({ id: 'nowhere', stopRuns: false })),
    'profiles.create': async () => {
      await at.companion().profiles.create({ name: 'Another', ...anywhere })
      await at.companion().profiles.open({ id: 'practice', stopRuns: false })
    },
    // Changes this machine's own settings alone.
    'app.saveSettings': async () => {
      await at.companion().app.saveSettings({ settings: await at.companion().app.settings() })
    },
    'settings.urlPatterns': () => at.companion().settings.urlPatterns(),
    'settings.keepUrlPatterns': async () => {
      const { customer, subscription } = await at.companion().settings.urlPatterns()
      await at.companion().settings.keepUrlPatterns({ customer, subscription })
    },
    'settings.saveRules': async () => {
      const { profile } = await at.companion().workspace.status()
      await at.companion().settings.saveRules({ rules: profile.rules })
    },
    'credits.customers': () => at.companion().credits.customers({ search: '' }),
    'credits.overview': () => at.companion().credits.overview({ customerId: at.granted.customerId }),
    'credits.ledger': () => at.companion().credits.ledger({ ...at.granted, cursor: null }),
    'credits.consumption': () => at.companion().credits.consumption({ ...at.granted, range: 'LAST_MONTH' }),
    'credits.autoRecharge': () => at.companion().credits.autoRecharge(at.granted),
    'credits.preview': () => at.companion().credits.preview({ act: grantAct() }),
    'customers.get': () => at.companion().customers.get(at.granted),
    'customers.ofSubscription': async () => {
      const { subscriptions } = await at.companion().customers.subscriptions(at.granted)
      return at.companion().customers.ofSubscription({ subscriptionId: subscriptions[0]?.id ?? '' })
    },
    'customers.pair': () => at.companion().customers.pair(at.granted),
    'customers.subscriptions': () => at.companion().customers.subscriptions(at.granted),
    'customers.entitlements': () => at.companion().customers.entitlements(at.granted),
    'customers.deals': () => at.companion().customers.deals({ customerId: at.granted.customerId, accountId: null }),
    'workflows.catalogue': () => at.companion().workflows.catalogue(),
    'workflows.situation': () =>
      at.companion().workflows.situation({ customerId: at.granted.customerId, opportunityId: null }),
    'workflows.preview': () => at.companion().workflows.preview({ call: workflowCall() }),
    'catalog.get': () => at.companion().catalog.get(),
    'drafts.kept': () => at.companion().drafts.kept(),
    // Keeps on this machine alone.
    'drafts.keep': () => at.companion().drafts.keep({ opportunityId: at.untouchedDeal, edits }),
    'links.reconcile': async () => drain(await at.companion().links.reconcile()),
    'links.preview': () => at.companion().links.preview({ mends: [clearMend()] }),
    'links.search': () => at.companion().links.search({ text: 'Acme', reach: 'services' }),
    'links.resolve': () => at.companion().links.resolve({ text: at.untouchedDeal }),
  }

  /** Calls that could write to a service, each as far as it gets. */
  const writing: Calls = {
    'provisioning.apply': () => refused(applyTo(at.companion(), at.untouchedDeal)),
    'provisioning.resume': () => refused(at.companion().provisioning.resume({ runId: at.stoppedRun }).then(drain)),
    // Goes on by itself with what a dead session stopped, where it may.
    // Ends the session, which is no record of the org; signing in follows.
    'workspace.signOut': async () => {
      await at.companion().workspace.signOut()
      await signInTo(at.companion(), at.practice)
      await at.companion().workspace.reconnect()
    },
    'workspace.signIn': async () => {
      await signInTo(at.companion(), at.practice)
      await at.companion().workspace.reconnect()
    },
    'acts.apply': () => refused(at.companion().acts.apply({ act: revoke(), fingerprint: 'x', typed: '' }).then(drain)),
    'credits.apply': () =>
      refused(
        at.companion().credits.apply({ act: grantAct(), fingerprint: 'x', acknowledged: [], typed: '' }).then(drain),
      ),
    'workflows.fire': async () => {
      const { runId, fingerprint } = await at.companion().workflows.preview({ call: workflowCall() })
      await refused(at.companion().workflows.fire({ call: workflowCall(), runId, fingerprint, typed: '' }).then(drain))
    },
    'links.mend': () =>
      refused(
        at
          .companion()
          .links.mend({ items: [{ mend: clearMend(), fingerprint: 'x' }], typed: null })
          .then(drain),
      ),
    'settings.tryCallOut': () => refused(at.companion().settings.tryCallOut({ opportunityId: at.untouchedDeal })),
    'workspace.startOver': () => refused(at.companion().workspace.startOver()),
    'bulk.start': () => refused(at.companion().bulk.start({ items: [unapproved(at.untouchedDeal)], typedCount: null })),
    'bulk.retry': () => refused(at.companion().bulk.retry({ bulkId: at.haltedBulk })),
    'bulk.resume': () => refused(at.companion().bulk.resume({ bulkId: at.haltedBulk })),
    'bulk.pause': () => at.companion().bulk.pause({ bulkId: at.haltedBulk }),
    'bulk.cancel': () => at.companion().bulk.cancel({ bulkId: at.haltedBulk }),
    // Writes to the journal alone.
    'provisioning.abandon': () =>
      at.companion().provisioning.abandon({ runId: at.stoppedRun, reason: 'No longer wanted' }),
  }
  return { reading, writing }
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
  if (/\/services\/oauth2\/(token|authorize|revoke)$/.test(asked)) return true
  if (asked.endsWith('/subscriptions/preview')) return true
  if (/\/composite(\/batch)?$/.test(asked)) {
    const { compositeRequest = [], batchRequests = [] } = Composite.parse(body)
    const inner = [...compositeRequest, ...batchRequests]
    return inner.length > 0 && inner.every((request) => request.method === 'GET')
  }
  return asked.endsWith('/graphql') && /^\s*(query\b|\{)/.test(GraphQl.parse(body).query)
}

/** What reached either service and is not known to be a read. */
export async function writesTo({ salesforce, stigg }: PracticeProcess): Promise<string[]> {
  const all = [...(await salesforce.exchanges()), ...(await stigg.exchanges())]
  expect(all.length).toBeGreaterThan(0)
  return all.filter((exchange) => !isRead(exchange)).map(({ method, path }) => `${method} ${path}`)
}

export async function forgetExchanges({ salesforce, stigg }: PracticeProcess): Promise<void> {
  await salesforce.forgetExchanges()
  await stigg.forgetExchanges()
}
