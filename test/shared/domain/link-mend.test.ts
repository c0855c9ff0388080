import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  accountNamedBy,
  afterMends,
  changesOf,
  marksIn,
  mendsOf,
  pairByHand,
  planMend,
  typedForMends,
  type AccountTie,
  type CustomerTie,
  type Mend,
  type MendGround,
  type MendPlan,
  type MendStep,
} from '#shared/domain/link-mend'
import { linkRows } from '#shared/domain/link-states'
import type { FieldRef } from '#shared/domain/profile'
import type { Run } from '#shared/domain/run'
import { aRun } from '#test/electron/core/run-builders'

const accountId = '0015g00000BcDeFAAV'
const otherId = '0015g00000XyZaBAAV'
const idField = 'Stigg_Customer_ID__c'
const urlField = 'Stigg_Customer_URL__c'
const aField = (field: string, vary: Partial<FieldRef> = {}): FieldRef => ({
  object: 'Account',
  field,
  label: field,
  foundBy: 'name',
  updateable: true,
  length: 255,
  ...vary,
})
const aGround = (vary: Partial<MendGround> = {}): MendGround => ({
  orgId: 'org',
  integrationId: 'integration',
  fields: { customerId: aField(idField), customerUrl: aField(urlField) },
  urlOf: (customerId) => `https://stigg.example/${customerId}`,
  ...vary,
})
const anAccount = (customerId: string | null, id = accountId): AccountTie => ({
  id,
  name: id === accountId ? 'Acme' : 'Other',
  held: { [idField]: customerId, [urlField]: customerId === null ? null : `https://stigg.example/${customerId}` },
})
const aCustomer = (named: string | null, vary: Partial<CustomerTie> = {}): CustomerTie => ({
  id: 'customer',
  name: 'Acme',
  archived: false,
  updatedAt: '2026-01-01',
  link: named === null ? null : { integrationId: 'integration', accountId: named },
  metadata: { own: 'kept' },
  ...vary,
})
const aLive = (accounts: readonly AccountTie[], customers: readonly CustomerTie[]) => ({
  accounts: new Map(accounts.map((tie) => [tie.id, tie])),
  customers: new Map(customers.map((tie) => [tie.id, tie])),
})
const aPair = (vary: Partial<Extract<Mend, { kind: 'pair' }>> = {}): Mend => ({
  kind: 'pair',
  accountId,
  customerId: 'customer',
  saw: { customerId: null, accountId: null },
  release: { accountIds: [], customerIds: [] },
  ...vary,
})
const stepsOf = (plan: MendPlan): readonly MendStep[] => ('steps' in plan ? plan.steps : [])

