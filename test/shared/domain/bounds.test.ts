import { expect, it } from 'vitest'

import { isWithinBounds } from '#shared/domain/bounds'

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

it.each([undefined, null, 7, 'text', {}, [[[]]], nested(60), { text: 'x'.repeat(1_000_000) }])(
  'takes what a call has',
  (value) => expect(isWithinBounds(value)).toBe(true),
)

it.each([
  ['depth', nested(100)],
  ['depth beyond every stack', nested(500_000)],
  ['length', 'x'.repeat(3_000_000)],
  ['length in names', { ['x'.repeat(3_000_000)]: 1 }],
  ['number', Array.from({ length: 300_000 }, () => null)],
])('refuses %s', (_, value) => expect(isWithinBounds(value)).toBe(false))

it('comes to an end where a value holds itself', () => {
  const loop: Record<string, unknown> = {}
  loop['self'] = loop
  expect(isWithinBounds(loop)).toBe(false)
})
