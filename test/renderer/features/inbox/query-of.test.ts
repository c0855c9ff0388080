import { describe, expect, it } from 'vitest'

import { closedFrom } from '#renderer/features/inbox/closed-range.ts'
import { isNarrowed, queryOf } from '#renderer/features/inbox/query-of.ts'
import { defaultView, noFilter } from '#renderer/features/inbox/slice.ts'
import { pagesOf } from '#renderer/features/inbox/use-deals.ts'

describe('what the list asks', () => {
  it('asks for everything, newest close date first, where nothing narrows it', () => {
    expect(queryOf(noFilter, defaultView, '2026-11-18')).toEqual({
      search: '',
      states: [],
      stages: [],
      owners: [],
      sort: { by: 'closeDate', descending: true },
    })
  })

  it('turns a tab into one state and a span into its first day', () => {
    const asked = queryOf({ ...noFilter, state: 'blocked', closed: 'this-quarter' }, defaultView, '2026-11-18')
    expect(asked).toMatchObject({ states: ['blocked'], closedFrom: '2026-10-01' })
  })

  it('does not take blanks for a search', () => {
    expect(queryOf({ ...noFilter, search: '  acme ' }, defaultView, '2026-11-18').search).toBe('acme')
    expect(isNarrowed({ ...noFilter, search: '   ' })).toBe(false)
  })
})

it.each([
  ['last-7', '2026-11-11'],
  ['last-30', '2026-10-19'],
  ['last-90', '2026-08-20'],
  ['this-quarter', '2026-10-01'],
  ['this-year', '2026-01-01'],
  ['any', undefined],
] as const)('%s begins on %s', (range, day) => {
  expect(closedFrom(range, '2026-11-18')).toBe(day)
})

describe('pages in sight', () => {
  it('leaves out the first, which is always held', () => {
    expect(pagesOf(0, 40, 100_000)).toEqual([])
  })

  it('names both pages where the sight lies over a border, and the last one at the end', () => {
    expect(pagesOf(390, 420, 100_000)).toEqual([1, 2])
    expect(pagesOf(99_960, 99_999, 100_000)).toEqual([499])
  })

  it('never asks beyond the end', () => {
    expect(pagesOf(150, 900, 201)).toEqual([1])
  })
})
