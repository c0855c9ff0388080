import { expect, it } from 'vitest'

import { openSalesforce, value } from './open-salesforce.ts'

it('finds the accounts that name a customer, and none for what no field can hold', async () => {
  await using salesforce = await openSalesforce()
  const { reader } = salesforce
  const fields = value(await reader.discoverFields())
  const naming = async (customerId: string) => value(await reader.accountsNaming(fields, customerId))
  expect((await naming('customer-grovewood')).map(({ name }) => name).toSorted()).toEqual([
    'Grovewood Interiors',
    'Grovewood Outlet',
  ])
  expect(await naming("nobody's \\ customer")).toEqual([])
  expect(await naming('\ud800')).toEqual([])
  expect(await naming('\u0000')).toEqual([])
  expect(value(await reader.accountsNaming({ ...fields, customerId: null }, 'customer-grovewood'))).toEqual([])
})
