import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { idempotencyKeyFor, runMarkerFor, subscriptionIdFor } from '#core/provisioning/identity'
import { approvedStateOf, type Context, type LiveState } from '#core/provisioning/live-state'
import { planProvisioning, wantedWrites } from '#core/provisioning/plan'
import { buildDraft } from '#shared/domain/build-draft'
import { canonicalJson } from '#shared/domain/canonical'
import { mapLines } from '#shared/domain/mapping'
import type { FieldRef, MappingFields } from '#shared/domain/profile'
import {
  aCatalog,
  aCustomerState,
  aDeal,
  aKnownCustomer,
  aMarker,
  anEntitlementLine,
  anOpportunity,
  aStiggCustomer,
  aSubscription,
  accountId,
  now,
  opportunityId,
  orgId,
  rules,
} from '#test/builders'

const aField = (object: string, field: string, vary: Partial<FieldRef> = {}): FieldRef => ({
  object,
  field,
  label: field,
  foundBy: 'name',
  updateable: true,
  length: 255,
  ...vary,
})

const fields: MappingFields = {
  productType: aField('Product2', 'Stigg_Type__c'),
  productId: aField('Product2', 'Stigg_ID__c'),
  lineType: null,
  lineId: null,
  customerId: aField('Account', 'Stigg_Customer_ID__c'),
  customerUrl: aField('Account', 'Stigg_Customer_URL__c'),
  subscriptionId: aField('Opportunity', 'Stigg_Subscription_ID__c'),
}

const aContext = (vary: Partial<Context> = {}): Context => ({
  org: {
    id: orgId,
    name: 'Northwind Systems',
    isSandbox: true,
    timeZone: 'America/New_York',
    currency: 'usd',
    userId: '0055g00000AbCdEAAV',
    userName: 'Olivia Ops',
    username: 'olivia.ops@northwind.example',
    lightningUrl: 'https://northwind.lightning.force.com',
  },
  environmentId: 'env-1',
  fields,
  catalog: aCatalog(),
  profile: {
    id: 'profile-1',
    name: 'Northwind',
    kind: 'sandbox',
    access: 'confirm',
    rules: rules(),
    customerUrlTemplate: 'https://app.stigg.io/northwind/customers/{customerId}',
    subscriptionUrlTemplate: null,
  },
  ...vary,
})

function draftOf(live: LiveState, context = aContext()) {
  const { deal, customer } = live
  const draft = buildDraft({
    deal,
    mapping: mapLines(deal, context.catalog),
    catalog: context.catalog,
    rules: context.profile.rules,
    live: customer,
    edits: { subscriptions: {} },
    now,
    timeZone: context.org.timeZone,
  })
  if (!draft) throw new Error('The deal maps to nothing')
  return draft
}

const planOf = (live: LiveState, context = aContext()) => planProvisioning(draftOf(live, context), live, context)

const isPlanned = (live: LiveState): boolean => {
  const { catalog } = aContext()
  const mapping = mapLines(live.deal, catalog)
  return mapping.plans.some(({ entity }) => entity !== null)
}

const subscriptionOf = (plan: ReturnType<typeof planOf>) => {
  const step = plan.steps.find(({ kind }) => kind === 'provision-subscription')
  if (step?.kind !== 'provision-subscription') throw new Error('No subscription is planned')
  return step
}

const fresh = (): LiveState => ({ deal: aDeal(), customer: aCustomerState() })

describe('the steps of a plan', () => {
  it('are customer, subscription and write-back for an account that Stigg does not know', () => {
    expect(planOf(fresh()).steps.map(({ kind }) => kind)).toEqual([
      'create-customer',
      'provision-subscription',
      'write-back',
    ])
  })

  it('leave out the customer where nothing about it would change', () => {
    const customer = aStiggCustomer({ salesforceAccountId: accountId })
    const { steps } = planOf({ deal: aDeal(), customer: aKnownCustomer({ customer }) })
    expect(steps.map(({ kind }) => kind)).toEqual(['provision-subscription', 'write-back'])
  })

  it('link a customer that does not point to the account yet, and keep its metadata', () => {
    const customer = aStiggCustomer({ salesforceAccountId: null, metadata: { tier: 'gold' } })
    const [step] = planOf({ deal: aDeal(), customer: aKnownCustomer({ customer }) }).steps
    expect(step).toMatchObject({
      kind: 'update-customer',
      link: { salesforceAccountId: accountId, metadata: { tier: 'gold', salesforceAccountId: accountId } },
    })
  })

  it('write only what differs, and only into fields that take it', () => {
    const narrow = { ...fields, customerUrl: aField('Account', 'Url__c', { length: 10 }), subscriptionId: null }
    const writeBack = planOf(fresh(), aContext({ fields: narrow })).steps.at(-1)
    expect(writeBack).toMatchObject({
      kind: 'write-back',
      records: [{ object: 'Account', recordId: accountId, fields: { Stigg_Customer_ID__c: accountId } }],
    })
  })
})

