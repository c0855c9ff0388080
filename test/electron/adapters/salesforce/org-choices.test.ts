import { expect, it } from 'vitest'

import { openSalesforce, value } from './open-salesforce.ts'

it('offers text fields of a deal that may be written over, and never its own name', async () => {
  await using salesforce = await openSalesforce()
  const { textFields, stages } = value(await salesforce.reader.choices())
  const offered = textFields.filter(({ object }) => object === 'Opportunity').map(({ field }) => field)
  expect(offered).toContain('NextStep')
  expect(offered).not.toContain('Name')
  expect(offered).not.toContain('StageName')
  expect(stages.length).toBeGreaterThan(0)
})
