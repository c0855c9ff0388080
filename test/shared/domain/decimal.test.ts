import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { add, compare, Decimal, divide, isWhole, multiply, subtract, toDecimal } from '#shared/domain/decimal'

it('writes the shortest plain notation', () => {
  expect(toDecimal('250.00')).toBe('250')
  expect(toDecimal(1e21)).toBe('1000000000000000000000')
  expect(toDecimal('-0')).toBe('0')
  expect(toDecimal(1e-7)).toBe('0.0000001')
})

it('is exact where floats are not', () => {
  expect(add('0.1', '0.2')).toBe('0.3')
  expect(multiply('1.1', '1.1')).toBe('1.21')
  expect(subtract('1', '0.9')).toBe('0.1')
  expect(divide('100', '12', 2)).toBe('8.33')
})

it('tells whole numbers from others', () => {
  expect(isWhole('250.00')).toBe(true)
  expect(isWhole('-0.5')).toBe(false)
})

it('always writes what it can read, and takes back what it added', () => {
  const number = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(9999)).map(([whole, part]) => {
    return toDecimal(`${whole}.${part}`)
  })
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(Decimal.safeParse(add(a, b)).success).toBe(true)
      expect(compare(subtract(add(a, b), b), a)).toBe(0)
    }),
  )
})
