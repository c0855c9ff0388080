import { describe, expect, it } from 'vitest'

import type { ChangeRow } from '#shared/domain/change-set'

import { sayChange, sayChanges } from '#renderer/words/changes.ts'
import { sayValue } from '#renderer/words/held-values.ts'

const gigabytes = { kind: 'number', value: '500', unit: 'GB', per: null } as const

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
    expect(sayValue({ kind: 'number', value: '500000', unit: 'credits', per: 'MONTH' })).toBe('500,000 credits a month')
  })

  it('of a feature with named values says where they stand', () => {
    expect(sayValue({ kind: 'unknown' })).toBe('as set in Stigg')
  })

  it('is a word where it has no limit', () => {
    expect(sayValue({ kind: 'unlimited' })).toBe('Unlimited')
  })
})

describe('a change', () => {
  it('says both values and which way, without a unit that repeats the name', () => {
    expect(sayChange(row({}))).toBe('Seats: up from 100 to 250')
    expect(sayChange(row({ change: 'less' }))).toBe('Seats: down from 100 to 250')
    const storage = { entity: { id: 'feature-storage', name: 'Storage' }, will: gigabytes, today: null }
    expect(sayChange(row({ ...storage, change: 'added' }))).toBe('Storage: 500 GB, new')
  })

  it('says what is lost', () => {
    expect(sayChange(row({ change: 'removed', will: null }))).toBe('Seats: no longer, 100 today')
  })

  it('of a name that runs from right to left does not turn the sentence', () => {
    const entity = { id: 'feature-seats', name: 'مقاعد' }
    expect(sayChange(row({ entity, change: 'less' }))).toMatch(/^\u2068مقاعد\u2069: down from/)
  })

  it('is silent where nothing changes', () => {
    expect(sayChange(row({ change: 'same' }))).toBeNull()
    expect(sayChange(row({ change: 'left-alone' }))).toBeNull()
  })
})

describe('all changes', () => {
  it('keep what the plan brings along apart from what was sold', () => {
    const sold = { name: 'Seats', quantity: '250', lineIds: [], sum: [] }
    const along = {
      entity: { id: 'feature-sso', name: 'Single sign-on' },
      will: { kind: 'on' },
      change: 'added',
    } as const
    const storage = { entity: { id: 'feature-storage', name: 'Storage' }, will: gigabytes, change: 'added' } as const
    expect(sayChanges([row({ sold }), row(along), row(storage)])).toEqual({
      own: ['Seats: up from 100 to 250'],
      withPlan: ['Single sign-on', 'Storage (500 GB)'],
    })
  })
})
