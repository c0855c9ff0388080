import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { folded, matchOf, searchTextOf, searchWordsOf, soldOf } from '#adapters/sqlite/deal-text'
import { openMirror } from '#adapters/sqlite/open-mirror'
import { DealQuery } from '#shared/contract/opportunities'
import { aLine, anAccount, anOpportunity } from '#test/builders'

const dealNamed = (name: string) => ({ opportunity: anOpportunity({ name }), account: anAccount(), lines: [aLine()] })

describe('the text that is searched', () => {
  it('has no case, no accents, and one form of what looks alike', () => {
    expect([folded('José NÚÑEZ'), folded('ﬁnal Ⅳ'), folded('ＡＢＣ')]).toEqual(['jose nunez', 'final iv', 'abc'])
  })

  it('holds each part once, so that no word is found across two of them', () => {
    const text = searchTextOf({ ...dealNamed('Renewal'), lines: [aLine(), aLine()] })
    expect(text.split('\n').filter((part) => part === 'plan-enterprise')).toHaveLength(1)
    expect(text).toContain('renewal\n')
  })

  it('is taken apart into long and short words, each once', () => {
    expect(searchWordsOf(' Acme  AC acme 東京 x\u0000y')).toEqual({
      long: ['acme'],
      short: [' ac', '東京', ' x', ' y'],
    })
    expect(searchWordsOf(' \t\n')).toEqual({ long: [], short: [] })
  })

  it('is matched by every word as it stands', () => {
    expect(matchOf(['a"b"', 'x OR y'])).toBe('"a""b""" AND "x OR y"')
  })

  it('is found by every part of three characters and more of a name, whatever its script', () => {
    const mirror = openMirror(':memory:')
    const names = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(names, fc.nat(), fc.integer({ min: 3, max: 12 }), (name, start, length) => {
        mirror.port.upsert([dealNamed(name)])
        const characters = Array.from(folded(name))
        const part = characters
          .slice(start % characters.length)
          .slice(0, length)
          .join('')
        const { long, short } = searchWordsOf(part)
        fc.pre(long.length > 0 && short.length === 0)
        expect(mirror.port.list(DealQuery.parse({ search: part })).total).toBe(1)
      }),
    )
    mirror.close()
  })

  it('never makes a search fail', () => {
    const mirror = openMirror(':memory:')
    mirror.port.upsert([dealNamed('Renewal')])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (search) => {
        expect(() => mirror.port.list(DealQuery.parse({ search }))).not.toThrow()
      }),
    )
    mirror.close()
  })
})

describe('what was sold', () => {
  it('is the first plan by name, and the number of other mapped lines', () => {
    const plan = aLine({ productName: 'Team', stiggType: ' PLAN ' })
    const addon = aLine({ stiggType: 'Add-on', stiggId: 'addon-x' })
    const unmapped = aLine({ stiggType: null, stiggId: null })
    expect(soldOf({ lines: [unmapped, addon, plan, aLine()] })).toEqual({ plan: 'Team', other: 2 })
    expect(soldOf({ lines: [unmapped, addon] })).toEqual({ plan: null, other: 1 })
    expect(soldOf({ lines: [] })).toEqual({ plan: null, other: 0 })
  })
})
