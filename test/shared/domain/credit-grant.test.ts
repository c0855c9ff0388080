import { expect, it } from 'vitest'

import { balancesOf, expiringWithin, obstacleToVoid } from '#shared/domain/credit-grant'
import { aCreditGrant, now } from '#test/builders'

const inDays = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()

it('adds up the grants in force of each pool, an overdraft below zero', () => {
  const grants = [
    aCreditGrant({ granted: '100', consumed: '30.5' }),
    aCreditGrant({ granted: '50', status: 'VOIDED' }),
    aCreditGrant({ granted: '50', expireAt: inDays(-1) }),
    aCreditGrant({ granted: '50', effectiveAt: inDays(1), status: 'SCHEDULED' }),
    aCreditGrant({ resourceId: 'workspace-1', granted: '0', consumed: '7', type: 'OVERDRAFT' }),
  ]
  expect(balancesOf(grants, [], now)).toEqual([
    { currencyId: 'currency-credits', resourceId: null, balance: '69.5', source: 'grants' },
    { currencyId: 'currency-credits', resourceId: 'workspace-1', balance: '-7', source: 'grants' },
  ])
})

it('prefers what Stigg says itself, and says so', () => {
  const told = [{ currencyId: 'currency-credits', balance: '12' }]
  expect(balancesOf([aCreditGrant({ granted: '100' })], told, now)).toEqual([
    { currencyId: 'currency-credits', resourceId: null, balance: '12', source: 'stigg' },
  ])
})

it('names what expires within some days while something is left, the next one first', () => {
  const grants = [
    aCreditGrant({ id: 'later', expireAt: inDays(89) }),
    aCreditGrant({ id: 'soon', expireAt: inDays(30) }),
    aCreditGrant({ id: 'never', expireAt: null }),
    aCreditGrant({ id: 'beyond', expireAt: inDays(91) }),
    aCreditGrant({ id: 'empty', expireAt: inDays(5), granted: '5', consumed: '5' }),
  ]
  expect(expiringWithin(grants, 90, now).map(({ id }) => id)).toEqual(['soon', 'later'])
  expect(expiringWithin(grants, 30, now).map(({ id }) => id)).toEqual(['soon'])
})

it('lets void what was granted by hand and is not over', () => {
  expect(obstacleToVoid(aCreditGrant({}))).toBeNull()
  expect(obstacleToVoid(aCreditGrant({ status: 'PAYMENT_PENDING' }))).toBeNull()
  expect(obstacleToVoid(undefined)).toBe('gone')
  expect(obstacleToVoid(aCreditGrant({ status: 'VOIDED' }))).toBe('voided')
  expect(obstacleToVoid(aCreditGrant({ status: 'EXPIRED' }))).toBe('expired')
  expect(obstacleToVoid(aCreditGrant({ type: 'OVERDRAFT' }))).toBe('overdraft')
  expect(obstacleToVoid(aCreditGrant({ type: 'RECURRING' }))).toBe('recurring')
})
