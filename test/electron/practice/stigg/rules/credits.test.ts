import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GrantRow } from '#practice/stigg/model'
import { burned, byBurnOrder, poolOf, remainingOf } from '#practice/stigg/rules/credits'

type Varied = Pick<GrantRow, 'id' | 'amount' | 'priority' | 'expireAt' | 'effectiveAt' | 'grantType' | 'status'>

function aGrant({ used, ...fields }: Varied & { readonly used: number }): GrantRow {
  return {
    displayName: 'Grant',
    voidedAt: null,
    cost: { amount: 0, currency: 'usd' },
    comment: null,
    customerId: 'acme',
    currencyId: 'credits',
    resourceId: null,
    sourceType: null,
    paymentCollection: 'NOT_REQUIRED',
    invoiceId: null,
    latestInvoice: null,
    metadata: {},
    syncStates: null,
    createdAt: '2025-01-01',
    updatedAt: '2025-01-01',
    subscriptionId: null,
    consumedAmount: Math.min(fields.amount, used),
    ...fields,
  }
}

const grant: fc.Arbitrary<GrantRow> = fc
  .record({
    id: fc.uuid(),
    amount: fc.integer({ min: 0, max: 1000 }),
    used: fc.integer({ min: 0, max: 100 }),
    priority: fc.integer({ min: 0, max: 3 }),
    expireAt: fc.option(fc.constantFrom('2026-01-01', '2027-01-01')),
    effectiveAt: fc.constantFrom('2025-01-01', '2025-06-01'),
    grantType: fc.constantFrom('PAID' as const, 'PROMOTIONAL' as const, 'RECURRING' as const),
    status: fc.constantFrom('ACTIVE' as const, 'EXPIRED' as const, 'PAYMENT_PENDING' as const),
  })
  .map(aGrant)

describe('burning credits', () => {
  it('accounts for every credit: what grants give and the deficit make the amount', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 8 }), fc.integer({ min: 0, max: 5000 }), (grants, amount) => {
        const { burns, deficit } = burned(grants, amount)
        const taken = burns.reduce((sum, burn) => sum + burn.amount, 0)
        expect(taken + deficit).toBe(amount)
        for (const burn of burns) {
          expect(burn.grant.status).toBe('ACTIVE')
          expect(burn.amount).toBeLessThanOrEqual(remainingOf(burn.grant))
        }
        if (deficit > 0) expect(taken).toBe(poolOf(grants).balance)
      }),
    )
  })

  it('empties each grant before it touches the next one in order', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 8 }), fc.integer({ min: 1, max: 5000 }), (grants, amount) => {
        const { burns } = burned(grants, amount)
        expect(burns.map((burn) => burn.grant)).toEqual(burns.map((burn) => burn.grant).toSorted(byBurnOrder))
        for (const burn of burns.slice(0, -1)) expect(burn.amount).toBe(remainingOf(burn.grant))
      }),
    )
  })
})
