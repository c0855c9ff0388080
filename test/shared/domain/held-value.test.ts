import { describe, expect, it } from 'vitest'

import type { HeldValue } from '#shared/domain/change-set'
import { amountOf, changeOf, increased, moreGenerous } from '#shared/domain/held-value'

const number = (value: string, per: 'MONTH' | 'YEAR' | null = null): HeldValue => ({
  kind: 'number',
  value,
  unit: null,
  per,
})
const unlimited: HeldValue = { kind: 'unlimited' }
const on: HeldValue = { kind: 'on' }
const off: HeldValue = { kind: 'off' }
const unknown: HeldValue = { kind: 'unknown' }

it('names an amount by the word for that many', () => {
  const words = { unit: 'seat', units: 'seats' }
  expect(amountOf('1', words)).toMatchObject({ unit: 'seat' })
  expect(amountOf('2', words)).toMatchObject({ unit: 'seats' })
  expect(amountOf('2', undefined)).toMatchObject({ unit: null })
})

describe('the more generous of two', () => {
  it.each([
    [number('5'), number('10'), number('10')],
    [number('10'), unlimited, unlimited],
    [unlimited, unknown, unlimited],
    [number('10'), unknown, unknown],
    [off, on, on],
    [number('100', 'MONTH'), number('1000', 'YEAR'), number('100', 'MONTH')],
  ])('%o and %o is %o, whichever comes first', (a, b, expected) => {
    expect(moreGenerous(a, b)).toEqual(expected)
    expect(moreGenerous(b, a)).toEqual(expected)
  })
})

it('increases a number by a number, and nothing beyond unlimited', () => {
  expect(increased(number('10'), number('5'))).toEqual(number('15'))
  expect(increased(unlimited, number('5'))).toEqual(unlimited)
})

describe('a change', () => {
  it.each([
    [null, null, 'same'],
    [off, null, 'same'],
    [null, on, 'added'],
    [off, on, 'added'],
    [on, null, 'removed'],
    [on, off, 'removed'],
    [number('5'), number('5.0'), 'same'],
    [number('5'), number('6'), 'more'],
    [number('6'), number('5'), 'less'],
    [number('6'), unlimited, 'more'],
    [unlimited, number('6'), 'less'],
    [unlimited, unlimited, 'same'],
    [number('100', 'MONTH'), number('1000', 'YEAR'), 'less'],
    [number('100', 'MONTH'), number('1200', 'YEAR'), 'changed'],
    [unknown, number('6'), 'changed'],
    [unknown, unknown, 'same'],
  ] as const)('from %o to %o is %s', (today, will, expected) => {
    expect(changeOf(today, will)).toBe(expected)
  })

  it('of a plan is one of its ID, and of its version where both are told', () => {
    const plan = (planId: string, version: number | null): HeldValue => ({
      kind: 'plan',
      planId,
      name: planId,
      version,
    })
    expect(changeOf(plan('team', null), plan('team', 3))).toBe('same')
    expect(changeOf(plan('team', 2), plan('team', 3))).toBe('changed')
    expect(changeOf(plan('free', null), plan('team', 3))).toBe('changed')
  })
})