describe('what a run would write to Salesforce', () => {
  const writesOf = (context: Context) => {
    const live = fresh()
    return wantedWrites(draftOf(live, context), live, context).map(({ record, field, length, updateable, value }) => ({
      on: record.type,
      field,
      takesIt: updateable && value.length <= length,
    }))
  }

  it('names the fields that do not take their value too, so that it can be said', () => {
    const narrow = {
      ...fields,
      customerUrl: aField('Account', 'Url__c', { length: 10 }),
      subscriptionId: aField('Opportunity', 'Sub__c', { updateable: false }),
    }
    const context = aContext({ fields: narrow })
    expect(writesOf(context)).toEqual([
      { on: 'Account', field: 'Stigg_Customer_ID__c', takesIt: true },
      { on: 'Account', field: 'Url__c', takesIt: false },
      { on: 'Opportunity', field: 'Sub__c', takesIt: false },
    ])
  })

  it('holds the return data of the profile, on the deal and on the lines of its plans', () => {
    const { profile } = aContext()
    const returnData = [
      { value: 'plan' as const, object: 'Opportunity' as const, field: 'Plan__c', length: 3 },
      { value: 'subscription-id' as const, object: 'OpportunityLineItem' as const, field: 'Sub__c', length: 255 },
      { value: 'status' as const, object: 'Opportunity' as const, field: 'Status__c', length: 255 },
    ]
    const context = aContext({
      fields: { ...fields, customerId: null, customerUrl: null, subscriptionId: null },
      profile: { ...profile, rules: { ...profile.rules, returnData } },
    })
    expect(writesOf(context)).toEqual([
      { on: 'Opportunity', field: 'Plan__c', takesIt: false },
      { on: 'OpportunityLineItem', field: 'Sub__c', takesIt: true },
    ])
  })
})

