import { expect, it } from 'vitest'

import { readPair } from '#core/customers/read-pair'
import type { Ports } from '#core/ports'
import type { Context } from '#core/provisioning/live-state'
import type { StiggCustomer } from '#shared/domain/customer'
import type { LinkAccount } from '#shared/domain/link-states'
import { fail, ok, type Result } from '#shared/failure'
import { aCatalog, accountId, aStiggCustomer, now } from '#test/builders'
import { aProfile, somePorts } from '#test/fakes/open-core'

const customerId = 'customer-acme'
const anAccount = (vary: Partial<LinkAccount> = {}): LinkAccount => ({
  id: accountId,
  name: 'Acme',
  customerId,
  website: null,
  emails: [],
  ...vary,
})

async function contextOf(ports: Ports): Promise<Context> {
  const [org, fields] = [await ports.salesforce.org(), await ports.salesforce.discoverFields()]
  if (!org.ok || !fields.ok) throw new Error('The fake org answers')
  return { org: org.value, fields: fields.value, environmentId: 'env-1', catalog: aCatalog(), profile: aProfile() }
}

/** Both services with these records, and every question that they were asked. */
async function over(
  accounts: readonly LinkAccount[],
  customers: readonly StiggCustomer[],
  linked: (id: string) => Result<readonly StiggCustomer[] | null> = (id) =>
    ok(customers.filter(({ salesforceAccountId }) => salesforceAccountId === id)),
) {
  const asked: string[] = []
  const { ports } = somePorts()
  const salesforce: Ports['salesforce'] = {
    ...ports.salesforce,
    accountsById(_fields, ids) {
      asked.push(...ids.map((id) => `account ${id}`))
      return Promise.resolve(ok(accounts.filter(({ id }) => ids.includes(id))))
    },
    accountsNaming: (_fields, id) => Promise.resolve(ok(accounts.filter((each) => each.customerId === id))),
  }
  const stigg: Ports['stigg'] = {
    ...ports.stigg,
    findCustomer(id) {
      asked.push(`customer ${id}`)
      return Promise.resolve(ok(customers.find((each) => each.id === id) ?? null))
    },
    customersOfAccount: (id) => Promise.resolve(linked(id)),
  }
  const context = await contextOf(ports)
  const read = (wanted: Parameters<typeof readPair>[0]) =>
    readPair(wanted, context, { salesforce, stigg, clock: ports.clock })
  return { read, asked }
}

const linkedTo = (id: string, vary: Partial<StiggCustomer> = {}): StiggCustomer =>
  aStiggCustomer({ id: customerId, salesforceAccountId: id, ...vary })

it('finds both records from either side, and asks for each once', async () => {
  const { read, asked } = await over([anAccount()], [linkedTo(accountId)])
  const fromCustomer = await read({ customerId })
  expect(fromCustomer).toMatchObject({ ok: true, value: { row: { state: 'linked' }, isWhole: true, readAt: now } })
  expect(asked.toSorted()).toEqual([`customer ${customerId}`])
  const fromAccount = await read({ accountId: accountId.slice(0, 15) })
  expect(fromAccount).toMatchObject({ value: { row: fromCustomer.ok ? fromCustomer.value.row : null } })
})

it('follows what records name until nothing new is named', async () => {
  const other = '0015g00000XyZaBAAV'
  const customers = [linkedTo(accountId), aStiggCustomer({ id: 'customer-b', salesforceAccountId: other })]
  const { read } = await over([anAccount({ customerId: 'customer-b' }), anAccount({ id: other })], customers)
  const pair = await read({ customerId })
  expect(pair).toMatchObject({ value: { row: { state: 'conflicting', accounts: [{}, {}], customers: [{}, {}] } } })
})

it('reads neither service for a text that is no record ID, and calls the pair broken', async () => {
  const { read, asked } = await over([], [linkedTo('not an ID')])
  expect(await read({ customerId })).toMatchObject({ value: { row: { state: 'broken', missing: ['not an ID'] } } })
  expect(asked).toEqual([`customer ${customerId}`])
})

it('says that it may not be whole where the key may not ask who names an account', async () => {
  const { read } = await over([anAccount()], [linkedTo(accountId)], () => ok(null))
  expect(await read({ accountId })).toMatchObject({ value: { isWhole: false, row: { state: 'linked' } } })
})

it('tells which customers are archived', async () => {
  const { read } = await over([], [linkedTo(accountId, { archived: true })])
  expect(await read({ customerId })).toMatchObject({ value: { archived: [customerId] } })
})

it('fails as the service that failed did', async () => {
  const { read } = await over([anAccount()], [], () => fail('stigg.unreachable', 'No way through'))
  expect(await read({ accountId })).toMatchObject({ ok: false, failure: { code: 'stigg.unreachable' } })
})

it('knows nothing of what neither service has', async () => {
  const { read } = await over([], [])
  expect(await read({ customerId })).toMatchObject({ value: { row: null } })
})
