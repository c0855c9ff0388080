import { describe, expect, it } from 'vitest'

import { checkOffline } from '#shared/domain/checks/check-offline'
import type { OpportunityLine } from '#shared/domain/opportunity'
import { aCatalog, aDeal, aLine, anEntitlementLine, aPlanLine, now, rules } from '#test/builders'

const { opportunity, account, lines } = aDeal()
const codesOn = (given: { lines?: readonly OpportunityLine[]; account?: typeof account }) =>
  checkOffline({ opportunity, account, lines, ...given }, aCatalog(), rules(), now).map(({ code }) => code)

describe('a deal of the list', () => {
  it('is clean where deal, lines and catalogue are', () => {
    expect(codesOn({})).toEqual([])
  })

  it('shows what deal, lines and catalogue say, errors first', () => {
    const two = [aLine({ productActive: false }), anEntitlementLine('feature-unheard-of')]
    expect(codesOn({ lines: two, account: null })).toEqual([
      'opportunity.no-account',
      'feature.not-found',
      'product.inactive',
    ])
    expect(codesOn({ lines: [aPlanLine('plan-workspace')] })).toEqual(['subscription.resource-required'])
    expect(codesOn({ lines: [aPlanLine('plan-team', { unitPrice: null })] })).toEqual(['billing.period-missing'])
  })

  it('says nothing of e-mails, links and running subscriptions, which only a live look can tell', () => {
    const invoiced = checkOffline(
      { opportunity, account, lines: [aPlanLine('plan-team', { unitPrice: null })] },
      aCatalog(),
      rules({ billingPeriod: 'ANNUALLY', paymentCollection: 'INVOICE' }),
      now,
    )
    expect(invoiced).toEqual([])
  })
})