describe('a plan of a mend', () => {
  it('writes both halves of a pair where neither names the other, and keeps metadata of others', () => {
    const [account, customer] = stepsOf(planMend(aPair(), aLive([anAccount(null)], [aCustomer(null)]), aGround()))
    expect(account).toMatchObject({
      kind: 'mend-account',
      fields: {
        [idField]: { from: null, to: 'customer' },
        [urlField]: { from: null, to: 'https://stigg.example/customer' },
      },
    })
    expect(customer).toMatchObject({
      kind: 'mend-customer',
      to: { link: { integrationId: 'integration', accountId }, marks: { accountId, orgId: 'org' } },
      metadata: { own: 'kept', salesforceAccountId: accountId, companionOrg: 'org' },
    })
  })

  it('writes only the half that does not name the other yet', () => {
    const saw = { customerId: null, accountId }
    const steps = stepsOf(planMend(aPair({ saw }), aLive([anAccount(null)], [aCustomer(accountId)]), aGround()))
    expect(steps.map(({ kind }) => kind)).toEqual(['mend-account'])
  })

  it('keeps the link in metadata alone where the environment has no Salesforce integration', () => {
    const ground = aGround({ integrationId: null })
    const steps = stepsOf(planMend(aPair(), aLive([anAccount('customer')], [aCustomer(null)]), ground))
    expect(steps).toMatchObject([{ to: { link: null, marks: { accountId, orgId: 'org' } } }])
  })

  it('lets go of the others of a conflict, and of those alone that still hold on', () => {
    const mend = aPair({
      saw: { customerId: 'customer', accountId },
      release: { accountIds: [otherId], customerIds: ['second', 'third'] },
    })
    const live = aLive(
      [anAccount('customer'), anAccount('customer', otherId)],
      [aCustomer(accountId), aCustomer(accountId, { id: 'second' }), aCustomer('0015g00000NoNoNoAAV', { id: 'third' })],
    )
    const steps = stepsOf(planMend(mend, live, aGround()))
    expect(steps).toMatchObject([
      { kind: 'mend-account', accountId: otherId, fields: { [idField]: { to: null }, [urlField]: { to: null } } },
      { kind: 'mend-customer', customerId: 'second', to: { link: null, marks: { accountId: null } } },
    ])
  })

  const tied = aLive([anAccount('customer')], [aCustomer(accountId)])
  it.each<[string, Mend, ReturnType<typeof aLive>, MendGround]>([
    ['account-gone', aPair(), aLive([], [aCustomer(null)]), aGround()],
    ['customer-gone', aPair(), aLive([anAccount(null)], []), aGround()],
    ['customer-archived', aPair(), aLive([anAccount(null)], [aCustomer(null, { archived: true })]), aGround()],
    ['changed', aPair(), aLive([anAccount('by-somebody')], [aCustomer(null)]), aGround()],
    ['changed', aPair(), aLive([anAccount(null)], [aCustomer(otherId)]), aGround()],
    ['nothing-to-do', aPair(), tied, aGround()],
    ['changed', { kind: 'clear-account', accountId, saw: 'gone' }, tied, aGround()],
    ['nothing-to-do', { kind: 'clear-account', accountId, saw: 'gone' }, aLive([anAccount(null)], []), aGround()],
    ['changed', { kind: 'clear-customer', customerId: 'customer', saw: otherId }, tied, aGround()],
    [
      'no-field',
      aPair(),
      aLive([anAccount(null)], [aCustomer(null)]),
      aGround({ fields: { customerId: null, customerUrl: null } }),
    ],
    [
      'field-read-only',
      aPair(),
      aLive([anAccount(null)], [aCustomer(null)]),
      aGround({ fields: { customerId: aField(idField, { updateable: false }), customerUrl: null } }),
    ],
    [
      'field-too-short',
      aPair(),
      aLive([anAccount(null)], [aCustomer(null)]),
      aGround({ fields: { customerId: aField(idField, { length: 3 }), customerUrl: null } }),
    ],
    ['not-undoable', { kind: 'undo', runId: 'run' }, tied, aGround()],
  ])('stops at %s', (obstacle, mend, live, ground) => {
    expect(planMend(mend, live, ground)).toEqual({ obstacle })
  })
})

/** The halves as they are once steps were done. */
function done(live: ReturnType<typeof aLive>, steps: readonly MendStep[]) {
  const accounts = new Map(live.accounts)
  const customers = new Map(live.customers)
  for (const step of steps) {
    if (step.kind === 'mend-account') {
      const tie = accounts.get(step.accountId)
      const values = Object.entries(step.fields).map(([field, { to }]) => [field, to] as const)
      if (tie) accounts.set(tie.id, { ...tie, held: { ...tie.held, ...Object.fromEntries(values) } })
    } else {
      const tie = customers.get(step.customerId)
      if (tie) customers.set(tie.id, { ...tie, link: step.to.link, metadata: step.metadata })
    }
  }
  return { accounts, customers }
}

const runOf = (steps: readonly MendStep[]): Run => {
  const run = aRun()
  const [record] = run.steps
  if (!record) throw new Error('A run has a step')
  const answer = { recordId: 'x', foundExisting: false, byRunId: null, checkoutUrl: null, facts: {} }
  return {
    ...run,
    kind: 'mend-link',
    state: 'done',
    steps: steps.map((step) => ({ ...record, step, state: 'done', answer })),
  }
}

describe('the undo of a mend', () => {
  const before = fc.record({
    account: fc.option(fc.constantFrom('customer', 'gone'), { nil: null }),
    customer: fc.option(fc.constantFrom(accountId, otherId), { nil: null }),
    metadata: fc.dictionary(
      fc.constantFrom('own', 'salesforceAccountId', 'companionOrg'),
      fc.constantFrom('a', accountId),
    ),
    integrationId: fc.option(fc.constant('integration'), { nil: null }),
  })

  it('restores every value that it changed, whatever stood there', () => {
    fc.assert(
      fc.property(before, ({ account, customer, metadata, integrationId }) => {
        const live = aLive([anAccount(account)], [aCustomer(customer, { metadata })])
        const tie = live.customers.get('customer')
        const saw = { customerId: account, accountId: tie ? accountNamedBy(tie) : null }
        const ground = aGround({ integrationId })
        const steps = stepsOf(planMend(aPair({ saw }), live, ground))
        fc.pre(steps.length > 0)
        const mended = done(live, steps)
        const undo = stepsOf(planMend({ kind: 'undo', runId: 'run' }, mended, ground, runOf(steps)))
        const restored = done(mended, undo)
        expect([...restored.accounts.values()]).toEqual([...live.accounts.values()])
        expect(restored.customers.get('customer')?.link).toEqual(tie?.link)
        expect(restored.customers.get('customer')?.metadata).toEqual(metadata)
      }),
    )
  })

  it('is refused where a value is another one since, and leaves what somebody else had done', () => {
    const live = aLive([anAccount(null)], [aCustomer(null)])
    const steps = stepsOf(planMend(aPair(), live, aGround()))
    const mended = done(live, steps)
    const changed = { ...mended, accounts: new Map([[accountId, anAccount('by-somebody')]]) }
    expect(planMend({ kind: 'undo', runId: 'run' }, changed, aGround(), runOf(steps))).toEqual({ obstacle: 'changed' })
    const run = runOf(steps)
    const found = run.steps.map((record) => ({
      ...record,
      answer: record.answer && { ...record.answer, foundExisting: true },
    }))
    expect(planMend({ kind: 'undo', runId: 'run' }, mended, aGround(), { ...run, steps: found })).toEqual({
      obstacle: 'not-undoable',
    })
  })
})

