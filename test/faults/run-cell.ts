import { isDefinedError } from '@orpc/client'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { assertNever } from '#shared/assert-never'
import type { Companion } from '#shared/contract/index'
import type { StepEvent } from '#shared/contract/provisioning'
import type { CreditAct } from '#shared/domain/grant-request'
import type { Mend } from '#shared/domain/link-mend'
import type { DraftEdits } from '#shared/domain/draft-edits'
import type { Run } from '#shared/domain/run'
import type { WorkflowCall } from '#shared/domain/workflow'
import { Failure, failure } from '#shared/failure'
import { startHostProcess } from '#test/harness/host-process'
import { openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import type { PracticeProcess } from '#test/harness/practice-process'

import type { FaultKind } from './fault-kinds.ts'
import { otherEmail, type End } from './judge.ts'
import type { Play } from './plays.ts'
import type { Subject } from '#test/harness/sell-deals'

const username = 'olivia.ops@northwind.example'
/** The shipped clients, less patient: what takes a minute for a person takes a second here. */
const patience = {
  stigg: { requestMs: 3_000, baseMs: 20, longestMs: 100, busyMs: 1_600, circuitAfter: 100 },
  salesforce: { requestMs: 3_000, queryMs: 5_000, retryBaseMs: 20, lockRetryBaseMs: 20 },
  readBack: { everyMs: 50, forMs: 1_000 },
}
/** How often a person would try again before they call somebody. */
const tries = 4

type Outcome = { readonly run: Run; readonly failure: null } | { readonly run: null; readonly failure: Failure }

type Events = { next(): Promise<IteratorResult<StepEvent, { run: Run }>> }

/** Where a call ended: with a run, or with the failure that a person is shown. */
async function told(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && isDefinedError(error)) {
      return { run: null, failure: Failure.parse((error as { data: unknown }).data) }
    }
    throw error
  }
}

const outcomeOf = (
  stream: () => Promise<Events>,
  onEvent: (event: StepEvent) => Promise<void> = async () => undefined,
): Promise<Outcome> =>
  told(async () => {
    const events = await stream()
    for (;;) {
      const next = await events.next()
      if (next.done) return { run: next.value.run, failure: null }
      await onEvent(next.value)
    }
  })

/** Look at the deal, tick what has to be ticked, and provision it. */
async function provision(
  companion: Companion,
  { opportunityId, act, credits, workflow, mend }: Subject,
  edits: DraftEdits,
  onEvent?: (event: StepEvent) => Promise<void>,
): Promise<Outcome> {
  if (mend) return told(() => mendLink(companion, mend, onEvent))
  return outcomeOf(async () => {
    if (credits) {
      const { fingerprint } = await companion.credits.preview({ act: credits })
      // Whoever is told that the same was granted already wants it once.
      return companion.credits.apply({ act: credits, fingerprint, acknowledged: [], typed: '' })
    }
    if (workflow) {
      const { runId, fingerprint } = await companion.workflows.preview({ call: workflow })
      return companion.workflows.fire({ call: workflow, runId, fingerprint, typed: '' })
    }
    if (act) {
      const { fingerprint } = await companion.acts.preview({ act })
      return companion.acts.apply({ act, fingerprint, typed: '' })
    }
    const { findings, fingerprint } = await companion.provisioning.preview({ opportunityId, edits })
    const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
    return companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged })
  }, onEvent)
}

/** Look at the link and mend it. Its stream tells of runs, not of steps: the run is read as it stands. */
async function mendLink(
  companion: Companion,
  mend: Mend,
  onEvent?: (event: StepEvent) => Promise<void>,
): Promise<Outcome> {
  const [look] = await companion.links.preview({ mends: [mend] })
  if (!look?.preview) return { run: null, failure: look?.failure ?? failure('app.defect', 'Nothing was looked at') }
  const { fingerprint } = look.preview
  const stream = await companion.links.mend({ items: [{ mend, fingerprint }], typed: null })
  const watched: Promise<void>[] = []
  for (;;) {
    const next = await stream.next()
    if (next.done) {
      await Promise.all(watched)
      const [outcome] = next.value.outcomes
      if (!outcome?.runId) return { run: null, failure: outcome?.failure ?? failure('app.defect', 'No outcome') }
      return { run: (await companion.runs.get({ runId: outcome.runId })).run, failure: null }
    }
    const { runId, state } = next.value
    if (onEvent && runId !== null && state === 'running') watched.push(watchRun(companion, runId, onEvent))
  }
}

