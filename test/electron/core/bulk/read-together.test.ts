import { describe, expect, it } from 'vitest'

import { readTogether } from '#core/bulk/read-together'
import type { LineScope, SalesforcePort } from '#core/ports'
import { fail, ok } from '#shared/failure'
import { aDeal } from '#test/builders'
import { somePorts } from '#test/fakes/open-core'

const scope = { lineSource: 'opportunity' } as LineScope
const otherScope = { lineSource: 'quote' } as LineScope

/** Salesforce, and every batch that it was asked for. */
function asked(vary: Partial<SalesforcePort> = {}) {
  const batches: (readonly string[])[] = []
  const { salesforce } = somePorts().ports
  const together = readTogether({
    ...salesforce,
    dealsAtOnce: 3,
    readDeals(ids) {
      batches.push(ids)
      return Promise.resolve(ok(new Map(ids.map((id) => [id, ok(aDeal({ readAt: `read ${id}` }))]))))
    },
    ...vary,
  })
  return { batches, together }
}

describe('deals that are read at about the same time', () => {
  it('travel together, each once, and each reader gets its own', async () => {
    const { batches, together } = asked()
    const read = await Promise.all(['a', 'b', 'a'].map((id) => together.readDeal(id, scope)))
    expect(batches).toEqual([['a', 'b']])
    expect(read.map((deal) => deal.ok && deal.value.readAt)).toEqual(['read a', 'read b', 'read a'])
  })

  it('go in batches that one call may hold', async () => {
    const { batches, together } = asked()
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => together.readDeal(id, scope)))
    expect(batches).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('are read anew by those who ask later', async () => {
    const { batches, together } = asked()
    await together.readDeal('a', scope)
    await together.readDeal('a', scope)
    expect(batches).toEqual([['a'], ['a']])
  })

  it('are not mixed where their lines come from different places', async () => {
    const { batches, together } = asked()
    await Promise.all([together.readDeal('a', scope), together.readDeal('b', otherScope)])
    expect(batches).toEqual([['a'], ['b']])
  })

  it('fail together where the call fails, and alone where one of them is gone', async () => {
    const failing = asked({ readDeals: () => Promise.resolve(fail('salesforce.unreachable', 'Away')) })
    const all = await Promise.all(['a', 'b'].map((id) => failing.together.readDeal(id, scope)))
    expect(all.map((read) => !read.ok && read.failure.code)).toEqual([
      'salesforce.unreachable',
      'salesforce.unreachable',
    ])
    const partly = asked({ readDeals: () => Promise.resolve(ok(new Map([['a', ok(aDeal())]]))) })
    const some = await Promise.all(['a', 'b'].map((id) => partly.together.readDeal(id, scope)))
    expect(some.map(({ ok: isThere }) => isThere)).toEqual([true, false])
  })

  it('end with a defect instead of never, where the call throws', async () => {
    const { together } = asked({ readDeals: () => Promise.reject(new Error('boom')) })
    expect(await together.readDeal('a', scope)).toMatchObject({ ok: false, failure: { code: 'app.defect' } })
  })

  it('are not sent for a reader who has given up', async () => {
    const { batches, together } = asked()
    expect(await together.readDeal('a', scope, AbortSignal.abort())).toMatchObject({ ok: false })
    expect(batches).toEqual([])
  })
})
