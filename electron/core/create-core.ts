import type { Context, Router } from '@orpc/server'

import type { contract } from '#shared/contract/index'
import type { ProvisioningPreview, StepEvent } from '#shared/contract/provisioning'
import type { CommandName } from '#shared/domain/commands'
import { formatDeepLink } from '#shared/domain/deep-link'
import { fail, failure, type Result } from '#shared/failure'

import { createBulkRuns } from './bulk/bulk-runs.ts'
import { bulkHandlers } from './bulk/handlers.ts'
import { readTogether } from './bulk/read-together.ts'
import { os } from './edge.ts'
import { createEventBus } from './event-bus.ts'
import { createWriteGateway } from './gateway/write-gateway.ts'
import { isAllowedUrl } from './links/allowed-urls.ts'
import { appHandlers } from './app/handlers.ts'
import { actHandlers } from './acts/handlers.ts'
import { creditHandlers } from './credits/handlers.ts'
import { catalogHandlers } from './catalog/handlers.ts'
import { customerHandlers } from './customers/handlers.ts'
import { draftHandlers } from './drafts/handlers.ts'
import { createDriftChecks } from './drift/drift-checks.ts'
import { driftHandlers } from './drift/handlers.ts'
import { keepDriftSchedule } from './drift/schedule.ts'
import { settingsHandlers } from './settings/handlers.ts'
import { linkHandlers } from './links/handlers.ts'
import { linkOfOther, profileOf } from './links/of-other-profile.ts'
import { resolveLink } from './links/resolve.ts'
import { judgeOne } from './mirror/deal-states.ts'
import { standings } from './mirror/standing.ts'
import { opportunityHandlers } from './mirror/handlers.ts'
import { createMirrorSync } from './mirror/sync.ts'
import type { Ports } from './ports.ts'
import { provisioningHandlers } from './provisioning/handlers.ts'
import { idempotencyKeyFor } from './provisioning/identity.ts'
import { createLiveReader } from './provisioning/read-live.ts'
import type { RunPorts } from './provisioning/run-deal.ts'
import { createNotices } from './notices/create-notices.ts'
import { attentionNotice } from './notices/say-notices.ts'
import { resumeRun } from './runs/resume-run.ts'
import { runHandlers } from './provisioning/run-handlers.ts'
import type { CoreServices } from './services.ts'
import { createUpdateChecks } from './updates/update-checks.ts'
import { watchHandlers } from './watch/handlers.ts'
import { createWatch } from './watch/watch.ts'
import { createWonDeals } from './watch/won-deals.ts'
import { profileHandlers } from './profiles/handlers.ts'
import { workflowHandlers } from './workflows/handlers.ts'
import { createConnections } from './workspace/connection.ts'
import { createNativeFlowWatch } from './workspace/native-flows.ts'
import { workspaceHandlers } from './workspace/handlers.ts'

export interface Core {
  readonly router: Router<typeof contract, Context>
  /** Take stock of what the last process left, then connect and catch up in the background. */
  readonly start: () => void
  readonly reportDefect: (error: unknown) => void
  /**
   * Follow a link that came from outside: the window goes there as soon as there is one, or asks whether to open the
   * profile that the link is of. Unknown ones are dropped.
   */
  readonly openLink: (text: string) => Promise<void>
  /** Lead the window to a place of its own, such as the one that a notice is about. */
  readonly openPlace: (path: string) => void
  /** Let the window do what was chosen from the host's menu, as soon as there is a window. */
  readonly command: (name: CommandName) => void
  readonly isAllowedExternal: (url: string) => boolean
  /** Let no write in any more: another profile is to take the place of this one. */
  readonly leave: () => void
  /** The other one could not be opened. */
  readonly stay: () => void
  /** Tell every window that another profile is open now. */
  readonly tellOpened: () => void
  /**
   * Stop what runs, and wait for it: a run under way ends the step that it is in, and is offered again at the next start.
   * The ports may be closed afterwards. How long that may take is the host's to say.
   */
  readonly close: () => Promise<void>
}

