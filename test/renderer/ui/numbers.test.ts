import { expect, it } from 'vitest'

import { formatDuration, formatMoney, formatMoneyShort, formatNumber } from '#renderer/ui/numbers.ts'

it('groups digits and keeps every one of them, beyond what a float can hold', () => {
  expect(formatNumber('500000')).toBe('500,000')
  expect(formatNumber('9007199254740993')).toBe('9,007,199,254,740,993')
  expect(formatNumber('0.5')).toBe('0.5')
})

it('shows money with its currency and cents', () => {
  expect(formatMoney({ amount: '48000', currency: 'usd' })).toBe('$48,000.00')
  expect(formatMoney({ amount: '0.0125', currency: 'usd' })).toBe('$0.0125')
})

it('leaves out cents in a list only where there are none', () => {
  expect(formatMoneyShort({ amount: '48000.00', currency: 'eur' })).toBe('€48,000')
  expect(formatMoneyShort({ amount: '48000.5', currency: 'eur' })).toBe('€48,000.50')
})

it('says how long something took in the unit that fits', () => {
  expect([12, 1500, 125_000].map((ms) => formatDuration(ms))).toEqual(['12 ms', '1.5 s', '2 min 5 s'])
})
