import { describe, expect, it } from 'vitest'

import type { ChangeRow } from '#shared/domain/change-set'

import { sayChange, sayConsequence } from '#renderer/words/changes.ts'
import { sayValue } from '#renderer/words/held-values.ts'

const row = (vary: Partial<ChangeRow>): ChangeRow => ({
  key: 'seats',
  productId: null,
  kind: 'feature',
  entity: { id: 'feature-seats', name: 'Seats' },
  sold: null,
  will: { kind: 'number', value: '250', unit: 'seats', per: null },
  today: { kind: 'number', value: '100', unit: 'seats', per: null },
  effective: null,
  change: 'more',
  ...vary,
})

describe('a value', () => {
  it('has its unit and its period', () => {
    expect(sayValue({ kind: 'number', value: '500000', unit: 'credits', per: 'MONTH' })).toBe('500,000 credits / month')
  })

  it('is a word where it has no limit', () => {
    expect(sayValue({ kind: 'unlimited' })).toBe('Unlimited')
  })
})

describe('a change', () => {
  it('says both values and which way', () => {
    expect(sayChange(row({}))).toBe('Seats: 100 seats becomes 250 seats, more than today')
    expect(sayChange(row({ change: 'less' }))).toMatch(/less than today/)
  })

  it('says what is lost', () => {
    expect(sayChange(row({ change: 'removed', will: null }))).toBe('Seats: removed, was 100 seats')
  })

  it('is silent where nothing changes', () => {
    expect(sayChange(row({ change: 'same' }))).toBeNull()
    expect(sayChange(row({ change: 'left-alone' }))).toBeNull()
  })
})

describe('a consequence', () => {
  const say = (moment: string): string => moment.slice(0, 10)

  it('that takes something away is final', () => {
    const said = sayConsequence(
      { kind: 'replaces', subscriptionId: 'sub-1', planName: 'Team', endsAt: null, daysEarly: 1 },
      say,
    )
    expect(said).toEqual({
      sentence: 'The active Team subscription (sub-1) is cancelled at once, 1 day early.',
      final: true,
    })
  })

  it('that begins something says from when and until when', () => {
    const at = '2026-12-01T00:00:00.000Z'
    const said = sayConsequence(
      { kind: 'starts', planName: 'Growth', at, trialEndsAt: '2026-12-15T00:00:00.000Z' },
      say,
    )
    expect(said).toEqual({ sentence: 'Growth starts on 2026-12-01 as a trial until 2026-12-15.', final: false })
  })
})