/**
 * The core: ports in, router out. Making it starts nothing; `start` connects and catches up in the background.
 */
export function createCore(allPorts: Ports): Core {
  const { writers, ...outside } = allPorts
  const events = createEventBus(outside.clock)
  const notices = createNotices(outside, events)
  const ports = { ...outside, notifier: notices.port }
  const { journal, mirror, clock, log } = ports
  const connections = createConnections(ports)
  const wonDeals = createWonDeals(ports, events)
  const mirrorMoved = () => {
    wonDeals.moved()
    events.emit({ type: 'mirror.changed', at: clock.now().toISOString() })
  }
  const sync = createMirrorSync(ports, mirrorMoved, (deals) => wonDeals.found(deals))
  const driftChecks = createDriftChecks(ports, { sync, events })
  const flows = createNativeFlowWatch(ports)
  const stopping = new AbortController()
  const openable = new Set<string>()
  let isMixedPairMeant = false
  const isFinished = () => ports.settings.connection()?.isFinished ?? true
  let signInUrl: string | null = null
  const stepListeners = new Set<(event: StepEvent) => void>()

  const context = () => connections.context()
  const noted = <T>(result: Result<T>): Result<T> => {
    if (!result.ok) connections.note(result.failure)
    return result
  }

  /** A run moved: its deal's row, and everybody who looks at it. */
  const runMoved = (runId: string, opportunityId: string) => {
    const tell = async () => {
      const known = await context()
      if (known.ok) judgeOne(opportunityId, known.value, ports)
      wonDeals.moved()
      events.emit({ type: 'run.changed', runId, opportunityId })
    }
    inBackground(tell())
  }

  const gateway = createWriteGateway({
    writers,
    journal,
    clock,
    log,
    rule: () => {
      const { access, kind } = ports.settings.profile()
      return { access, kind, isFinished: isFinished(), isMeant: isMixedPairMeant }
    },
    keyFor: idempotencyKeyFor,
    onStep(run, index, record) {
      for (const listen of stepListeners) listen({ runId: run.id, index, record })
      if (record.failure) connections.note(record.failure)
      if (record.answer?.checkoutUrl) openable.add(record.answer.checkoutUrl)
      runMoved(run.id, run.opportunityId)
    },
  })

  const runPorts: RunPorts = {
    ...ports,
    gateway,
    reader: createLiveReader(ports),
    nativeFlows: () => flows.now(),
    standingOf: (deal, known) => standings(known, ports, false)(deal),
    onStep(listen) {
      stepListeners.add(listen)
      return () => void stepListeners.delete(listen)
    },
    settled(run) {
      // What was edited is provisioned, and kept in the run's approval.
      if (run.kind === 'provision' && run.state === 'done') ports.drafts.forget(run.opportunityId)
      driftChecks.settled(run)
      notices.countRuns()
      if (run.state === 'attention') notices.port.notify(attentionNotice(run))
      runMoved(run.id, run.opportunityId)
    },
    stopping: stopping.signal,
  }

  function correctRows(previews: readonly ProvisioningPreview[]): void {
    for (const { subscriptions } of previews) {
      for (const { latestInvoice } of subscriptions) if (latestInvoice?.pdfUrl) openable.add(latestInvoice.pdfUrl)
    }
    const known = previews.filter(({ deal }) => mirror.get(deal.opportunity.id))
    if (known.length === 0) return
    mirror.upsert(known.map(({ deal: { opportunity, account, lines } }) => ({ opportunity, account, lines })))
    mirror.setStates(known.map(({ deal, state, reason }) => ({ id: deal.opportunity.id, state, reason })))
    mirrorMoved()
  }

  async function drain<Event, Outcome>(stream: AsyncGenerator<Event, Outcome, void>): Promise<Outcome> {
    for (;;) {
      const step = await stream.next()
      if (step.done) return step.value
    }
  }

  async function catchUp(): Promise<void> {
    const known = await context()
    if (!known.ok) return
    const report = noted(await drain(sync.run(known.value, false, stopping.signal)))
    if (!report.ok) log.warn('Catching up with Salesforce failed', { code: report.failure.code })
  }

  /** What the clock asks for; why it failed is in the log, and in what is known of the connections. */
  async function checkBySchedule(): Promise<void> {
    const known = await context()
    if (!known.ok) return
    const report = noted(await drain(driftChecks.run(known.value, 'schedule', stopping.signal)))
    if (!report.ok) log.warn('The check for drift failed', { code: report.failure.code })
  }
  let endSchedule = (): void => undefined
  let endUpdates = (): void => undefined
  let endWatch = (): void => undefined

  const underWay = new Set<Promise<unknown>>()
  const inBackground = (work: Promise<unknown>) => {
    const ended = work.catch(reportDefect).finally(() => void underWay.delete(ended))
    underWay.add(ended)
  }

  /** A defect is a bug: kept in the log on this machine, shown as such, never swallowed. */
  function reportDefect(error: unknown): void {
    log.error('Defect', { error })
  }

  const watch = createWatch(ports, { sync, events, connections, wonDeals, noted, reportDefect })

  const bulkPorts: RunPorts = {
    ...runPorts,
    reader: createLiveReader({ ...ports, salesforce: readTogether(ports.salesforce) }),
  }
  const bulkRuns = createBulkRuns({
    ...bulkPorts,
    bulks: ports.bulks,
    context,
    reportDefect,
    moved: (bulkId) => events.emit({ type: 'bulk.changed', bulkId }),
  })

  const updateChecks = createUpdateChecks(ports, {
    events,
    openUrls: (urls) => urls.forEach((url) => openable.add(url)),
  })

  const services: CoreServices = {
    ports,
    events,
    connections,
    sync,
    runPorts,
    bulkPorts,
    bulkRuns,
    driftChecks,
    updateChecks,
    watch,
    context,
    noted,
    correctRow(preview) {
      correctRows([preview])
      wonDeals.opened(preview.deal.opportunity.id)
    },
    correctRows,
    openInvoices(grants) {
      for (const { invoice } of grants) {
        for (const url of [invoice?.paymentUrl, invoice?.pdfUrl]) if (url) openable.add(url)
      }
    },
    openUrls(urls) {
      for (const url of urls) if (url) openable.add(url)
    },
    isMixedPairMeant: () => isMixedPairMeant,
    meanMixedPair() {
      isMixedPairMeant = true
      events.emit({ type: 'status.changed' })
    },
    isBusy: () => gateway.isBusy() || bulkRuns.isBusy(),
    signInAt: (authorizeUrl) => void (signInUrl = authorizeUrl),
    syncInBackground: () => inBackground(catchUp()),
    resumeAfterSignIn() {
      const stopped = journal
        .list({ states: ['attention'] })
        .filter(({ id }) => journal.get(id)?.steps.some(({ failure }) => failure?.code === 'salesforce.signed-out'))
      inBackground(
        (async () => {
          const known = await context()
          if (!known.ok) return
          for (const { id } of stopped) noted(await drain(resumeRun(id, known.value, runPorts)))
          await bulkRuns.resumeAfterSignIn()
          await catchUp()
        })(),
      )
    },
    async signOut() {
      if (bulkRuns.isBusy()) return fail('run.busy', 'A bulk run is under way')
      return gateway.alone(
        async () => {
          await Promise.all([driftChecks.stop(), sync.stop()])
          const said = await ports.signIn.signOut()
          connections.note(failure('salesforce.signed-out', 'The person signed out', { reason: 'by-person' }))
          return said
        },
        { writes: false },
      )
    },
    async startOver() {
      const { startOver } = ports
      if (!startOver) return fail('access.read-only', 'Only a practice workspace can start over')
      if (bulkRuns.isBusy()) return fail('run.busy', 'A bulk run is under way')
      const done = await gateway.alone(async () => {
        await startOver.startOver()
        // What was read before must not be written after: the deals of then are not those of now.
        await Promise.all([driftChecks.stop(), sync.stop()])
        driftChecks.forget()
        wonDeals.forget()
        journal.clear()
        notices.countRuns()
        ports.drafts.clear()
        bulkRuns.forget()
        mirror.clear()
        connections.forget()
        flows.forget()
        mirrorMoved()
      })
      if (done.ok) await catchUp()
      return done
    },
  }

  connections.onChange(() => events.emit({ type: 'status.changed' }))

  return {
    router: os.router({
      workspace: workspaceHandlers(os, services),
      opportunities: opportunityHandlers(os, services),
      provisioning: provisioningHandlers(os, services),
      bulk: bulkHandlers(os, services),
      runs: runHandlers(os, services),
      links: linkHandlers(os, services),
      acts: actHandlers(os, services),
      settings: settingsHandlers(os, services),
      drafts: draftHandlers(os, services),
      catalog: catalogHandlers(os, services),
      credits: creditHandlers(os, services),
      customers: customerHandlers(os, services),
      workflows: workflowHandlers(os, services),
      drift: driftHandlers(os, services),
      app: appHandlers(os, services),
      watch: watchHandlers(os, services),
      profiles: profileHandlers(os, services),
    }),
    start(): void {
      const interrupted = journal.markInterrupted()
      ports.bulks.markInterrupted()
      if (interrupted > 0) log.warn('Runs were interrupted', { interrupted })
      notices.countRuns()
      inBackground(catchUp())
      endUpdates = updateChecks.start()
      endSchedule = keepDriftSchedule({
        timer: ports.timer,
        clock,
        // What the clock asks for is of the same share; a person's own check never is held back.
        everyHours: () => (watch.hasRoom() ? ports.settings.profile().rules.driftEvery : null),
        lastAt: () => mirror.drift()?.checkedAt ?? null,
        check: checkBySchedule,
      })
      endWatch = watch.start()
    },
    reportDefect,
    async openLink(text: string): Promise<void> {
      await context()
      const other = linkOfOther(text, connections.current(), ports)
      if (other !== null) {
        const profile = profileOf(other, ports)
        events.emit({
          type: 'link.elsewhere',
          link: formatDeepLink(other),
          profile: profile && { id: profile.id, name: profile.name },
        })
        return
      }
      const target = resolveLink(text, connections.current(), ports)
      if (target.ok) events.emit({ type: 'link.opened', path: target.value.path })
      else log.warn('A link leads nowhere', { code: target.failure.code })
    },
    openPlace: (path: string) => events.emit({ type: 'link.opened', path }),
    command: (name: CommandName) => events.emit({ type: 'command', name }),
    isAllowedExternal: (url: string): boolean =>
      isAllowedUrl(url, {
        lightningUrl: connections.current().org?.lightningUrl ?? null,
        stiggAppUrl: ports.stiggAppUrl,
        practiceAppUrl: ports.practiceAppUrl,
        exact: openable,
        signIn: signInUrl,
      }),
    leave: () => gateway.shut(true),
    stay: () => gateway.shut(false),
    tellOpened: () => events.emit({ type: 'profile.opened' }),
    async close(): Promise<void> {
      stopping.abort()
      endSchedule()
      endUpdates()
      notices.stop()
      endWatch()
      // What is read in the background may still keep what it read: nothing of it comes after the files are closed.
      await Promise.all([
        gateway.idle(),
        bulkRuns.idle(),
        driftChecks.stop(),
        sync.stop(),
        watch.stop(),
        connections.stop(),
        ...underWay,
      ])
    },
  }
}
