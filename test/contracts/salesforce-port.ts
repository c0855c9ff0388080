import { expect, it } from 'vitest'

import type { DealScope, SalesforcePort } from '#core/ports'
import { Deal, Org } from '#shared/domain/opportunity'
import { MappingFields } from '#shared/domain/profile'
import type { Result } from '#shared/failure'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/**
 * What every SalesforcePort must do, over an org that holds at least one won deal with lines and the Stigg fields under
 * their usual names. The shipped adapter passes it over the practice org; over a sandbox it may be run the same way.
 */
export function describeSalesforcePort(open: () => Promise<SalesforcePort>): void {
  const scopeOf = async (port: SalesforcePort): Promise<DealScope> => ({
    fields: value(await port.discoverFields()),
    trialStages: [],
    lineSource: 'opportunity',
  })
  const someDeals = async (port: SalesforcePort) => {
    const scope = await scopeOf(port)
    for await (const batch of port.changedDeals(scope, null)) {
      const { deals } = value(batch)
      if (deals.length > 0) return { scope, deals }
    }
    throw new Error('The org holds no won deal')
  }

  it('tells which org it is, and who is signed in', async () => {
    const port = await open()
    const org = value(await port.org())
    expect(Org.parse(org)).toEqual(org)
    expect(org.id).toMatch(/^00D\w{15}$/)
    expect(org.userId).toMatch(/^005\w{15}$/)
    expect(org.lightningUrl).not.toMatch(/\/$/)
  })

  it('finds the fields of the mapping', async () => {
    const port = await open()
    const fields = value(await port.discoverFields())
    expect(MappingFields.parse(fields)).toEqual(fields)
    expect([fields.productType?.object, fields.productId?.object]).toEqual(['Product2', 'Product2'])
  })

  it('reads the same deal live as it lists', async () => {
    const port = await open()
    const { scope, deals } = await someDeals(port)
    const listed = deals.find(({ lines }) => lines.length > 0)
    const live = value(
      await port.readDeal(listed?.opportunity.id ?? '', { fields: scope.fields, lineSource: 'opportunity' }),
    )
    expect(Deal.parse(live)).toEqual(live)
    expect(live).toMatchObject({ ...listed })
  })

  it('lists won deals alone where no stage is for trials', async () => {
    const port = await open()
    const { deals } = await someDeals(port)
    expect(deals.every(({ opportunity }) => opportunity.isWon && opportunity.isClosed)).toBe(true)
  })

  it('answers with a watermark to go on from', async () => {
    const port = await open()
    const { scope } = await someDeals(port)
    const whole = await listOf(port.changedDeals(scope, null))
    const end = whole.map(value).at(-1)?.watermark ?? null
    const next = (await listOf(port.changedDeals(scope, end))).map(value)
    expect(next.length).toBeGreaterThan(0)
    expect((next.at(-1)?.watermark.modstamp ?? '') >= (end?.modstamp ?? '')).toBe(true)
  })

  it('says so where there is no such deal', async () => {
    const port = await open()
    const { fields } = await scopeOf(port)
    const missing = await port.readDeal('006000000000001AAA', { fields, lineSource: 'opportunity' })
    expect(missing.ok ? null : missing.failure.code).toBe('opportunity.not-found')
  })

  it('stops when it is told to', async () => {
    const port = await open()
    const { fields } = await scopeOf(port)
    const stopped = await port.readDeal(
      '006000000000001AAA',
      { fields, lineSource: 'opportunity' },
      AbortSignal.abort(),
    )
    expect(stopped.ok ? null : stopped.failure.code).toBe('request.cancelled')
    const batches = await listOf(
      port.changedDeals({ fields, trialStages: [], lineSource: 'opportunity' }, null, AbortSignal.abort()),
    )
    expect(batches.map((batch) => (batch.ok ? null : batch.failure.code))).toEqual(['request.cancelled'])
  })

  it('finds an account by the Stigg customer that it names', async () => {
    const port = await open()
    const { fields } = await scopeOf(port)
    for await (const page of port.linkAccounts(fields)) {
      const named = value(page).find(({ customerId }) => customerId !== null)
      if (!named?.customerId) continue
      expect(value(await port.accountsNaming(fields, named.customerId))).toContainEqual(named)
      break
    }
    expect(value(await port.accountsNaming(fields, 'no such customer'))).toEqual([])
  })

  it('says whether a flow of Stigg is active, or that it may not look', async () => {
    const port = await open()
    const { state, names } = value(await port.nativeFlows())
    expect(['active', 'none', 'unknown']).toContain(state)
    expect(names.length > 0).toBe(state === 'active')
  })

  it('counts its calls', async () => {
    const port = await open()
    const before = port.usage().calls
    await port.org()
    expect(port.usage().calls).toBeGreaterThan(before)
  })
}