describe('identity', () => {
  it('is the same on two machines: profile, user and time do not go in', () => {
    const here = planOf(fresh())
    const there = planOf(fresh(), aContext({ profile: { ...aContext().profile, id: 'other', name: 'Another desk' } }))
    expect(there).toEqual(here)
  })

  it('is another one for each product, resource, org, environment, deal and generation', () => {
    const base = {
      orgId,
      environmentId: 'env-1',
      opportunityId,
      productId: 'product-main',
      resourceId: null,
      generation: 1,
    }
    const ids = [
      base,
      { ...base, orgId: 'other' },
      { ...base, environmentId: 'env-2' },
      { ...base, opportunityId: 'other' },
      { ...base, productId: 'other' },
      { ...base, resourceId: 'site-1' },
      { ...base, generation: 2 },
    ].map(subscriptionIdFor)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('counts the subscriptions that the deal was provisioned to before, whatever became of them', () => {
    const over = aSubscription({
      id: 'sub-old',
      planId: 'plan-enterprise',
      status: 'CANCELED',
      marker: aMarker({ orgId, opportunityId }),
    })
    const again = subscriptionOf(planOf({ deal: aDeal(), customer: aKnownCustomer({ subscriptions: [over] }) }))
    expect(again.request.marker.generation).toBe(2)
    expect(again.subscriptionId).not.toBe(subscriptionOf(planOf(fresh())).subscriptionId)
  })

  it('names the run in the marker after what was approved', () => {
    const plan = planOf(fresh())
    expect(subscriptionOf(plan).request.marker.runId).toBe(runMarkerFor(plan.fingerprint))
  })

  it('gives a step that was refused another key, and a repeated one the same', () => {
    const scope = { orgId, environmentId: 'env-1', opportunityId }
    const request = [{ service: 'stigg' as const, method: 'POST', path: '/api/v1/customers', body: { a: 1, b: 2 } }]
    const reordered = [{ service: 'stigg' as const, method: 'POST', path: '/api/v1/customers', body: { b: 2, a: 1 } }]
    expect(idempotencyKeyFor(scope, 'customer', request, 1)).toBe(idempotencyKeyFor(scope, 'customer', reordered, 1))
    expect(idempotencyKeyFor(scope, 'customer', request, 2)).not.toBe(idempotencyKeyFor(scope, 'customer', request, 1))
  })
})

describe('the fingerprint', () => {
  const print = (live: LiveState) => planOf(live).fingerprint

  it('changes with what would be sent', () => {
    const more = aDeal({ lines: aDeal().lines.map((line) => ({ ...line, quantity: '251' })) })
    expect(print({ deal: more, customer: aCustomerState() })).not.toBe(print(fresh()))
  })

  it('changes with the live state that the change set rests on', () => {
    const running = aSubscription({ id: 'sub-other' })
    expect(print({ deal: aDeal(), customer: aKnownCustomer({ subscriptions: [running] }) })).not.toBe(
      print({ deal: aDeal(), customer: aKnownCustomer() }),
    )
  })

  it('stays where only time passed, or our own write-back moved a timestamp', () => {
    const touched = aDeal({
      opportunity: anOpportunity({ systemModstamp: '2027-01-01T00:00:00.000Z', subscriptionId: null }),
      readAt: '2027-01-01T00:00:00.000Z',
    })
    const later = { ...aCustomerState(), readAt: '2027-01-01T00:00:00.000Z' }
    expect(print({ deal: touched, customer: later })).toBe(print(fresh()))
  })

  it('does not depend on the order in which a service names subscriptions', () => {
    const [a, b] = [aSubscription({ id: 'sub-a' }), aSubscription({ id: 'sub-b' })]
    const lines = [...aDeal().lines, anEntitlementLine('feature-projects', { id: 'line-x', quantity: '3' })]
    const deal = aDeal({ lines: lines.slice(0, 2) })
    expect(print({ deal, customer: aKnownCustomer({ subscriptions: [a, b] }) })).toBe(
      print({ deal, customer: aKnownCustomer({ subscriptions: [b, a] }) }),
    )
  })

  /** Every place of a live state that holds a text, a number or a switch. */
  const places = (value: unknown, path: readonly string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
      : value === null
        ? []
        : [[...path]]
  const moved = (value: unknown): unknown => {
    if (typeof value === 'boolean') return !value
    if (typeof value === 'number') return value + 1
    if (typeof value !== 'string') return value
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return '2031-03-04T05:06:07.000Z'
    return /^\d+$/.test(value) ? String(Number(value) + 1) : `${value}x`
  }
  const changedAt = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return moved(value)
    const copy: Record<string, unknown> = { ...(value as object) }
    copy[key] = changedAt(copy[key], rest)
    return Array.isArray(value) ? Object.values(copy) : copy
  }
  /** The steps without the run's own mark, which follows from the fingerprint. */
  const sent = (live: LiveState) => canonicalJson(planOf(live).steps).replaceAll(runMarkerFor(print(live)), '')

  it('changes if and only if what would be sent changes, or what the approved change set rests on', () => {
    const live: LiveState = {
      deal: aDeal(),
      customer: aKnownCustomer({
        subscriptions: [aSubscription({ id: 'sub-a' }), aSubscription({ id: 'sub-b', resourceId: 'site-1' })],
        entitlements: [
          {
            type: 'FEATURE',
            featureId: 'feature-seats',
            isGranted: true,
            usageLimit: '5',
            hasUnlimitedUsage: false,
            currentUsage: '3',
          },
        ],
      }),
    }
    const leaves = places(live)
    const movedIt = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (path) => {
        const other = changedAt(live, path) as LiveState
        // What maps to nothing any more is not planned at all.
        fc.pre(isPlanned(other))
        const isSame =
          sent(other) === sent(live) && canonicalJson(approvedStateOf(other)) === canonicalJson(approvedStateOf(live))
        expect(print(other) === print(live)).toBe(isSame)
        if (!isSame) movedIt.add(path.join('.'))
      }),
      { numRuns: 4 * leaves.length },
    )
    expect(movedIt).toContain('deal.lines.1.quantity')
    expect(movedIt).toContain('customer.subscriptions.0.planId')
    for (const path of ['deal.readAt', 'customer.readAt', 'customer.entitlements.0.currentUsage']) {
      expect(movedIt).not.toContain(path)
    }
  })
})
