import { expect, it } from 'vitest'

import { isThisOrg } from '#core/profiles/readiness-report'

it.each([
  ['acme.my.salesforce.com', 'https://acme.lightning.force.com', true],
  ['https://acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.lightning.force.com', true],
  ['acme.my.salesforce.com', 'https://other.lightning.force.com', false],
  ['acme.my.salesforce.com', 'https://acme--uat.sandbox.lightning.force.com', false],
  ['http://127.0.0.1:7001', 'http://127.0.0.1:7001', null],
  [null, 'https://acme.lightning.force.com', null],
  ['acme.my.salesforce.com', null, null],
])('tells whether %s is the org at %s', (domain, lightningUrl, isIt) => {
  expect(isThisOrg(domain, lightningUrl)).toBe(isIt)
})
