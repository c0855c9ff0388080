import { Big } from 'big.js'
import { describe, expect, it } from 'vitest'
import { roundMoney, tieredCost } from '#practice/stigg/rules/cost'
import { discountOf } from '#practice/stigg/rules/coupons'
import { totalsOf } from '#practice/stigg/rules/invoice'

const usd = (amount: number) => ({ amount, currency: 'usd' })
const tiers = [
  { upTo: 10, unitPrice: usd(5), flatPrice: usd(20) },
  { upTo: 100, unitPrice: usd(3) },
  { upTo: null, unitPrice: usd(1) },
]

describe('prices by tiers', () => {
  it.each([
    ['GRADUATED', 10, 70],
    ['GRADUATED', 11, 73],
    ['GRADUATED', 150, 20 + 50 + 270 + 50],
    ['VOLUME', 10, 70],
    ['VOLUME', 11, 33],
    ['VOLUME', 150, 150],
  ] as const)('%s: %i units cost %i', (tiersMode, quantity, cost) => {
    expect(tieredCost({ tiersMode, tiers }, quantity).toNumber()).toBe(cost)
  })
})

describe('money', () => {
  it('is rounded to what the currency can be paid in', () => {
    expect(roundMoney(Big('0.125'), 'usd')).toBe(0.13)
    expect(roundMoney(Big('99.5'), 'jpy')).toBe(100)
    expect(roundMoney(Big(0.1).plus(0.2), 'eur')).toBe(0.3)
  })

  it('is discounted coupon after coupon, never below nothing', () => {
    const coupon = (percentOff: number | null, amount: number | null) => ({
      id: 'c',
      name: 'c',
      status: 'ACTIVE' as const,
      percentOff,
      amountsOff: amount === null ? null : [usd(amount)],
    })
    expect(discountOf([coupon(10, null), coupon(null, 100)], 1000, 'usd')).toBe(200)
    expect(discountOf([coupon(null, 5000)], 1000, 'usd')).toBe(1000)
    expect(discountOf([coupon(null, 5000)], 1000, 'eur')).toBe(0)
    expect(discountOf([{ ...coupon(50, null), status: 'REMOVED' }], 1000, 'usd')).toBe(0)
  })

  it('is raised to the minimum spend before discount and tax', () => {
    const line = { description: 'x', unitPrice: 10, quantity: 3, subTotal: 30, currency: 'usd' }
    const terms = { currency: 'usd', coupons: [], taxPercentage: 10, minimumSpend: 50 }
    expect(totalsOf([line], terms)).toEqual({ subTotal: 50, discount: 0, tax: 5, total: 55 })
  })
})
