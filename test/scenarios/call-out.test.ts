import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { CallOut } from '#shared/domain/call-out'
import type { DraftEdits } from '#shared/domain/draft-edits'
import type { Run } from '#shared/domain/run'
import { practiceCustomerOf, setCallOut, workspacesOf } from '#test/harness/call-outs'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type Subject, type World } from '#test/harness/sell-deals'

/* A run that begins at the customer's own application, against all three practice services over HTTP. */

let opened: OpenCompanion
let world: World
beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
  await setCallOut(opened.companion, opened.practice)
})
afterAll(() => opened.close())
afterEach(async () => {
  await opened.practice.customerApp.clearFaults()
  await opened.practice.stigg.clearFaults()
})

const look = ({ opportunityId, edits }: Subject) => opened.companion.provisioning.preview({ opportunityId, edits })

async function provision(subject: Subject): Promise<Run> {
  const { findings, fingerprint } = await look(subject)
  const acknowledged = findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key)
  const { opportunityId, edits } = subject
  const stream = await opened.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged })
  return (await drain(stream)).report.run
}

const resume = async (runId: string, callOutNotDone?: boolean): Promise<Run> => {
  const word = callOutNotDone === undefined ? {} : { callOutNotDone }
  return (await drain(await opened.companion.provisioning.resume({ runId, ...word }))).report.run
}

const statesOf = (run: Run) => run.steps.map(({ step, state }) => [step.kind, state])
const madeFor = async ({ accountId }: Subject) =>
  (await workspacesOf(opened.practice)).filter((made) => made.accountId === accountId)
const callsAbout = async ({ opportunityId }: Subject) =>
  (await opened.practice.customerApp.exchanges()).filter(
    ({ method, query }) => method === 'POST' && String(query).includes(opportunityId),
  )

const Held = z.array(
  z.looseObject({
    id: z.string(),
    status: z.string(),
    resourceId: z.string().nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
)
const heldBy = async (customerId: string) =>
  Held.parse(await opened.practice.stiggData(`/subscriptions?customerId=${customerId}&limit=100`))

/** What reached Stigg and Salesforce that changes something. */
async function writesSince(work: () => Promise<void>): Promise<string[]> {
  const { salesforce, stigg } = opened.practice
  await Promise.all([salesforce.forgetExchanges(), stigg.forgetExchanges()])
  await work()
  const all = [...(await salesforce.exchanges()), ...(await stigg.exchanges())]
  return all
    .filter(
      ({ method, path }) => method === 'PATCH' || (method === 'POST' && /\/(customers|subscriptions)$/.test(path)),
    )
    .map(({ method, path }) => `${method} ${path}`)
}

/** A Stigg customer under the ID that the application will say, with a subscription of the product. */
async function customerWithPlan({ accountId }: Subject, resourceId: string | null): Promise<string> {
  const customerId = practiceCustomerOf(accountId)
  await opened.practice.stiggSend('POST', '/customers', { id: customerId, name: 'Known already' })
  await opened.practice.stiggSend('POST', '/subscriptions', {
    customerId,
    planId: 'plan-enterprise',
    ...(resourceId === null ? {} : { resourceId }),
    entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 10 }],
  })
  return customerId
}