describe('what can be done about a row', () => {
  const accounts = [
    { id: accountId, name: 'Acme', customerId: 'c', website: null, emails: [] },
    { id: otherId, name: 'Other', customerId: 'c', website: null, emails: [] },
  ]
  const customers = [{ id: 'c', name: null, email: null, accountId }]

  it('is a choice for a conflict, in which the others are let go', () => {
    const [row] = linkRows(accounts, customers)
    expect(row && mendsOf(row)).toMatchObject([
      { kind: 'pair', accountId, customerId: 'c', release: { accountIds: [otherId] } },
      { kind: 'pair', accountId: otherId, customerId: 'c', release: { accountIds: [accountId] } },
    ])
  })

  it('is to clear what leads nowhere, and nothing about what is linked or alone', () => {
    const one = (rows: ReturnType<typeof linkRows>) => rows.flatMap(mendsOf)
    expect(one(linkRows(accounts.slice(0, 1), []))).toEqual([{ kind: 'clear-account', accountId, saw: 'c' }])
    expect(one(linkRows([], customers))).toEqual([{ kind: 'clear-customer', customerId: 'c', saw: accountId }])
    expect(one(linkRows(accounts.slice(0, 1), customers))).toEqual([])
    expect(one(linkRows([], [{ id: 'c', name: null, email: null, accountId: null }]))).toEqual([])
  })

  it('is to link an account and a customer by hand, where each stands alone', () => {
    const alone = { id: accountId, name: 'Acme', customerId: null, website: null, emails: [] }
    const stranger = { id: 'zeta', name: 'Zeta', email: null, accountId: null }
    expect(pairByHand(linkRows([alone], [stranger]))).toEqual({
      kind: 'pair',
      accountId,
      customerId: 'zeta',
      saw: { customerId: null, accountId: null },
      release: { accountIds: [], customerIds: [] },
    })
    expect(pairByHand(linkRows([alone, { ...alone, id: otherId }], []))).toBeNull()
    expect(pairByHand(linkRows(accounts, customers))).toBeNull()
    expect(pairByHand(linkRows([alone], [stranger, { ...stranger, id: 'eta', name: 'Eta' }]))).toBeNull()
  })

  it('is known of in the rows once it is done', () => {
    const [row] = linkRows(accounts, customers)
    const steps: MendStep[] = [
      {
        kind: 'mend-account',
        id: 'x',
        accountId: otherId,
        name: 'Other',
        fields: { [idField]: { label: 'ID', from: 'c', to: null } },
      },
    ]
    expect(afterMends(row ? [row] : [], steps).map(({ state }) => state)).toEqual(['orphaned', 'linked'])
    expect(steps.flatMap(changesOf)).toMatchObject([{ field: 'ID', before: 'c', after: null }])
  })
})

describe('what is typed before a mend', () => {
  it.each([
    ['confirm', 'sandbox', ['Acme'], null],
    ['retype', 'sandbox', ['Acme'], 'Acme'],
    ['confirm', 'production', ['Acme'], null],
    ['confirm', 'production', ['Acme', 'Beta'], '2'],
    ['retype', 'practice', ['Acme', 'Beta'], '2'],
  ])('with %s on %s for %j is %j', (access, kind, names, typed) => {
    expect(typedForMends({ access, kind }, names)).toBe(typed)
  })

  it('has nothing to do with marks that are not ours', () => {
    expect(marksIn({ own: 'kept' })).toEqual({ accountId: null, orgId: null })
  })
})
