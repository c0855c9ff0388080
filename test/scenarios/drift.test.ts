import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { STORIES } from '#practice/seed/deals/all'
import type { DriftReport, DriftRow } from '#shared/domain/drift'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type Subject, type World } from '#test/harness/sell-deals'

/*
 * What was sold against what is live, over the practice services: deals are provisioned as a person would, then changed
 * underneath in Stigg.
 */

let opened: OpenCompanion
let world: World
beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
})
afterAll(() => opened.close())

const check = async (at: OpenCompanion = opened): Promise<DriftReport> =>
  (await drain(await at.companion.drift.check())).report
const rowsOf = ({ rows }: DriftReport, { accountId }: Subject): DriftRow[] =>
  rows.filter((row) => row.accountId === accountId)

async function provision({ opportunityId, edits }: Subject): Promise<string> {
  const { fingerprint, findings } = await opened.companion.provisioning.preview({ opportunityId, edits })
  const acknowledged = findings.map(({ key }) => key)
  const { report } = await drain(
    await opened.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged }),
  )
  expect(report.run.state).toBe('done')
  const made = report.run.steps.find(({ step }) => step.kind === 'provision-subscription')
  return made?.answer?.recordId ?? ''
}

async function sold(title: string, edits?: DraftEdits): Promise<{ subject: Subject; subscriptionId: string }> {
  const subject = await world.sell(title, enterprise, edits)
  return { subject, subscriptionId: await provision(subject) }
}

const stateOf = async ({ opportunityId }: Subject): Promise<string | undefined> =>
  (await opened.companion.opportunities.list({ search: opportunityId })).rows[0]?.state

describe('a change made underneath in Stigg', () => {
  it('is told by its kind, leads to the deal, and turns the deal to Drifted', async () => {
    const { practice } = opened
    const [less, more, expired, otherPlan, promoted, same] = [
      await sold('Less'),
      await sold('More'),
      await sold('Expired'),
      await sold('Other plan'),
      await sold('Promoted'),
      await sold('Same'),
    ]
    const missing = await world.sell('Missing', enterprise)
    await practice.stiggSend('POST', '/customers', { id: 'customer-drift-missing', name: 'Missing' })
    await practice.patch('Account', missing.accountId, { Stigg_Customer_ID__c: 'customer-drift-missing' })
    const before = await check()
    for (const { subject } of [less, more, expired, otherPlan, promoted, same]) {
      expect(rowsOf(before, subject)).toEqual([])
    }

    const seats = (usageLimit: number) => ({ entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit }] })
    await practice.stiggSend('PATCH', `/subscriptions/${less.subscriptionId}`, seats(90))
    await practice.stiggSend('PATCH', `/subscriptions/${more.subscriptionId}`, seats(500))
    await practice.stiggSend('POST', `/subscriptions/${expired.subscriptionId}/cancel`, {
      cancellationTime: 'IMMEDIATE',
    })
    await practice.stiggSend('POST', '/subscriptions', {
      customerId: otherPlan.subject.accountId,
      planId: 'plan-team',
      billingPeriod: 'MONTHLY',
      paymentCollectionMethod: 'NONE',
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 10 }],
      trialOverrideConfiguration: { isTrial: false },
    })
    await practice.stiggSend('POST', `/customers/${promoted.subject.accountId}/promotional-entitlements`, {
      promotionalEntitlements: [
        {
          featureId: 'feature-seats',
          period: 'lifetime',
          customEndDate: null,
          usageLimit: 400,
          hasUnlimitedUsage: null,
          hasSoftLimit: null,
          isVisible: null,
          enumValues: null,
          resetPeriod: null,
          yearlyResetPeriodConfiguration: null,
          monthlyResetPeriodConfiguration: null,
          weeklyResetPeriodConfiguration: null,
        },
      ],
    })

    const after = await check()
    const { opportunityId } = less.subject
    expect(rowsOf(after, less.subject)).toMatchObject([
      {
        kind: 'less',
        what: { kind: 'feature', id: 'feature-seats' },
        sold: { value: '150' },
        live: { value: '90' },
        source: 'override',
        deal: { id: opportunityId },
        isProvisioned: true,
        subscriptionId: less.subscriptionId,
      },
    ])
    expect(rowsOf(after, more.subject)).toMatchObject([{ kind: 'more', live: { value: '500' }, source: 'override' }])
    expect(rowsOf(after, expired.subject)).toMatchObject([
      { kind: 'expired', what: { kind: 'plan', id: 'plan-enterprise' }, subscriptionId: expired.subscriptionId },
    ])
    expect(rowsOf(after, otherPlan.subject)).toMatchObject([
      { kind: 'other-plan', sold: { planId: 'plan-enterprise' }, live: { planId: 'plan-team' } },
    ])
    expect(rowsOf(after, promoted.subject)).toMatchObject([
      { kind: 'more', live: { value: '400' }, source: 'promotional' },
    ])
    expect(rowsOf(after, missing)).toMatchObject([{ kind: 'missing', isProvisioned: false }])
    expect(rowsOf(after, same.subject)).toEqual([])

    for (const { subject } of [less, more, expired, otherPlan, promoted]) expect(await stateOf(subject)).toBe('drifted')
    expect(await stateOf(same.subject)).toBe('live')
    expect(await stateOf(missing)).toBe('ready')
    expect((await opened.companion.provisioning.preview(less.subject)).state).toBe('drifted')
  })

  it('is gone, in the list and in the result, once the deal was provisioned again', async () => {
    const { subject, subscriptionId } = await sold('Mended')
    await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, {
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 1 }],
    })
    expect(rowsOf(await check(), subject)).toHaveLength(1)
    await provision(subject)
    await expect.poll(() => stateOf(subject)).toBe('live')
    const { report } = await opened.companion.drift.last()
    expect(report && rowsOf(report, subject)).toEqual([])
    expect(rowsOf(await check(), subject)).toEqual([])
  })
})

