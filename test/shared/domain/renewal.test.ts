import { describe, expect, it } from 'vitest'

import { nextTermOf } from '#shared/domain/renewal'
import { aDeal, anOpportunity, aSubscription, now, rules } from '#test/builders'

const when = { now, timeZone: 'America/New_York' }
/** A year that ends with the last millisecond of 14 January in New York. */
const running = aSubscription({
  startDate: '2026-01-15T05:00:00.000Z',
  cancellationDate: '2027-01-15T04:59:59.999Z',
})
const ofType = (type: string | null) => aDeal({ opportunity: anOpportunity({ type }) })

describe('the next term of a renewal', () => {
  it('begins where the old one ends and lasts as long', () => {
    expect(nextTermOf(ofType('Renewal'), rules(), running, null, when)).toEqual({
      sign: 'opportunity-type',
      startsAt: '2027-01-15T05:00:00.000Z',
      endsAt: '2028-01-15T04:59:59.999Z',
    })
  })

  it('is known by the quote’s type, and by a start at the old end', () => {
    const quote = {
      id: 'a0Q5g00000AbCdEEAV',
      name: 'Q-1',
      type: 'Renewal',
      status: null,
      startDate: null,
      endDate: null,
      termMonths: null,
      billingFrequency: null,
    }
    const quoted = aDeal({ opportunity: anOpportunity({ quote }) })
    expect(nextTermOf(quoted, rules(), running, null, when)?.sign).toBe('quote-type')
    expect(nextTermOf(aDeal(), rules(), running, '2027-01-15T05:00:00.000Z', when)?.sign).toBe('start-date')
    expect(nextTermOf(aDeal(), rules(), running, '2027-03-01T05:00:00.000Z', when)).toBeNull()
  })

  it('is none of a new deal, of a customer on whom nothing runs, and of a term without an end ahead', () => {
    expect(nextTermOf(ofType('New Business'), rules(), running, null, when)).toBeNull()
    expect(nextTermOf(ofType('Renewal'), rules(), null, null, when)).toBeNull()
    expect(nextTermOf(ofType('Renewal'), rules(), aSubscription(), null, when)).toBeNull()
  })

  it('has no end of its own after a term that was no whole number of months', () => {
    const odd = { ...running, startDate: '2026-06-03T05:00:00.000Z' }
    expect(nextTermOf(ofType('Renewal'), rules(), odd, null, when)?.endsAt).toBeNull()
  })
})
