import { createRouterClient, implement } from '@orpc/server'

import type { NetworkTrial } from '#shared/contract/app'
import type { KeptEdits } from '#shared/contract/drafts'
import { contract, type Companion } from '#shared/contract/index'
import type { LinkSearch } from '#shared/contract/links'
import type { DealPage, DealQuery, DealRow } from '#shared/contract/opportunities'
import type { ProvisioningPreview, ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { SignOutReport, WorkspaceEvent, WorkspaceStatus } from '#shared/contract/workspace'
import type { UrlPatterns } from '#shared/contract/url-patterns'
import type { WatchStatus } from '#shared/contract/watch'
import type { Diagnostics } from '#shared/domain/diagnostics'
import { AppSettings } from '#shared/domain/app-settings'
import type { CallOutTrial } from '#shared/contract/call-out'
import { secretNamesOf } from '#shared/domain/call-out'
import { changedRules, rulesInFile } from '#shared/domain/settings-file'
import { stepOfAct } from '#shared/domain/act'
import { consequencesOfAct } from '#shared/domain/act-consequences'
import type { DraftEdits } from '#shared/domain/draft-edits'
import type { DriftReport } from '#shared/domain/drift'
import type { Run } from '#shared/domain/run'
import type { Updates } from '#shared/domain/update'
import { failure, type Failure } from '#shared/failure'

import { fakeProfiles, heldProfiles, type HeldProfiles } from './fake-profiles.ts'
import { fakeCredits, noCredits, type CreditsWorld } from './fake-credits.ts'
import { fakeCustomers, noCustomers, type CustomersWorld } from './fake-customers.ts'
import { fakeWorkflows, noWorkflows, type WorkflowsWorld } from './fake-workflows.ts'
import { fakeLinks, noLinks, type LinksWorld } from './fake-links.ts'
import { fakeBulk, noBulk, type BulkWorld } from './fake-bulk.ts'
import { aCatalog, aCustomerState, aDriftReport, aSubscription } from '#test/builders'
import { aPreview, aReport, aRow, aStatus, aWatch, orgChoices, someDiagnostics } from './fixtures.ts'

/** What a fake core knows and does; each part can be changed by a test, before or while the window looks at it. */
export interface World extends LinksWorld {
  status: WorkspaceStatus
  rows: readonly DealRow[]
  asOf: string | null
  listFailure: Failure | null
  /** Why catching up with Salesforce fails. */
  syncFailure: Failure | null
  /** The answer to a preview, or why there is none. */
  preview: (edits: DraftEdits) => ProvisioningPreview | Failure
  /** What a run reports, step by step, and its end. */
  apply: (signal: AbortSignal | undefined) => AsyncGenerator<StepEvent, ProvisioningReport>
  /** Why a run is not even begun. */
  applyFailure: Failure | null
  runs: readonly Run[]
  /** Edits that were kept before the window was opened. */
  kept: readonly KeptEdits[]
  bulk: BulkWorld
  credits: CreditsWorld
  customers: CustomersWorld
  workflows: WorkflowsWorld
  /** Secrets of the call-out by name: the origins that they are bound to. */
  secrets: Readonly<Record<string, string>>
  /** What a trial of the call-out comes to. */
  trial: CallOutTrial | Failure
  /** The last drift check; what the next one finds, and why it fails. */
  drift: DriftReport | null
  driftFound: DriftReport
  driftFailure: Failure | null
  /** What a search finds here and in the services, or why it is no record; null = the deals that hold the words. */
  found: ((text: string, reach: 'here' | 'services') => LinkSearch | Failure) | null
  events: readonly WorkspaceEvent[]
  /** Why the events end; null = they do not. */
  eventsFailure: Failure | null
  /** Every call that writes, by name, with its input. */
  readonly written: { readonly call: string; readonly input: unknown }[]
  /** Every question to the list. */
  readonly asked: DealQuery[]
  /** How pages of Stigg's app are addressed, and what is offered. */
  patterns: UrlPatterns
  app: AppSettings
  /** What is known of newer versions, and what the next look finds. */
  updates: Updates
  updatesFound: Updates
  watch: WatchStatus
  diagnostics: Diagnostics
  profiles: HeldProfiles
  /** What a sign-in tells while it waits, and its end. */
  signIn: (
    input: { readonly switchUser: boolean },
    signal: AbortSignal | undefined,
  ) => AsyncIterable<
    | {
        authorizeUrl: string
        waitsUntil: string
        strays: number
        unmarked: { error: string; description: string } | null
      }
    | { username: string; before: string | null }
    | Failure
  >
  /** What comes of reaching for both services. */
  tryNetwork: (network: AppSettings['network']) => NetworkTrial
  /** What a sign-out comes to, or why it does not take place. */
  signOut: SignOutReport | Failure
  /** Every question of the search box, with how far it reached. */
  readonly searches: { readonly text: string; readonly reach: 'here' | 'services' }[]
}

const directly = {
  proxy: null,
  proxyFrom: null,
  passedBy: null,
  caFile: null,
  caFrom: null,
  status: 200,
  failure: null,
}

export const aWorld = (vary: Partial<World> = {}): World => ({
  status: aStatus(),
  rows: [aRow()],
  asOf: '2026-11-18T15:42:00.000Z',
  listFailure: null,
  syncFailure: null,
  preview: () => aPreview(),
  async *apply() {
    const { run, links } = aReport()
    for (const [index, record] of run.steps.entries()) yield { runId: run.id, index, record }
    return { run, links }
  },
  applyFailure: null,
  runs: [],
  kept: [],
  bulk: noBulk(),
  credits: noCredits(),
  customers: noCustomers(),
  workflows: noWorkflows(),
  secrets: {},
  trial: failure('call-out.not-set', 'The profile has no call-out'),
  ...noLinks(),
  linkRows: [],
  linksFailure: null,
  drift: null,
  driftFound: aDriftReport(),
  driftFailure: null,
  found: null,
  events: [],
  eventsFailure: null,
  written: [],
  asked: [],
  app: AppSettings.parse({}),
  updates: { state: { at: 'off', because: 'no-feed' }, managed: false, feedHost: null },
  updatesFound: { state: { at: 'off', because: 'no-feed' }, managed: false, feedHost: null },
  watch: aWatch(),
  diagnostics: someDiagnostics(),
  profiles: heldProfiles(),
  async *signIn() {
    yield await Promise.resolve({
      authorizeUrl: 'https://login.example/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A1717%2Foauth%2Fcallback',
      waitsUntil: '2026-11-18T16:05:00.000Z',
      strays: 0,
      unmarked: null,
    })
    yield { username: 'jordan@northwind.example', before: null }
  },
  signOut: { atSalesforce: 'revoked', failure: null },
  tryNetwork: () => ({
    salesforce: { ...directly, host: 'acme.my.salesforce.com' },
    stigg: { ...directly, host: 'api.stigg.io' },
  }),
  patterns: { customer: null, subscription: null, offered: null, origins: ['https://app.stigg.io'] },
  searches: [],
  ...vary,
})

/** Deals that a text names by their ID, or by words. */
function dealsFor({ rows }: World, text: string): LinkSearch {
  const words = text.toLowerCase().split(/\s+/)
  const found = rows.filter(
    ({ id, name, accountName }) =>
      text.includes(id) || words.every((word) => `${name} ${accountName ?? ''}`.toLowerCase().includes(word)),
  )
  return {
    asked: URL.canParse(text) ? 'domain' : 'words',
    more: false,
    silent: [],
    found: found.slice(0, 8).map((row) => ({
      kind: 'opportunity',
      id: row.id,
      name: row.name,
      of: row.accountName,
      state: row.state,
      why: text.includes(row.id) ? { by: 'link', value: row.id } : { by: 'name', value: row.name },
      path: `/inbox/${row.id}`,
    })),
  }
}

/** A page of the world's deals: searched by words, filtered by state, in the order in which they stand. */
function pageOf({ rows, asOf }: World, query: DealQuery): DealPage {
  const words = query.search.toLowerCase().split(/\s+/)
  const found = rows.filter((row) =>
    words.every((word) => `${row.name} ${row.accountName ?? ''} ${row.id}`.toLowerCase().includes(word)),
  )
  const shown = found.filter(({ state }) => query.states.length === 0 || query.states.includes(state))
  const count = (state: DealRow['state']): number => found.filter((row) => row.state === state).length
  return {
    rows: shown.slice(query.offset, query.offset + query.limit),
    total: shown.length,
    counts: {
      ready: count('ready'),
      blocked: count('blocked'),
      attention: count('attention'),
      'in-flight': count('in-flight'),
      superseded: count('superseded'),
      drifted: count('drifted'),
      live: count('live'),
    },
    asOf,
  }
}

const isFailure = (value: object): value is Failure => 'message' in value

/** The contract, kept by a fake: inputs and outputs go through its schemas, as they do in the core. */
export function createFakeCompanion(world: World): Companion {
  const os = implement(contract)
  const refuse = (because: Failure) => ({ message: because.message, data: because })
  const router = os.router({
    workspace: {
      status: os.workspace.status.handler(() => world.status),
      watch: os.workspace.watch.handler(async function* ({ signal, errors }) {
        yield* world.events
        if (world.eventsFailure) throw errors.FAILURE(refuse(world.eventsFailure))
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      }),
      reconnect: os.workspace.reconnect.handler(() => world.status),
      signIn: os.workspace.signIn.handler(async function* ({ input, signal, errors }) {
        world.written.push({ call: 'workspace.signIn', input })
        for await (const wait of world.signIn(input, signal)) {
          if ('code' in wait) throw errors.FAILURE(refuse(wait))
          if ('username' in wait) return wait
          yield wait
        }
        throw errors.FAILURE(refuse(failure('sign-in.cancelled', 'Given up')))
      }),
      signOut: os.workspace.signOut.handler(({ errors }) => {
        world.written.push({ call: 'workspace.signOut', input: null })
        if ('code' in world.signOut) throw errors.FAILURE(refuse(world.signOut))
        return world.signOut
      }),
      startOver: os.workspace.startOver.handler(() => {
        world.written.push({ call: 'workspace.startOver', input: null })
        return world.status
      }),
    },
    opportunities: {
      list: os.opportunities.list.handler(({ input, errors }) => {
        world.asked.push(input)
        if (world.listFailure) throw errors.FAILURE(refuse(world.listFailure))
        return pageOf(world, input)
      }),
      facets: os.opportunities.facets.handler(() => ({ stages: ['Closed Won'], owners: ['Jordan Doe'] })),
      sync: os.opportunities.sync.handler(async function* ({ errors }) {
        if (world.syncFailure) throw errors.FAILURE(refuse(world.syncFailure))
        yield { read: 1, total: world.rows.length }
        return { changed: 1, removed: 0, apiCalls: 1, asOf: '2026-11-18T16:00:00.000Z' }
      }),
    },
    provisioning: {
      preview: os.provisioning.preview.handler(({ input, errors }) => {
        const answer = world.preview(input.edits)
        if (isFailure(answer)) throw errors.FAILURE(refuse(answer))
        return answer
      }),
      apply: os.provisioning.apply.handler(async function* ({ input, errors, signal }) {
        world.written.push({ call: 'provisioning.apply', input })
        if (world.applyFailure) throw errors.FAILURE(refuse(world.applyFailure))
        return yield* world.apply(signal)
      }),
      resume: os.provisioning.resume.handler(async function* ({ input, signal }) {
        world.written.push({ call: 'provisioning.resume', input })
        return yield* world.apply(signal)
      }),
      abandon: os.provisioning.abandon.handler(({ input, errors }) => {
        world.written.push({ call: 'provisioning.abandon', input })
        const run = world.runs.find(({ id }) => id === input.runId)
        if (!run) throw errors.FAILURE(refuse(failure('run.not-found', 'No such run')))
        return { ...run, state: 'abandoned', abandonReason: input.reason }
      }),
    },
    bulk: fakeBulk(os, world),
    credits: fakeCredits(os, world),
    customers: fakeCustomers(os, world),
    workflows: fakeWorkflows(os, world),
    drift: {
      check: os.drift.check.handler(async function* ({ errors }) {
        if (world.driftFailure) throw errors.FAILURE(refuse(world.driftFailure))
        yield { done: 1, total: world.driftFound.customers, differing: 1 }
        world.drift = world.driftFound
        return world.driftFound
      }),
      last: os.drift.last.handler(() => ({ report: world.drift, progress: null })),
    },
    runs: {
      list: os.runs.list.handler(({ input }) =>
        world.runs.filter(({ state }) => input.states.length === 0 || input.states.includes(state)),
      ),
      get: os.runs.get.handler(({ input, errors }) => {
        const run = world.runs.find(({ id }) => id === input.runId)
        if (!run) throw errors.FAILURE(refuse(failure('run.not-found', 'No such run')))
        return { run, links: aReport().links }
      }),
      evidence: os.runs.evidence.handler(({ input: { runId, format } }) => ({
        fileName: `evidence_${runId}.${format}`,
        mediaType: format === 'html' ? 'text/html' : 'application/json',
        text: runId,
      })),
    },
    watch: { status: os.watch.status.handler(() => world.watch) },
    profiles: fakeProfiles(world),
    app: {
      settings: os.app.settings.handler(() => world.app),
      diagnostics: os.app.diagnostics.handler(() => world.diagnostics),
      saveSettings: os.app.saveSettings.handler(({ input }) => {
        world.written.push({ call: 'app.saveSettings', input })
        world.app = input.settings
      }),
      updates: os.app.updates.handler(() => world.updates),
      checkForUpdates: os.app.checkForUpdates.handler(() => (world.updates = world.updatesFound)),
      tryNetwork: os.app.tryNetwork.handler(({ input }) => world.tryNetwork(input.network)),
    },
    settings: {
      setSecret: os.settings.setSecret.handler(({ input }) => {
        world.written.push({ call: 'settings.setSecret', input })
        world.secrets = { ...world.secrets, [input.name]: input.origin }
      }),
      forgetSecret: os.settings.forgetSecret.handler(({ input: { name } }) => {
        const { [name]: _gone, ...others } = world.secrets
        world.secrets = others
      }),
      secrets: os.settings.secrets.handler(({ input: { names } }) =>
        names.map((name) => ({ name, boundTo: world.secrets[name] ?? null })),
      ),
      tryCallOut: os.settings.tryCallOut.handler(({ input, errors }) => {
        world.written.push({ call: 'settings.tryCallOut', input })
        if (isFailure(world.trial)) throw errors.FAILURE(refuse(world.trial))
        return world.trial
      }),
      choices: os.settings.choices.handler(() => orgChoices),
      picks: os.settings.picks.handler(({ input: { templates } }) =>
        templates.map(({ id }) => ({
          templateId: id,
          deals: 1,
          first: [{ opportunityId: '0065g00000AbCdEAAV', name: 'Acme Corp renewal' }],
        })),
      ),
      urlPatterns: os.settings.urlPatterns.handler(() => world.patterns),
      keepUrlPatterns: os.settings.keepUrlPatterns.handler(({ input }) => {
        world.written.push({ call: 'settings.keepUrlPatterns', input })
        world.patterns = { ...world.patterns, ...input }
      }),
      saveRules: os.settings.saveRules.handler(({ input }) => {
        world.written.push({ call: 'settings.saveRules', input })
        world.status = { ...world.status, profile: { ...world.status.profile, rules: input.rules } }
      }),
      exportFile: os.settings.exportFile.handler(() => ({ fileName: 'settings.json', text: '{}' })),
      readFile: os.settings.readFile.handler(({ input, errors }) => {
        const read = rulesInFile(input.text)
        if ('why' in read) throw errors.FAILURE(refuse(failure('settings.not-readable', 'Not taken', { ...read })))
        const { rules } = read
        return {
          rules,
          changed: changedRules(world.status.profile.rules, rules),
          secretsToEnter: rules.callOut === null ? [] : secretNamesOf(rules.callOut),
        }
      }),
    },
    acts: {
      preview: os.acts.preview.handler(({ input: { act } }) => {
        const subscription = aSubscription({ id: act.subscriptionId })
        const step = stepOfAct(act, subscription, 'product-northwind', 'Team')
        const readAt = '2026-11-18T16:20:31.000Z'
        const consequences = consequencesOfAct(act, {
          held: subscription,
          live: { ...aCustomerState(), subscriptions: [subscription] },
          catalog: aCatalog(),
          now: readAt,
        })
        const told = { planName: 'Team', customerName: 'Kestrel Robotics', subscription, consequences, step, readAt }
        return { act, ...told, requests: [], fingerprint: 'act-1' }
      }),
      apply: os.acts.apply.handler(async function* ({ input, signal }) {
        world.written.push({ call: 'acts.apply', input })
        return yield* world.apply(signal)
      }),
    },
    drafts: {
      kept: os.drafts.kept.handler(() => [...world.kept]),
      keep: os.drafts.keep.handler(({ input }) => {
        const others = world.kept.filter(({ opportunityId }) => opportunityId !== input.opportunityId)
        world.kept = [...others, { ...input, keptAt: '2026-11-18T16:20:31.000Z' }]
      }),
    },
    catalog: { get: os.catalog.get.handler(() => aCatalog()) },
    links: {
      ...fakeLinks(world),
      search: os.links.search.handler(({ input, errors }) => {
        world.searches.push({ text: input.text, reach: input.reach })
        const found = world.found?.(input.text, input.reach) ?? dealsFor(world, input.text)
        if ('code' in found) throw errors.FAILURE(refuse(found))
        return found
      }),
      resolve: os.links.resolve.handler(({ input, errors }) => {
        const row = world.rows.find(({ id }) => input.text.includes(id))
        if (!row) throw errors.FAILURE(refuse(failure('link.invalid', 'Not a link')))
        return { kind: 'opportunity', id: row.id, opportunityIds: [row.id], path: `/inbox/${row.id}` }
      }),
    },
  })
  return createRouterClient(router)
}