/** Tell every step of a run as it is seen, until the run rests. */
async function watchRun(
  companion: Companion,
  runId: string,
  onEvent: (event: StepEvent) => Promise<void>,
): Promise<void> {
  for (;;) {
    const { run } = await companion.runs.get({ runId })
    for (const [index, record] of run.steps.entries()) await onEvent({ runId, index, record })
    if (run.state !== 'running') return
    await sleep(10)
  }
}

/** Sign in again as a person would, and let the run that waited for it go on. */
async function signInAgain(companion: Companion): Promise<void> {
  const stream = await companion.workspace.signIn()
  const first = await stream.next()
  if (first.done) return
  await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': username } })
  while (!(await stream.next()).done);
}

/** What a run says of why it needs attention. */
const failureIn = (run: Run | null): Failure | null =>
  run?.steps.find((step) => step.failure !== null)?.failure ?? run?.verification?.failure ?? null

/** The run once nothing moves it any more: after a sign-in the app goes on with what waited for it. */
async function restingRun(companion: Companion, runId: string): Promise<Run> {
  for (;;) {
    const { run } = await companion.runs.get({ runId })
    if (run.state !== 'running') return run
    await sleep(20)
  }
}

/** What a person does with a run that did not end well: sign in, go on with it, or look again and provision. */
async function takeUpAgain(companion: Companion, subject: Subject, first: Outcome): Promise<End> {
  let last = first
  let run = first.run
  for (let made = 0; made < tries && run?.state !== 'done'; made += 1) {
    const failure = last.failure ?? failureIn(run)
    if (failure?.code === 'salesforce.signed-out') await signInAgain(companion)
    const current = run ? await restingRun(companion, run.id) : null
    if (current?.state === 'done') return { run: current, failure: null }
    if (current?.state === 'waiting') break
    last = current
      ? await outcomeOf(() => companion.provisioning.resume({ runId: current.id }))
      : await provision(companion, subject, subject.edits)
    // A run that cannot go on as it was approved is looked at anew.
    run = last.run ?? (last.failure.code === 'opportunity.stale' ? null : current)
    if (last.failure?.code === 'draft.blocked') break
  }
  const end = run && (await restingRun(companion, run.id))
  return { run: end, failure: last.failure ?? failureIn(end) }
}

interface Met {
  readonly end: End
  /** Whether the service's own log says that the fault was met. */
  readonly fired: boolean
}

/** A fault that is set, or will be while the step is under way. */
interface Armed {
  /** Done once the step is on its way. */
  readonly meanwhile: () => Promise<void>
  /** Whether the service's log says that it was met. */
  readonly fired: () => Promise<boolean>
  readonly close?: () => Promise<void>
}

type Arming = (play: Play, subject: Subject, practice: PracticeProcess) => Promise<Armed>
const nothing = async (): Promise<void> => undefined

const ownRequest =
  (fault: object | string, times: 1 | null): Arming =>
  async ({ service, match }, _subject, practice) => {
    const rule = await practice[service].addFault({ match, fault, times })
    return { meanwhile: nothing, fired: async () => (await practice[service].fired(rule)) > 0 }
  }

