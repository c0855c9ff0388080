import { expect, it } from 'vitest'

import { openSalesforce, value } from './open-salesforce.ts'

it('offers the org’s own text fields of a deal, and never one that sales writes in', async () => {
  await using salesforce = await openSalesforce()
  const { textFields, stages } = value(await salesforce.reader.choices())
  const offered = textFields.filter(({ object }) => object === 'Opportunity').map(({ field }) => field)
  expect(offered).toContain('Provisioned_Plan__c')
  expect(offered).not.toContain('Name')
  expect(offered).not.toContain('NextStep')
  expect(offered).not.toContain('StageName')
  expect(stages.length).toBeGreaterThan(0)
})
