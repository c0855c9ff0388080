import { implement, ORPCError } from '@orpc/server'

import type { CompanionRouter } from '#hosts/composition/rpc-options'
import { contract } from '#shared/contract/index'
import { failure } from '#shared/failure'

/** What the handlers of the router below saw. */
export interface Seen {
  /** Searches that reached the handler. */
  readonly searches: string[]
  /** Resolves once the handler of `workspace.watch` was told that its caller has gone. */
  readonly watchAborted: Promise<void>
}

const os = implement(contract)

const unused = () => {
  throw new ORPCError('NOT_IMPLEMENTED')
}

const until = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal === undefined || signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** The real contract with just enough behind it to see what a transport does. */
export function partialRouter(): { readonly router: CompanionRouter; readonly seen: Seen } {
  const searches: string[] = []
  const { promise: watchAborted, resolve: reportAbort } = Promise.withResolvers<void>()

  const router = {
    watch: { status: os.watch.status.handler(unused) },
    workspace: {
      status: os.workspace.status.handler(unused),
      watch: os.workspace.watch.handler(async function* ({ signal }) {
        yield { type: 'link.opened' as const, path: '/inbox' }
        await until(signal)
        reportAbort()
      }),
      // A bug in the middle of a stream.
      signIn: os.workspace.signIn.handler(async function* () {
        yield { authorizeUrl: 'http://localhost:1/', waitsUntil: '2026-11-21T10:05:00.000Z', strays: 0, unmarked: null }
        throw new Error('the second secret is tangerine')
      }),
      signOut: os.workspace.signOut.handler(unused),
      reconnect: os.workspace.reconnect.handler(unused),
      startOver: os.workspace.startOver.handler(unused),
    },
    opportunities: {
      list: os.opportunities.list.handler(({ input }) => {
        searches.push(input.search)
        return {
          rows: [],
          total: 0,
          counts: { 'in-flight': 0, attention: 0, superseded: 0, drifted: 0, live: 0, blocked: 0, ready: 0 },
          asOf: null,
        }
      }),
      // A bug at once.
      facets: os.opportunities.facets.handler(() => {
        throw new Error('the first secret is clementine')
      }),
      sync: os.opportunities.sync.handler(async function* ({ input }) {
        yield { read: 1, total: 2 }
        yield { read: 2, total: 2 }
        return { changed: 2, removed: input.full ? 1 : 0, apiCalls: 3, asOf: '2026-11-21T10:00:00.000Z' }
      }),
    },
    provisioning: {
      preview: os.provisioning.preview.handler(unused),
      apply: os.provisioning.apply.handler(unused),
      // A failure in the middle of a stream.
      resume: os.provisioning.resume.handler(async function* ({ input, errors }) {
        yield* []
        const data = failure('run.not-found', 'No such run', { runId: input.runId })
        throw errors.FAILURE({ message: data.message, data })
      }),
      abandon: os.provisioning.abandon.handler(unused),
    },
    bulk: {
      check: os.bulk.check.handler(unused),
      start: os.bulk.start.handler(unused),
      list: os.bulk.list.handler(() => []),
      get: os.bulk.get.handler(unused),
      watch: os.bulk.watch.handler(unused),
      pause: os.bulk.pause.handler(unused),
      resume: os.bulk.resume.handler(unused),
      cancel: os.bulk.cancel.handler(unused),
      retry: os.bulk.retry.handler(unused),
    },
    runs: {
      list: os.runs.list.handler(() => []),
      get: os.runs.get.handler(unused),
      evidence: os.runs.evidence.handler(unused),
    },
    profiles: {
      list: os.profiles.list.handler(unused),
      welcomed: os.profiles.welcomed.handler(unused),
      connection: os.profiles.connection.handler(unused),
      create: os.profiles.create.handler(unused),
      open: os.profiles.open.handler(unused),
      rename: os.profiles.rename.handler(unused),
      setAccess: os.profiles.setAccess.handler(unused),
      confirmMixedPair: os.profiles.confirmMixedPair.handler(unused),
      setStiggKey: os.profiles.setStiggKey.handler(unused),
      setConnection: os.profiles.setConnection.handler(unused),
      mappingCandidates: os.profiles.mappingCandidates.handler(unused),
      chooseMapping: os.profiles.chooseMapping.handler(unused),
      report: os.profiles.report.handler(unused),
      finish: os.profiles.finish.handler(unused),
      exportJournal: os.profiles.exportJournal.handler(unused),
      remove: os.profiles.remove.handler(unused),
    },
    app: {
      settings: os.app.settings.handler(unused),
      diagnostics: os.app.diagnostics.handler(unused),
      saveSettings: os.app.saveSettings.handler(unused),
      updates: os.app.updates.handler(unused),
      checkForUpdates: os.app.checkForUpdates.handler(unused),
      tryNetwork: os.app.tryNetwork.handler(unused),
    },
    settings: {
      setSecret: os.settings.setSecret.handler(unused),
      forgetSecret: os.settings.forgetSecret.handler(unused),
      secrets: os.settings.secrets.handler(() => []),
      tryCallOut: os.settings.tryCallOut.handler(unused),
      choices: os.settings.choices.handler(unused),
      picks: os.settings.picks.handler(unused),
      saveRules: os.settings.saveRules.handler(unused),
      urlPatterns: os.settings.urlPatterns.handler(unused),
      keepUrlPatterns: os.settings.keepUrlPatterns.handler(unused),
      exportFile: os.settings.exportFile.handler(unused),
      readFile: os.settings.readFile.handler(unused),
    },
    acts: { preview: os.acts.preview.handler(unused), apply: os.acts.apply.handler(unused) },
    drafts: {
      kept: os.drafts.kept.handler(() => []),
      keep: os.drafts.keep.handler(unused),
    },
    credits: {
      customers: os.credits.customers.handler(unused),
      overview: os.credits.overview.handler(unused),
      ledger: os.credits.ledger.handler(unused),
      consumption: os.credits.consumption.handler(unused),
      autoRecharge: os.credits.autoRecharge.handler(unused),
      preview: os.credits.preview.handler(unused),
      apply: os.credits.apply.handler(unused),
    },
    customers: {
      get: os.customers.get.handler(unused),
      ofSubscription: os.customers.ofSubscription.handler(unused),
      pair: os.customers.pair.handler(unused),
      subscriptions: os.customers.subscriptions.handler(unused),
      entitlements: os.customers.entitlements.handler(unused),
      deals: os.customers.deals.handler(unused),
    },
    workflows: {
      catalogue: os.workflows.catalogue.handler(unused),
      situation: os.workflows.situation.handler(unused),
      preview: os.workflows.preview.handler(unused),
      fire: os.workflows.fire.handler(unused),
    },
    catalog: { get: os.catalog.get.handler(unused) },
    drift: { check: os.drift.check.handler(unused), last: os.drift.last.handler(unused) },
    links: {
      reconcile: os.links.reconcile.handler(unused),
      preview: os.links.preview.handler(unused),
      mend: os.links.mend.handler(unused),
      search: os.links.search.handler(unused),
      resolve: os.links.resolve.handler(({ input, errors }) => {
        const data = failure('link.invalid', 'Not a link', { text: input.text })
        throw errors.FAILURE({ message: data.message, data })
      }),
    },
  }
  return { router: os.router(router), seen: { searches, watchAborted } }
}
