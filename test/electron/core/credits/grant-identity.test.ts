import { expect, it } from 'vitest'

import { nextMarker } from '#core/credits/grant-identity'
import { blankGrant } from '#shared/domain/grant-presets'
import { aCreditGrant, opportunityId, orgId } from '#test/builders'

const scope = { orgId, environmentId: 'env-1' }
const request = {
  ...blankGrant({ customerId: 'customer-1', opportunityId: null }),
  currencyId: 'currency-credits',
  amount: '100',
}
const first = nextMarker(request, scope, []).marker

it('is the same for the same credits, however they are written and whatever is said of them', () => {
  const other = { ...request, amount: '100.00', comment: 'Said otherwise', displayName: 'Another name' }
  expect(nextMarker(other, scope, []).marker).toEqual(first)
})

it.each([
  ['another customer', { customerId: 'customer-2' }],
  ['another currency', { currencyId: 'currency-other' }],
  ['another resource', { resourceId: 'workspace-1' }],
  ['another amount', { amount: '101' }],
  ['a deal', { opportunityId }],
])('is another one for %s', (_what, vary) => {
  expect(nextMarker({ ...request, ...vary }, scope, []).marker.family).not.toBe(first.family)
})

it('is another one in another org or environment', () => {
  expect(nextMarker(request, { ...scope, environmentId: 'env-2' }, []).marker.family).not.toBe(first.family)
  expect(nextMarker(request, { ...scope, orgId: '00D5g000000AbCdEAF' }, []).marker.family).not.toBe(first.family)
})

it('counts on behind every grant alike, and uses no ordinal twice where one was voided', () => {
  const made = (ordinal: number, status: 'ACTIVE' | 'VOIDED') =>
    aCreditGrant({ id: `grant-${ordinal}`, status, marker: { ...first, ordinal } })
  const stranger = aCreditGrant({ marker: { ...first, family: 'another' } })
  expect(nextMarker(request, scope, [stranger])).toMatchObject({ marker: { ordinal: 1 }, alike: 0 })
  expect(nextMarker(request, scope, [made(1, 'ACTIVE')])).toMatchObject({ marker: { ordinal: 2 }, alike: 1 })
  expect(nextMarker(request, scope, [made(1, 'VOIDED')])).toMatchObject({ marker: { ordinal: 2 }, alike: 0 })
  expect(nextMarker(request, scope, [made(1, 'ACTIVE'), made(2, 'VOIDED')])).toMatchObject({
    marker: { ordinal: 3 },
    alike: 1,
  })
})
