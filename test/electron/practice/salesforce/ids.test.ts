import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeId, parseId, toId18 } from '#practice/salesforce/ids'

const VECTORS = [
  ['001D000000IRFma', '001D000000IRFmaIAH'],
  ['00D5g000004XyZQ', '00D5g000004XyZQEA0'],
  ['0055g00000AbCdE', '0055g00000AbCdEAAV'],
  ['0015g00000BcDeF', '0015g00000BcDeFAAV'],
  ['0065g00000CdEfG', '0065g00000CdEfGAAV'],
  ['00k5g00000DeFgH', '00k5g00000DeFgHAAV'],
  ['001000000000001', '001000000000001AAA'],
  ['001ZZZZZZZZZZZZ', '001ZZZZZZZZZZZZY55'],
] as const

const id15 = fc.stringMatching(/^[a-zA-Z0-9]{15}$/)

describe('record ids', () => {
  it.each(VECTORS)('gives %s the check characters of %s', (short, long) => {
    expect(toId18(short)).toBe(long)
  })

  it('takes both forms of an id as the same', () => {
    fc.assert(
      fc.property(id15, (short) => parseId(short) === toId18(short) && parseId(toId18(short)) === toId18(short)),
    )
  })

  it('refuses an id whose letters changed case on the way', () => {
    expect(parseId('001d000000IRFmaIAH')).toBeUndefined()
    expect(parseId('abc')).toBeUndefined()
    expect(parseId('001D000000IRFma-AH')).toBeUndefined()
  })

  it('makes ids that are valid, and differ from each other', () => {
    const made = Array.from({ length: 500 }, (_, n) => makeId('006', n + 1))
    expect(new Set(made).size).toBe(500)
    expect(made.every((id) => parseId(id) === id && id.startsWith('006'))).toBe(true)
  })
})