/** The session ends with the step's own request where it goes to Salesforce, else with the next one that does. */
const sessionEnds =
  (canRefresh: boolean): Arming =>
  async (play, _subject, practice) => {
    const { salesforce } = practice
    const rules: string[] = []
    const end = async (match: object) => {
      rules.push(await salesforce.addFault({ match, fault: 'expire-all-sessions' }))
      if (canRefresh) return
      rules.push(await salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' }))
    }
    if (play.service === 'salesforce') await end(play.match)
    else await practice[play.service].addFault({ match: play.match, fault: { kind: 'delay', ms: 250 } })
    return {
      meanwhile: play.service === 'salesforce' ? nothing : () => end({ path: '/services/data/' }),
      fired: async () => {
        const counts = await Promise.all(rules.map((rule) => salesforce.fired(rule)))
        return counts.length > 0 && counts.every((count) => count > 0)
      },
    }
  }

/** Somebody else approved the same about the customer's credits, with another comment, and does it while ours is held up. */
async function secondGrant(
  credits: CreditAct,
  other: OpenCompanion,
  service: Play['service'],
  match: Play['match'],
  practice: PracticeProcess,
): Promise<Armed> {
  const theirs: CreditAct =
    credits.kind === 'grant-credits'
      ? { ...credits, request: { ...credits.request, comment: 'Said by somebody else' } }
      : credits
  const { fingerprint } = await other.companion.credits.preview({ act: theirs })
  const rule = await practice[service].addFault({ match, fault: { kind: 'delay', ms: 400 } })
  return {
    async meanwhile() {
      await outcomeOf(() => other.companion.credits.apply({ act: theirs, fingerprint, acknowledged: [], typed: '' }))
    },
    fired: async () => (await practice[service].fired(rule)) > 0,
    close: () => other.close(),
  }
}

/** Somebody else looked at the same workflow for the same customer, and fires it while ours is held up. */
async function secondFiring(
  call: WorkflowCall,
  other: OpenCompanion,
  service: Play['service'],
  match: Play['match'],
  practice: PracticeProcess,
): Promise<Armed> {
  const { runId, fingerprint } = await other.companion.workflows.preview({ call })
  const rule = await practice[service].addFault({ match, fault: { kind: 'delay', ms: 400 } })
  return {
    async meanwhile() {
      await outcomeOf(() => other.companion.workflows.fire({ call, runId, fingerprint, typed: '' }))
    },
    fired: async () => (await practice[service].fired(rule)) > 0,
    close: () => other.close(),
  }
}

/** Somebody else approved the same mend, and makes it while ours is held up. */
async function secondMend(
  mend: Mend,
  other: OpenCompanion,
  service: Play['service'],
  match: Play['match'],
  practice: PracticeProcess,
): Promise<Armed> {
  const rule = await practice[service].addFault({ match, fault: { kind: 'delay', ms: 400 } })
  return {
    meanwhile: async () => void (await told(() => mendLink(other.companion, mend))),
    fired: async () => (await practice[service].fired(rule)) > 0,
    close: () => other.close(),
  }
}

/** Somebody else approved the deal with another billing e-mail, and provisions it while our step is held up. */
const secondPerson: Arming = async ({ service, match, setUp }, subject, practice) => {
  const other = await openCompanionOn(practice, patience)
  await setUp?.(other.companion, practice)
  const { opportunityId, act, credits, workflow, mend } = subject
  if (mend) return secondMend(mend, other, service, match, practice)
  if (credits) return secondGrant(credits, other, service, match, practice)
  if (workflow) return secondFiring(workflow, other, service, match, practice)
  const edits: DraftEdits = { ...subject.edits, billingEmail: otherEmail(subject.email) }
  const { findings, fingerprint } = act
    ? { findings: [], ...(await other.companion.acts.preview({ act })) }
    : await other.companion.provisioning.preview({ opportunityId, edits })
  const rule = await practice[service].addFault({ match, fault: { kind: 'delay', ms: 400 } })
  return {
    async meanwhile() {
      const acknowledged = findings.map(({ key }) => key)
      await outcomeOf(() =>
        act
          ? other.companion.acts.apply({ act, fingerprint, typed: '' })
          : other.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }),
      )
    },
    fired: async () => (await practice[service].fired(rule)) > 0,
    close: () => other.close(),
  }
}

