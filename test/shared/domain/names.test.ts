import { expect, it } from 'vitest'

import { namesOf } from '#shared/domain/names'
import { aCatalog } from '#test/builders'

it('names everything in the catalogue by its ID', () => {
  expect(namesOf(aCatalog())).toMatchObject({
    'product-northwind': 'Northwind',
    'plan-team': 'Team',
    'addon-audit-log': 'Audit log',
    'feature-sso': 'Single sign-on',
    'currency-api-credits': 'API credits',
    'coupon-launch': 'Launch',
  })
})
