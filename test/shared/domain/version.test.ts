import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compareVersions, Version } from '#shared/domain/version'

describe('versions', () => {
  // The order is the one that the specification gives as its example.
  const ordered = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.10',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ]

  it('stand in the order of their meaning, not of their letters', () => {
    for (const [index, left] of ordered.entries()) {
      for (const [other, right] of ordered.entries()) {
        expect(Math.sign(compareVersions(left, right)), `${left} and ${right}`).toBe(Math.sign(index - other))
      }
    }
    expect([...ordered].reverse().toSorted(compareVersions)).toEqual(ordered)
  })

  it('are the same whatever build they are', () => {
    expect(compareVersions('1.2.3+mac.5', '1.2.3')).toBe(0)
  })

  it.each(['', '1', '1.2', 'v1.2.3', '1.2.3.4', '1.2.x', '1.2.3-', '1.2.3 ', '99999999999.0.0', '1.2.3-a..b'])(
    'are nothing like %j',
    (text) => expect(Version.safeParse(text).success).toBe(false),
  )

  it('are compared alike from both sides', () => {
    const part = fc.nat(30)
    const version = fc.tuple(part, part, part).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
      }),
    )
  })
})
