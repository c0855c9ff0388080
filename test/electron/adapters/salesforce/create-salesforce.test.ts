import { afterAll, beforeAll, describe } from 'vitest'

import { describeSalesforcePort } from '#test/contracts/salesforce-port'

import { openSalesforce, type OpenSalesforce } from './open-salesforce.ts'

describe('the Salesforce adapter over the practice org', () => {
  let org: OpenSalesforce
  beforeAll(async () => {
    org = await openSalesforce()
  })
  afterAll(() => org[Symbol.asyncDispose]())

  describeSalesforcePort(() => Promise.resolve(org.reader))
})