/** The org's own flow provisions the deal right before our request is handled. */
const nativeFlow: Arming = async (play, subject, practice) => {
  const { opportunityId } = subject
  // The application is none of the services that the flow knows: it runs while the call is held up.
  if (play.service === 'customerApp') {
    const rule = await practice.customerApp.addFault({ match: play.match, fault: { kind: 'delay', ms: 400 } })
    return {
      meanwhile: () => practice.salesforce.runNativeFlow(opportunityId),
      fired: async () => (await practice.customerApp.fired(rule)) > 0,
    }
  }
  return ownRequest({ kind: 'named', name: 'native-flow', args: { opportunityId } }, 1)(play, subject, practice)
}

function armingOf(kind: Exclude<FaultKind, { how: 'killed' }>): Arming {
  switch (kind.how) {
    case 'own-request':
      return ownRequest(kind.fault, kind.times)
    case 'session-ends':
      return sessionEnds(kind.canRefresh)
    case 'second-person':
      return secondPerson
    case 'native-flow':
      return nativeFlow
    default:
      return assertNever(kind)
  }
}

/** One cell that does not end a process: a copy of the app of its own meets the fault, and a person goes on from there. */
export async function runCell(
  play: Play,
  kind: Exclude<FaultKind, { how: 'killed' }>,
  subject: Subject,
  practice: PracticeProcess,
): Promise<Met> {
  const ours = await openCompanionOn(practice, patience)
  await play.setUp?.(ours.companion, practice)
  const armed = await armingOf(kind)(play, subject, practice)
  try {
    const pending: Promise<void>[] = []
    const first = await provision(ours.companion, subject, subject.edits, async ({ record }) => {
      const isUnderWay = record.state === 'sent' && record.requests.some((request) => isOf(play, request))
      if (isUnderWay && pending.length === 0) pending.push(armed.meanwhile())
    })
    await Promise.all(pending)
    const fired = await armed.fired()
    await practice.salesforce.clearFaults()
    await practice.stigg.clearFaults()
    await practice.customerApp.clearFaults()
    return { end: await takeUpAgain(ours.companion, subject, first), fired }
  } finally {
    await Promise.all([ours.close(), armed.close?.()])
  }
}

/** One cell in which the process is ended with SIGKILL, and the next one takes up what it left. */
export async function runKilledCell(
  play: Play,
  kind: Extract<FaultKind, { how: 'killed' }>,
  subject: Subject,
  practice: PracticeProcess,
): Promise<Met> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-killed-'))
  const service = practice[play.service]
  try {
    const host = await startHostProcess(dataDir, ['--practice', practice.line])
    await play.setUp?.(host.companion, practice)
    const rule = await service.addFault({ match: play.match, fault: { kind: kind.moment } })
    // It dies in the middle of this, and the call with it.
    provision(host.companion, subject, subject.edits).catch(() => undefined)
    while ((await service.fired(rule)) === 0) await sleep(20)
    await host.child.kill()
    await service.clearFaults()
    const again = await startHostProcess(dataDir, ['--practice', practice.line])
    try {
      await play.setUp?.(again.companion, practice)
      // What is of no deal is found by its account.
      const isOfDeal = !subject.mend && !subject.act
      const begun = await again.companion.runs.list(isOfDeal ? { opportunityId: subject.opportunityId } : {})
      const left = begun.find(({ accountId, customerId }) => [accountId, customerId].includes(subject.accountId))
      if (!left) throw new Error('The run was not journalled before its first write')
      const { run } = await again.companion.runs.get({ runId: left.id })
      return { end: await takeUpAgain(again.companion, subject, { run, failure: null }), fired: true }
    } finally {
      await again.child.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const isOf = ({ match }: Play, { method, path: asked }: { readonly method: string; readonly path: string }): boolean =>
  method === match.method && new RegExp(match.path).test(asked)
