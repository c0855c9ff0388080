import { Big } from 'big.js'
import { z } from 'zod'

/** An exact decimal number as text ("250", "-0.5", "48000.00"). Quantities and money are never floats. */
export const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'a plain decimal number')
export type Decimal = z.infer<typeof Decimal>

/** The shortest plain notation: "250.00" -> "250", 1e21 -> digits, "-0" -> "0". */
export const toDecimal = (value: number | string | Big): Decimal => {
  const text = new Big(value).toFixed()
  return text === '-0' ? '0' : text
}

export const add = (a: Decimal, b: Decimal): Decimal => toDecimal(new Big(a).plus(b))
export const subtract = (a: Decimal, b: Decimal): Decimal => toDecimal(new Big(a).minus(b))
export const multiply = (a: Decimal, b: Decimal): Decimal => toDecimal(new Big(a).times(b))
/** Quotient rounded half up to `places` digits after the point. */
export const divide = (a: Decimal, b: Decimal, places = 10): Decimal => toDecimal(new Big(a).div(b).round(places))
/** -1, 0 or 1. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Big(a).cmp(b)
export const isWhole = (a: Decimal): boolean => new Big(a).mod(1).eq(0)
/** Only at the edge to an API that takes JSON numbers. */
export const toNumber = (a: Decimal): number => new Big(a).toNumber()
