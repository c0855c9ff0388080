import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { MarkedSubscription, StiggPort, WriterPort } from '#core/ports'
import { LedgerPage } from '#shared/contract/credits'
import { Catalog } from '#shared/domain/catalog'
import { CreditGrant } from '#shared/domain/credit-grant'
import { CustomerState } from '#shared/domain/customer'
import type { WireAnswer } from '#shared/domain/run'
import type { StiggStep } from '#shared/domain/step'
import { ok } from '#shared/failure'
import { accountId, opportunityId, orgId } from '#test/builders'
import {
  aCreateStep,
  aGrantStep,
  aProvisionStep,
  aRequest,
  aVoidStep,
  anUpdateStep,
} from '../electron/adapters/stigg/steps.ts'

/** An environment with the catalogue of the practice story, a customer with a running subscription, and no others. */
export interface StiggUnderTest {
  readonly reader: StiggPort
  readonly writer: WriterPort<StiggStep>
  close(): Promise<void>
}

/** What every `StiggPort` and its writer must do, told as the life of one customer: the cases build on each other. */
export function describeStiggPort(name: string, open: () => Promise<StiggUnderTest>): void {
  describe(`${name} as a Stigg port`, () => {
    let stigg: StiggUnderTest
    let reader: StiggPort
    let writer: WriterPort<StiggStep>
    beforeAll(async () => {
      stigg = await open()
      ;({ reader, writer } = stigg)
    })
    afterAll(() => stigg.close())

    const marker = { orgId, opportunityId }
    const stateOf = async (customerId = 'customer-of-tests', email: string | null = null) => {
      const state = await reader.customerState({ customerId, accountId, email, marker })
      if (!state.ok) throw new Error(state.failure.message)
      return CustomerState.parse(state.value)
    }
    const answered = { foundExisting: false, byRunId: null, checkoutUrl: null }

    it('names the environment that the key belongs to', async () => {
      const environment = await reader.environment()
      expect(environment).toMatchObject({ ok: true, value: { name: expect.stringMatching(/./), type: 'SANDBOX' } })
    })

    it('reads the whole catalogue in the shape of the domain', async () => {
      const catalog = await reader.catalog()
      if (!catalog.ok) throw new Error(catalog.failure.message)
      expect(Catalog.parse(catalog.value)).toEqual(catalog.value)
      const plan = catalog.value.plans.find(({ id }) => id === 'plan-team')
      expect(plan).toMatchObject({ pricingType: 'PAID', status: 'PUBLISHED', productId: 'product-northwind' })
      expect(new Set(plan?.charges.map(({ billingPeriod }) => billingPeriod))).toEqual(new Set(['MONTHLY', 'ANNUALLY']))
      expect(catalog.value.plans.map(({ status }) => status)).toEqual(expect.arrayContaining(['DRAFT', 'ARCHIVED']))
      expect(catalog.value.currencies.filter(({ archived }) => archived)).toHaveLength(1)
    })

    it('knows the Salesforce integration', async () => {
      expect(await reader.salesforceIntegration()).toMatchObject({
        ok: true,
        value: { id: 'integration-salesforce-practice', domain: expect.stringContaining('http') },
      })
    })

    it('tells of a customer that is not there yet', async () => {
      expect(await stateOf()).toMatchObject({
        customerId: 'customer-of-tests',
        customer: null,
        linkedToAccount: [],
        sameEmail: [],
        subscriptions: [],
        entitlements: [],
        hadTrialOf: [],
      })
      expect(await writer.readBack(aCreateStep())).toEqual(ok(null))
      expect(await writer.readBack(aProvisionStep())).toEqual(ok(null))
      expect(await reader.findSubscription('sub-of-tests')).toEqual(ok(null))
    })

    it('makes a customer that is linked to its account', async () => {
      const made = await writer.send(aCreateStep(), 'key-create')
      expect(made).toEqual(ok({ recordId: 'customer-of-tests', ...answered, facts: {} }))
      const { customer, linkedToAccount } = await stateOf()
      expect(customer).toMatchObject({ name: 'Customer of tests', salesforceAccountId: accountId, archived: false })
      expect(customer?.metadata).toEqual({ salesforceAccountId: accountId, companionOrg: orgId })
      expect(linkedToAccount).toEqual([customer])
    })

    it('tells what it heard of a request, in the order of asking', async () => {
      const heard: string[] = []
      const hear = ({ method, path, status }: WireAnswer) => void heard.push(`${method} ${path} ${status}`)
      await writer.send(aCreateStep(), 'a-key-of-its-own', undefined, hear)
      await writer.readBack(aCreateStep(), undefined, hear)
      const own = '/api/v1/customers/customer-of-tests'
      expect(heard).toEqual(['POST /api/v1/customers 409', `GET ${own} 200`, `GET ${own} 200`])
    })

    it('says whether the environment bills', async () => {
      const { billing } = await stateOf()
      expect(billing === null || typeof billing.connected === 'boolean').toBe(true)
    })

    it('finds the customer that is there already instead of adding a second', async () => {
      const again = await writer.send(aCreateStep(), 'another-key')
      expect(again).toMatchObject({ ok: true, value: { recordId: 'customer-of-tests', foundExisting: true } })
      expect(await writer.readBack(aCreateStep())).toMatchObject({ ok: true, value: { foundExisting: true } })
    })

    it('calls it a conflict where the customer belongs to another account', async () => {
      const other = aCreateStep({ salesforceAccountId: '0015g00000OtherAAA' })
      const facts = { customerId: 'customer-of-tests', salesforceAccountId: accountId, archived: 'false' }
      expect(await writer.send(other, 'key-other')).toMatchObject({
        ok: false,
        failure: { code: 'stigg.conflict', facts },
      })
      expect(await writer.readBack(other)).toMatchObject({ ok: false, failure: { code: 'stigg.conflict' } })
    })

    it('finds customers by a link, and by an e-mail that two share', async () => {
      const state = await stateOf('somebody-else', 'billing@tests.example')
      expect(state.customer).toBeNull()
      expect(state.linkedToAccount.map(({ id }) => id)).toEqual(['customer-of-tests'])
      expect(state.sameEmail.map(({ id }) => id)).toEqual(['customer-of-tests'])
    })

    it('changes only what an update names', async () => {
      const step = anUpdateStep({ email: 'accounts@tests.example' })
      expect(await writer.readBack(step)).toEqual(ok(null))
      expect(await writer.send(step, 'key-update')).toMatchObject({ ok: true, value: { foundExisting: false } })
      const { customer } = await stateOf()
      expect(customer).toMatchObject({ name: 'Customer of tests', email: 'accounts@tests.example' })
      expect(customer?.salesforceAccountId).toBe(accountId)
      expect(await writer.readBack(step)).toMatchObject({ ok: true, value: { foundExisting: true } })
    })

    it('links a customer that has no account yet, and passes over a link that holds', async () => {
      const bare = aCreateStep({ customerId: 'customer-two', integrationId: null })
      await writer.send(bare, 'key-two')
      const { integrationId } = aCreateStep()
      const link = { salesforceAccountId: accountId, integrationId, metadata: { salesforceAccountId: accountId } }
      const step = anUpdateStep({ customerId: 'customer-two', link })
      expect(await writer.send(step, 'key-link')).toMatchObject({ ok: true })
      expect(await writer.send(step, 'key-link-again')).toMatchObject({ ok: true })
      const { linkedToAccount } = await stateOf('customer-two')
      expect(linkedToAccount.map(({ id }) => id).sort()).toEqual(['customer-of-tests', 'customer-two'])
    })

    it('provisions a subscription under its ID, with everything that was asked for', async () => {
      const step = aProvisionStep({
        addons: [{ addonId: 'addon-premium-support', quantity: '1' }],
        entitlements: [
          {
            type: 'FEATURE',
            featureId: 'feature-seats',
            usageLimit: '250',
            hasUnlimitedUsage: false,
            hasSoftLimit: false,
            resetPeriod: null,
          },
          {
            type: 'FEATURE',
            featureId: 'feature-projects',
            usageLimit: null,
            hasUnlimitedUsage: true,
            hasSoftLimit: false,
            resetPeriod: null,
          },
          { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '50000', cadence: 'MONTH' },
        ],
        cancellationDate: '2027-11-18T00:00:00.000Z',
      })
      const made = await writer.send(step, 'key-provision')
      expect(made).toMatchObject({
        ok: true,
        value: { recordId: 'sub-of-tests', ...answered, facts: { status: 'ACTIVE', planId: 'plan-enterprise' } },
      })
      const found = await reader.findSubscription('sub-of-tests')
      expect(found).toMatchObject({
        ok: true,
        value: {
          customerId: 'customer-of-tests',
          cancellationDate: '2027-11-18T00:00:00.000Z',
          addons: [{ id: 'addon-premium-support', quantity: '1' }],
          entitlementValuesKnown: true,
          marker: step.request.marker,
        },
      })
      if (!found.ok || !found.value) throw new Error('It was just there')
      expect(found.value.entitlements).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ featureId: 'feature-seats', usageLimit: '250', hasUnlimitedUsage: false }),
          expect.objectContaining({ featureId: 'feature-projects', hasUnlimitedUsage: true }),
          { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '50000', cadence: 'MONTH' },
        ]),
      )
      const state = await stateOf()
      expect(state.subscriptions).toEqual([found.value])
      expect(state.entitlements).toContainEqual(
        expect.objectContaining({ featureId: 'feature-seats', isGranted: true, usageLimit: '250' }),
      )
    })

    it('finds its own subscription again instead of adding a second', async () => {
      const before = await stateOf()
      expect(await writer.send(aProvisionStep(), 'key-provision-2')).toMatchObject({
        ok: true,
        value: { foundExisting: true, byRunId: null },
      })
      expect((await stateOf()).subscriptions).toEqual(before.subscriptions)
    })

    it('names the run that was first, where two people meet at one ID', async () => {
      const second = aProvisionStep({ marker: { orgId, opportunityId, runId: 'run-2', generation: 1 } })
      expect(await writer.send(second, 'key-of-the-second')).toMatchObject({
        ok: true,
        value: { recordId: 'sub-of-tests', foundExisting: true, byRunId: 'run-1' },
      })
      expect(await writer.readBack(second)).toMatchObject({ ok: true, value: { byRunId: 'run-1' } })
    })

    it('calls it a conflict where another deal stands under the ID', async () => {
      const other = { orgId, opportunityId: '0065g00000OtherAAA', runId: 'run-9', generation: 1 }
      expect(await writer.send(aProvisionStep({ marker: other }), 'key-9')).toMatchObject({
        ok: false,
        failure: { code: 'stigg.conflict', facts: { subscriptionId: 'sub-of-tests', opportunityId } },
      })
    })

    it('says what Stigg refuses, with its code, and that nothing was made', async () => {
      const step = aProvisionStep({ planId: 'plan-team', entitlements: [] }, { subscriptionId: 'sub-refused' })
      expect(await writer.send(step, 'key-refused')).toMatchObject({
        ok: false,
        failure: { code: 'stigg.refused', facts: { code: 'BillingPeriodMissingError', status: '400' } },
      })
      expect(await writer.readBack(step)).toEqual(ok(null))
    })

    it('waits for payment where Stigg makes nothing active before it', async () => {
      const paid = { planId: 'plan-team', billingPeriod: 'MONTHLY', paymentCollection: 'CHARGE' } as const
      const charges = [{ featureId: 'feature-seats', quantity: '5' }]
      const step = aProvisionStep({ ...paid, entitlements: [], charges }, { subscriptionId: 'sub-unpaid' })
      expect(await writer.send(step, 'key-unpaid')).toMatchObject({
        ok: true,
        value: { checkoutUrl: expect.stringContaining('http'), facts: { status: 'PAYMENT_REQUIRED' } },
      })
    })

    it('tells the list price of a paid plan, and nothing for a plan that Stigg does not bill', async () => {
      const charges = [{ featureId: 'feature-seats', quantity: '5' }]
      const request = aRequest({ planId: 'plan-team', billingPeriod: 'MONTHLY', entitlements: [], charges })
      const paid = await reader.costPreview(request)
      if (!paid.ok || !paid.value) throw new Error('A paid plan has a price')
      expect(Number(paid.value.first.total.amount)).toBeGreaterThan(0)
      expect(paid.value.first.total.currency).toBe('usd')
      expect(paid.value.first.lines.length).toBeGreaterThan(0)
      expect(await reader.costPreview(aRequest())).toEqual(ok(null))
      expect(await reader.costPreview(aRequest({ customerId: 'nobody' }))).toEqual(ok(null))
    })

    const pool = { customerId: 'customer-of-tests', currencyId: 'currency-api-credits', resourceId: null }
    /** Grants by hand, the newest first. */
    const granted = async (): Promise<CreditGrant[]> => {
      const state = await reader.creditState(pool.customerId)
      if (!state.ok || !state.value) throw new Error('No credits were read')
      return z
        .array(CreditGrant)
        .parse(state.value.grants)
        .filter(({ type }) => type !== 'RECURRING')
    }

    it('grants credits, and finds the grant again by its marker', async () => {
      expect(await granted()).toEqual([])
      const step = aGrantStep({ comment: 'PO 4711', priority: 3, expireAt: '2099-01-01T00:00:00.000Z' })
      expect(await writer.readBack(step)).toEqual(ok(null))
      const made = await writer.send(step, 'key-grant')
      expect(made).toMatchObject({ ok: true, value: { ...answered, facts: { status: 'ACTIVE', amount: '500' } } })
      const [held, ...others] = await granted()
      expect(others).toEqual([])
      expect(held).toMatchObject({
        name: 'Grant of tests',
        type: 'PROMOTIONAL',
        granted: '500',
        consumed: '0',
        comment: 'PO 4711',
        priority: 3,
        expireAt: '2099-01-01T00:00:00.000Z',
        cost: null,
        invoice: null,
        marker: step.marker,
      })
      expect(made).toMatchObject({ value: { recordId: held?.id } })
      expect(await writer.readBack(step)).toMatchObject({
        ok: true,
        value: { recordId: held?.id, foundExisting: true },
      })
    })

    it('confirms a grant that carries the marker instead of adding a second, whatever else is said of it', async () => {
      const [first] = await granted()
      const again = await writer.send(aGrantStep({ comment: 'Said by somebody else' }), 'another-key-grant')
      expect(again).toMatchObject({ ok: true, value: { recordId: first?.id, foundExisting: true } })
      expect(await granted()).toEqual([first])
    })

    it('waits for the payment of an invoiced grant, and says where it is paid', async () => {
      const paid = { type: 'PAID', collection: 'INVOICE', cost: { amount: '90', currency: 'usd' } } as const
      const step = aGrantStep(paid, { marker: { ...aGrantStep().marker, ordinal: 2 } })
      expect(await writer.send(step, 'key-grant-paid')).toMatchObject({
        ok: true,
        value: { checkoutUrl: expect.stringContaining('http'), facts: { status: 'PAYMENT_PENDING' } },
      })
      expect((await granted()).find(({ status }) => status === 'PAYMENT_PENDING')).toMatchObject({
        cost: paid.cost,
        invoice: { status: 'OPEN' },
      })
    })

    it('says what of a grant Stigg refuses, and that nothing was granted', async () => {
      const step = aGrantStep({ currencyId: 'no-such-currency' }, { marker: { ...aGrantStep().marker, ordinal: 9 } })
      expect(await writer.send(step, 'key-grant-refused')).toMatchObject({ ok: false })
      expect(await writer.readBack(step)).toEqual(ok(null))
    })

    it('voids a grant once, and finds it void afterwards', async () => {
      const held = (await granted()).find(({ marker: own }) => own?.ordinal === 1)
      const step = aVoidStep(held?.id ?? '')
      expect(await writer.readBack(step)).toEqual(ok(null))
      expect(await writer.send(step, 'key-void')).toMatchObject({ ok: true, value: { facts: { status: 'VOIDED' } } })
      expect(await writer.send(step, 'key-void-again')).toMatchObject({ ok: true, value: { foundExisting: true } })
      expect(await writer.readBack(step)).toMatchObject({
        ok: true,
        value: { recordId: held?.id, foundExisting: true },
      })
      const after = (await granted()).find(({ id }) => id === held?.id)
      expect(after).toMatchObject({ status: 'VOIDED', voidedAt: expect.stringMatching(/Z$/) })
    })

    it('tells what happened to a pool of credits, what was consumed, and how it is recharged', async () => {
      const ledger = await reader.creditLedger(pool, null)
      if (!ledger.ok) throw new Error(ledger.failure.message)
      expect(LedgerPage.parse(ledger.value).next).toBeNull()
      const types = ledger.value.entries.map(({ type }) => type)
      expect(types).toEqual(expect.arrayContaining(['CREDITS_GRANTED', 'CREDITS_VOIDED']))
      expect(await reader.creditConsumption(pool, 'LAST_WEEK')).toEqual(ok({ series: [] }))
      expect(await reader.creditAutoRecharge(pool)).toEqual(ok(null))
    })

    it('tells of no credits where there is no customer', async () => {
      expect(await reader.creditState('nobody')).toEqual(ok(null))
    })

    it('tells what a customer may use, and what gives it', async () => {
      expect(await reader.entitledTo('nobody')).toMatchObject({ ok: true, value: { denied: 'CustomerNotFound' } })
      const customerId = 'customer-of-tests'
      const entitled = await reader.entitledTo(customerId)
      const held = await reader.heldBy(customerId)
      if (!entitled.ok || !held.ok) throw new Error('The customer cannot be read')
      const { entitlements, subscriptions, promotional } = await stateOf()
      expect(entitled.value).toEqual({ denied: null, entitlements })
      expect(held.value.promotional).toEqual(promotional)
      expect(held.value.subscriptions).toEqual(expect.arrayContaining(subscriptions))
    })

    it('lists the subscriptions that carry a marker of the org, and no others', async () => {
      const marked: MarkedSubscription[] = []
      for await (const page of reader.markedSubscriptions(orgId)) {
        if (!page.ok) throw new Error(page.failure.message)
        marked.push(...page.value)
      }
      expect(marked).toContainEqual(expect.objectContaining({ subscriptionId: 'sub-of-tests', status: 'ACTIVE' }))
      expect(new Set(marked.map((each) => each.marker.orgId))).toEqual(new Set([orgId]))
      for await (const page of reader.markedSubscriptions('00D000000000000EAA')) expect(page).toEqual(ok([]))
    })

    it('reads everything of one customer, and nothing of nobody', async () => {
      const found = await reader.findCustomer('customer-of-tests')
      expect(found).toMatchObject({ ok: true, value: { id: 'customer-of-tests', salesforceAccountId: accountId } })
      const linked = await reader.customersOfAccount(accountId)
      expect(linked.ok && linked.value?.map(({ id }) => id)).toContain('customer-of-tests')
      const all = await reader.subscriptionsOf('customer-of-tests')
      expect(all.ok && all.value.map(({ id }) => id)).toContain('sub-of-tests')
      const held = await reader.holdings('customer-of-tests')
      if (!held.ok) throw new Error(held.failure.message)
      expect(held.value.pools[0]).toMatchObject({ resourceId: null, deniedBecause: null })
      expect(held.value.pools[0]?.entitlements.length).toBeGreaterThan(0)
      expect(await reader.findCustomer('nobody')).toEqual(ok(null))
      expect(await reader.subscriptionsOf('nobody')).toEqual(ok([]))
    })

    it('gives up a read when its caller does', async () => {
      const signal = AbortSignal.abort()
      expect(await reader.catalog(signal)).toMatchObject({ ok: false, failure: { code: 'request.cancelled' } })
    })
  })
}