describe('a call-out', () => {
  it('goes first, and its IDs are those of the customer and the subscription, everywhere', async () => {
    const subject = await world.sell('With a workspace', enterprise)
    const run = await provision(subject)
    expect(statesOf(run)).toEqual([
      ['call-out', 'done'],
      ['create-customer', 'done'],
      ['provision-subscription', 'done'],
      ['write-back', 'done'],
    ])
    const [workspace, ...others] = await madeFor(subject)
    expect(others).toEqual([])
    expect(run.customerId).toBe(workspace?.customerId)
    expect(await heldBy(run.customerId)).toMatchObject([
      { resourceId: workspace?.id, metadata: { companionOpportunity: subject.opportunityId } },
    ])
    const [row] = await opened.practice.query(
      `SELECT Account.Stigg_Customer_ID__c, Account.Stigg_Customer_URL__c FROM Opportunity WHERE Id = '${subject.opportunityId}'`,
    )
    expect(row).toMatchObject({
      Account: {
        Stigg_Customer_ID__c: workspace?.customerId,
        Stigg_Customer_URL__c: expect.stringContaining(workspace?.customerId ?? '?'),
      },
    })
    expect(run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])
  })

  it('is shown in full before it is made, with its secret struck out, and kept with its answer afterwards', async () => {
    const subject = await world.sell('Shown first', enterprise)
    const { steps, callOut } = await look(subject)
    expect(callOut).toBeNull()
    expect(steps[0]?.requests).toEqual([
      {
        service: 'call-out',
        method: 'POST',
        path: `${opened.practice.customerApp.url}/workspaces?for=${subject.opportunityId}`,
        headers: { Authorization: '(secret: app-key)', 'X-Sent-By': 'sales' },
        body: {
          account: { id: subject.accountId, name: expect.stringContaining('Shown first') },
          deal: {
            id: subject.opportunityId,
            title: expect.stringMatching(/^Deal: Shown first/),
            amount: expect.any(String),
          },
          plans: 'plan-enterprise',
        },
      },
    ])
    const run = await provision(subject)
    const [sent] = await callsAbout(subject)
    expect(JSON.parse(String(sent?.requestBody))).toEqual(steps[0]?.requests[0]?.body)
    expect(sent?.idempotencyKey).toMatch(/^companion-/)
    expect(run.steps[0]?.heard).toMatchObject([{ status: 201, body: { customer: { id: run.customerId } } }])
  })

  it('that is refused stops the run before anything is written, and is made again under a new key', async () => {
    const subject = await world.sell('Refused', enterprise)
    await opened.practice.customerApp.addFault({ match: { method: 'POST' }, fault: { kind: 'status', status: 403 } })
    let stopped: Run | undefined
    const written = await writesSince(async () => {
      stopped = await provision(subject)
    })
    expect(written).toEqual([])
    expect(stopped?.state).toBe('attention')
    expect(stopped?.steps[0]).toMatchObject({ state: 'refused', failure: { code: 'call-out.refused' } })
    expect((await resume(stopped?.id ?? '')).state).toBe('done')
    const keys = (await callsAbout(subject)).map(({ idempotencyKey }) => String(idempotencyKey))
    expect(keys).toEqual([expect.stringMatching(/-1$/), expect.stringMatching(/-2$/)])
  })

  it('whose answer changes more than IDs stops the run; what is reviewed then goes on without a second call', async () => {
    const subject = await world.sell('Known to Stigg', enterprise)
    const customerId = await customerWithPlan(subject, null)
    // The customer's one subscription of the product would be replaced.
    await setCallOut(opened.companion, opened.practice, { resourceIdsAt: {} })
    try {
      let stopped: Run | undefined
      const written = await writesSince(async () => {
        stopped = await provision(subject)
      })
      expect(written).toEqual([])
      expect(stopped?.state).toBe('attention')
      expect(statesOf(stopped ?? raise())).toEqual([
        ['call-out', 'done'],
        ['create-customer', 'planned'],
        ['provision-subscription', 'planned'],
        ['write-back', 'planned'],
      ])
      expect(stopped?.steps[1]?.failure).toMatchObject({ code: 'call-out.plan-changed' })
      // Going on without a review stops at the same place.
      expect((await resume(stopped?.id ?? '')).steps[1]?.failure).toMatchObject({ code: 'call-out.plan-changed' })

      const reviewed = await look(subject)
      expect(reviewed.callOut).toMatchObject({ runId: stopped?.id, ids: { customerId } })
      expect(reviewed.draft?.customer).toMatchObject({ id: customerId, chosenBy: 'call-out', exists: true })
      expect(reviewed.changeSet.consequences.map(({ kind }) => kind)).toContain('replaces')
      const run = await provision(subject)
      expect(run).toMatchObject({ state: 'done', customerId })
      expect(run.id).not.toBe(stopped?.id)
      expect(run.steps[0]).toMatchObject({ state: 'done', answer: { facts: { customerId } } })
      expect(await callsAbout(subject)).toHaveLength(1)
      const before = await opened.companion.runs.get({ runId: stopped?.id ?? '' })
      expect(before.run).toMatchObject({ state: 'abandoned' })
      const live = (await heldBy(customerId)).filter(({ status }) => status === 'ACTIVE')
      expect(live).toMatchObject([{ metadata: { companionOpportunity: subject.opportunityId } }])
    } finally {
      await setCallOut(opened.companion, opened.practice)
    }
  })

  it('is not sent again by going on where its outcome is not known, nor within a minute of a person’s word', async () => {
    const subject = await world.sell('Not answered', enterprise)
    await opened.practice.customerApp.addFault({ match: { method: 'POST' }, fault: 'reset-after' })
    const stopped = await provision(subject)
    expect(stopped.steps[0]).toMatchObject({ state: 'unknown', failure: { code: 'call-out.outcome-unknown' } })
    const again = await resume(stopped.id)
    expect(again.state).toBe('attention')
    expect(again.steps[0]).toMatchObject({ state: 'unknown', attempt: 1 })
    expect(await failureOf(resume(stopped.id, true))).toMatchObject({ code: 'call-out.too-soon' })
    expect(await callsAbout(subject)).toHaveLength(1)
    expect(await madeFor(subject)).toHaveLength(1)
  })

  it.each<[string, Partial<CallOut>, string]>([
    ['has no customer ID where the rules say', { customerIdAt: '/nowhere/id' }, 'no-id'],
    ['has no resource ID where the rules say', { resourceIdsAt: { 'product-northwind': '/workspace/0' } }, 'no-id'],
  ])('whose answer %s stops the run before anything is written', async (_, vary, reason) => {
    const subject = await world.sell('No ID', enterprise)
    await setCallOut(opened.companion, opened.practice, vary)
    try {
      const stopped = await provision(subject)
      expect(stopped.state).toBe('attention')
      expect(stopped.steps[0]).toMatchObject({ state: 'unknown', failure: { facts: { reason } } })
      expect(stopped.steps.slice(1).every(({ state }) => state === 'planned')).toBe(true)
    } finally {
      await setCallOut(opened.companion, opened.practice)
    }
  })

  it('without its secret is not made at all', async () => {
    const subject = await world.sell('No secret', enterprise)
    await opened.companion.settings.forgetSecret({ name: 'app-key' })
    const stopped = await provision(subject)
    expect(stopped.steps[0]).toMatchObject({ state: 'refused', failure: { code: 'call-out.secret-missing' } })
    expect(await callsAbout(subject)).toEqual([])
    await setCallOut(opened.companion, opened.practice)
    expect((await resume(stopped.id)).state).toBe('done')
  })

  it('leaves a customer that a person named alone, and one that the account names', async () => {
    const edits: DraftEdits = { customer: { id: 'named-by-hand' }, subscriptions: {} }
    const subject = { ...(await world.sell('Named by hand', enterprise)), edits }
    const run = await provision(subject)
    expect(run).toMatchObject({ state: 'done', customerId: 'named-by-hand' })
  })

  it('that was answered is not made again when the deal is looked at once more', async () => {
    const subject = await world.sell('Looked at twice', enterprise)
    await opened.practice.stigg.addFault({
      match: { method: 'POST', path: '/api/v1/customers$' },
      fault: { kind: 'status', status: 403 },
    })
    const stopped = await provision(subject)
    expect(stopped.state).toBe('attention')
    // How long an answer is waited for makes no other call of it.
    await setCallOut(opened.companion, opened.practice, { timeoutSeconds: 3 })
    expect(await look(subject)).toMatchObject({ callOut: { runId: stopped.id } })
    expect((await provision(subject)).state).toBe('done')
    expect(await callsAbout(subject)).toHaveLength(1)
    await setCallOut(opened.companion, opened.practice)
  })

  it('is made once for each deal of a bulk run', async () => {
    const subjects = [await world.sell('One of many', enterprise), await world.sell('Another of many', enterprise)]
    const items = await Promise.all(
      subjects.map(async (subject) => {
        const { fingerprint, findings, deal, draft } = await look(subject)
        return {
          opportunityId: subject.opportunityId,
          opportunityName: deal.opportunity.name,
          accountName: deal.account?.name ?? null,
          customerId: draft?.customer.id ?? null,
          edits: subject.edits,
          fingerprint,
          acknowledged: findings.map(({ key }) => key),
        }
      }),
    )
    const { id } = await opened.companion.bulk.start({ items, typedCount: null })
    await drain(await opened.companion.bulk.watch({ bulkId: id }))
    expect((await opened.companion.bulk.get({ bulkId: id })).counts).toMatchObject({ done: 2 })
    for (const subject of subjects) {
      const [workspace, ...others] = await madeFor(subject)
      expect(others).toEqual([])
      expect(await heldBy(workspace?.customerId ?? '')).toMatchObject([{ resourceId: workspace?.id }])
    }
  })

  it('is tried on a deal without anything being made, and the deal stays as ready as it was', async () => {
    const subject = await world.sell('Tried', enterprise)
    const written = await writesSince(async () => {
      const trial = await opened.companion.settings.tryCallOut({ opportunityId: subject.opportunityId })
      expect(trial).toMatchObject({
        request: { headers: { 'Companion-Trial': 'true', Authorization: '(secret: app-key)' } },
        heard: [{ status: 200, body: { trial: true } }],
        ids: { customerId: expect.stringMatching(/^cust-/), resourceIds: { 'product-northwind': expect.any(String) } },
        failure: null,
      })
      const { run } = await opened.companion.runs.get({ runId: trial.runId })
      expect(run).toMatchObject({ kind: 'try-call-out', state: 'done' })
    })
    expect(written).toEqual([])
    expect(await madeFor(subject)).toEqual([])
    expect(await look(subject)).toMatchObject({ state: 'ready', callOut: null })
  })
})

function raise(): never {
  throw new Error('There is no run')
}