describe('what was sold', () => {
  it('is what a person approved, where the draft was edited', async () => {
    const edits: DraftEdits = {
      subscriptions: {
        'product-northwind': {
          entitlements: {
            'feature-seats': {
              type: 'FEATURE',
              usageLimit: '120',
              hasUnlimitedUsage: false,
              hasSoftLimit: false,
              resetPeriod: null,
            },
          },
        },
      },
    }
    const { subject } = await sold('Edited', edits)
    expect(await opened.practice.stiggData(`/customers/${subject.accountId}/entitlements`)).toMatchObject({
      entitlements: expect.arrayContaining([expect.objectContaining({ usageLimit: 120 })]),
    })
    expect(rowsOf(await check(), subject)).toEqual([])
  })

  it('is known to every copy of the app by the markers', async () => {
    const { subject, subscriptionId } = await sold('Elsewhere')
    await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, {
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 2 }],
    })
    const other = await openCompanionOn(opened.practice)
    try {
      expect(rowsOf(await check(other), subject)).toMatchObject([{ kind: 'less', isProvisioned: true }])
    } finally {
      await other.close()
    }
  })
})

describe('the story', () => {
  const storyOf = (shows: string) => STORIES.find((story) => (story.shows as readonly string[]).includes(shows))
  const stateOfStory = async (shows: string) =>
    (await opened.companion.opportunities.list({ search: storyOf(shows)?.name ?? '' })).rows[0]?.state

  it('has a deal that drifted and one that a later deal took the place of', async () => {
    const report = await check()
    const drifted = report.rows.filter(({ deal }) => deal?.name === storyOf('drifted')?.name)
    expect(drifted).toMatchObject([{ kind: 'less', sold: { value: '150' }, live: { value: '100' } }])
    expect(await stateOfStory('drifted')).toBe('drifted')
    expect(await stateOfStory('superseded')).toBe('superseded')
    expect(await stateOfStory('live')).toBe('live')
  })

  it('says what could not be compared, and why', async () => {
    const { notes } = await check()
    expect(notes.map(({ reason }) => reason)).toContain('customer-archived')
    expect(notes.find(({ reason }) => reason === 'deal-blocked')?.facts['finding']).toBe('mapping.delta-lines')
  })
})

describe('a check', () => {
  const calls = async (): Promise<string[]> =>
    (await opened.practice.stigg.exchanges()).map(({ method, path }) => `${method} ${path}`)

  it('asks once for a customer whose entitlements are as sold', async () => {
    const { subject } = await sold('Counted')
    await check()
    await opened.practice.stigg.forgetExchanges()
    await check()
    const about = (await calls()).filter((call) => call.includes(subject.accountId))
    expect(about).toEqual([`GET /api/v1/customers/${subject.accountId}/entitlements`])
  })

  it('keeps the result before it where it is stopped', async () => {
    const before = await check()
    const stop = new AbortController()
    const stream = await opened.companion.drift.check(undefined, { signal: stop.signal })
    stop.abort()
    expect(await failureOf(drain(stream))).toMatchObject({ code: 'request.cancelled' })
    expect((await opened.companion.drift.last()).report?.checkedAt).toBe(before.checkedAt)
  })
})
