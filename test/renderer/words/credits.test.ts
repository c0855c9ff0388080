import { describe, expect, it } from 'vitest'

import type { CreditGrant } from '#shared/domain/credit-grant'
import { aCreditGrant, now } from '#test/builders'

import { sayRecharge, sayVoid } from '#renderer/words/credits.ts'

/** What is said of voiding a grant, all of it as one text. */
function voiding(vary: Partial<CreditGrant>, after = '300'): string {
  const grant = aCreditGrant({ name: 'Top-up', granted: '1000', consumed: '250', ...vary })
  const preview = {
    act: { kind: 'void-grant', customerId: 'customer-1', grantId: grant.id, opportunityId: null },
    customerName: 'Northwind',
    currencyName: 'API credits',
    before: { currencyId: grant.currencyId, resourceId: null, balance: '1050', source: 'grants' },
    after,
    ordinal: null,
    grant,
    findings: [],
    step: {
      kind: 'void-grant',
      id: 'void',
      grantId: grant.id,
      customerId: '',
      currencyId: '',
      resourceId: null,
      name: '',
    },
    requests: [],
    fingerprint: 'f',
    readAt: now,
  } as const
  return sayVoid({ ...preview, findings: [], requests: [] }, (moment) => moment.slice(0, 10))
    .flatMap(({ sentences }) => sentences)
    .join(' ')
}

describe('voiding a grant', () => {
  it('says what is lost, what was consumed, and what can still be used', () => {
    const said = voiding({})
    expect(said).toContain('Northwind loses the 750 API credits that are left of it, at once.')
    expect(said).toContain('The 250 API credits that were consumed stay consumed')
    expect(said).toContain('300 API credits of other grants can still be used.')
    expect(said).toContain('It cannot be taken back')
    expect(said).toContain('Nothing was paid for it.')
  })

  it('says that what is used goes on as overdraft where nothing is left', () => {
    expect(voiding({}, '0')).toContain('Nothing of API credits can be used then.')
    expect(voiding({ consumed: '1000' }, '0')).toContain('All of it was consumed already, so nothing is lost.')
  })

  it('refunds nothing of a paid grant, and warns of an invoice that is open', () => {
    const cost = { amount: '900', currency: 'usd' }
    expect(voiding({ type: 'PAID', cost })).toContain(
      'Voiding refunds nothing of the $900. A refund is made in the billing system.',
    )
    const invoice = { id: 'in_1', status: 'OPEN', dueDate: null, paymentUrl: null, pdfUrl: null }
    const unpaid = voiding({ type: 'PAID', cost, invoice, status: 'PAYMENT_PENDING', consumed: '0' })
    expect(unpaid).toContain('Nothing of it could be used yet, because its payment is open.')
    expect(unpaid).toContain('Its invoice is open: see in the billing system that nobody pays it.')
    expect(unpaid).toContain('Nothing of it was consumed.')
  })

  it('says of one that has not begun when it would have', () => {
    expect(voiding({ status: 'SCHEDULED', effectiveAt: '2027-01-01T00:00:00.000Z', consumed: '0' })).toContain(
      'It was to be usable from 2027-01-01. That does not happen.',
    )
  })

  it('leaves the deal that it was granted for as it is', () => {
    const marker = { orgId: 'org', opportunityId: '0065g00000Deal', family: 'f', ordinal: 1 }
    expect(voiding({ marker })).toContain('The deal that it was granted for stays as it is.')
  })
})

describe('an auto-recharge', () => {
  const set = {
    isEnabled: false,
    below: { of: 'money', amount: '50' },
    target: '1000',
    spendLimit: null,
    expiresAfter: null,
  } as const

  it('that is switched off says what it would do', () => {
    expect(sayRecharge(set)).toBe(
      'Switched off. If it were on: where what is left is worth less than $50, Stigg would buy up to 1,000, without a limit.',
    )
  })

  it('that was never set up is none', () => {
    expect(sayRecharge(null)).toBe('None: nothing is bought by itself.')
  })
})
