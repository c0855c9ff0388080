import { describe, expect, it } from 'vitest'

import { sameValue } from '#adapters/salesforce/same-value'

describe('sameValue', () => {
  it.each([
    ['sub-1', 'sub-1', true],
    ['sub-1', 'SUB-1', false],
    [null, '', true],
    [undefined, 'x', false],
    [12, '12.00', true],
    [12.5, '12', false],
    [12, 'twelve', false],
    [true, 'true', true],
    [false, 'true', false],
    ['2026-11-18T16:20:31.000+0000', '2026-11-18T16:20:31Z', true],
    ['2026-11-18', '2026-11-19', false],
    [{}, '{}', false],
  ])('compares %j with %j: %s', (found, written, same) => {
    expect(sameValue(found, written)).toBe(same)
  })
})
