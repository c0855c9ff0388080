import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cursorFor, pageOf, type Place } from '#practice/stigg/http/paging'
import { openLab } from '../lab.ts'

const placed = (row: Place): Place => row
const rowsOf = fc.uniqueArray(
  fc.record({ createdAt: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'), key: fc.string({ maxLength: 6 }) }),
  { selector: ({ createdAt, key }) => `${createdAt} ${key}`, maxLength: 40 },
)

describe('paging', () => {
  it('visits each row once, forwards and backwards, in one order', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 1, max: 7 }), (rows, limit) => {
        const forwards: Place[] = []
        let lastPage = pageOf(rows, placed, { limit, after: null, before: null })
        for (forwards.push(...lastPage.rows); lastPage.next !== null; forwards.push(...lastPage.rows)) {
          lastPage = pageOf(rows, placed, { limit, after: lastPage.next, before: null })
        }
        expect(forwards).toHaveLength(rows.length)
        expect(new Set(forwards.map(cursorFor)).size).toBe(rows.length)
        const backwards: Place[] = [...lastPage.rows]
        while (lastPage.prev !== null) {
          lastPage = pageOf(rows, placed, { limit, after: null, before: lastPage.prev })
          backwards.unshift(...lastPage.rows)
        }
        expect(backwards).toEqual(forwards)
      }),
    )
  })

  it('goes on from the same place when the row of the cursor has gone and others have come', () => {
    const rows = ['a', 'b', 'c', 'd'].map((key) => ({ createdAt: '2026', key }))
    const { next } = pageOf(rows, placed, { limit: 2, after: null, before: null })
    const changed = [{ createdAt: '2026', key: 'a' }, { createdAt: '2026', key: 'aa' }, ...rows.slice(2)]
    expect(pageOf(changed, placed, { limit: 9, after: next, before: null }).rows.map(({ key }) => key)).toEqual([
      'c',
      'd',
    ])
  })
})

describe('lists over HTTP', () => {
  it('have 20 rows unless asked, 1 to 100 when asked, and uuid cursors', async () => {
    const lab = await openLab()
    for (let n = 0; n < 25; n++) await lab.customer(`many-${n}`)
    const page = await lab.get('/customers')
    expect(page.body.data).toHaveLength(20)
    expect(page.body['pagination']?.['next']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(page.body['pagination']?.['prev']).toBeNull()
    for (const bad of ['limit=0', 'limit=101', 'limit=ten', 'after=many-3', 'starting_after=x', 'status=ACTIVE']) {
      const reply = await lab.get(`/customers?${bad}`)
      expect([bad, reply.status, reply.body.code]).toEqual([bad, 400, 'BadUserInput'])
    }
    await lab.stop()
  })

  it('read bracketed ranges and comma lists, and refuse symbols that are not in the list', async () => {
    const lab = await openLab()
    await lab.customer('today')
    const from = await lab.get('/customers?createdAt[gte]=2026-03-10T13:00:00%2B01:00')
    expect(from.body.data.map(({ id }) => id)).toEqual(['today'])
    expect((await lab.get('/customers?createdAt[gt]=2026-03-10T12:00:00Z')).body.data).toEqual([])
    const some = await lab.get('/subscriptions?status=CANCELED,EXPIRED&limit=100')
    expect(new Set(some.body.data.map(({ status }) => status))).toEqual(new Set(['CANCELED', 'EXPIRED']))
    expect((await lab.get('/subscriptions?status=active')).status).toBe(400)
    expect((await lab.get('/customers?createdAt[like]=2026')).status).toBe(400)
    await lab.stop()
  })
})
