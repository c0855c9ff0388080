import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPracticeClock } from '#practice/clock'
import { openRecordStore } from '#practice/record-store'
import { createOrg } from '#practice/salesforce/rows/org'
import { createRow, updateRow, type Writer } from '#practice/salesforce/rows/write'
import { runSoql, type QueryContext } from '#practice/salesforce/soql/run'
import { ACME, aRow, aSalesforceSeed, GLOBEX, idOf, OPS } from '../practice-org.ts'

const stampAt = (n: number) => `2026-11-${String(1 + (n % 7)).padStart(2, '0')}T0${n % 3}:00:00`
const accounts = [ACME, GLOBEX, null]
const stages = ['Prospecting', 'POC', 'Closed Won', 'Closed Lost']
const rows = Array.from({ length: 60 }, (_, n) =>
  aRow(
    idOf('006', n + 100),
    {
      Name: `Deal ${n}`,
      AccountId: accounts[n % 3] ?? null,
      StageName: stages[n % 4] ?? null,
      CloseDate: '2026-10-01',
      Stigg_Subscription_ID__c: n % 5 === 0 ? `sub-${n % 10}` : null,
    },
    `${stampAt(n * 5)}.000+0000`,
  ),
)

const store = openRecordStore(':memory:')
const org = createOrg(store, aSalesforceSeed({ Opportunity: rows }), createPracticeClock(store))
const context: QueryContext = {
  org,
  schema: org.schema,
  userId: OPS,
  timeZone: 'America/New_York',
  version: '66.0',
  withDeleted: false,
  childPage: () => ({ totalSize: 0, done: true, records: [] }),
}
const idsOf = (soql: string) => {
  const found = runSoql(context, soql)
  return found.kind === 'rows' ? found.rows.map(({ Id }) => Id) : []
}

const id = fc.integer({ min: 95, max: 165 }).map((n) => idOf('006', n))
const stamp = fc.integer({ min: 0, max: 30 }).map((n) => `${stampAt(n)}Z`)
const bound = fc.constantFrom('<', '<=', '>', '>=')
const leaf = fc.oneof(
  id.map((each) => `Id = '${each}'`),
  fc.array(id, { minLength: 1, maxLength: 5 }).map((ids) => `Id IN (${ids.map((each) => `'${each}'`).join(', ')})`),
  fc.tuple(bound, id).map(([operator, each]) => `Id ${operator} '${each}'`),
  fc.tuple(bound, stamp).map(([operator, each]) => `SystemModstamp ${operator} ${each}`),
  stamp.map((each) => `SystemModstamp = ${each}`),
  fc.constantFrom(ACME, GLOBEX).map((each) => `AccountId = '${each}'`),
  fc.constantFrom(
    'AccountId = null',
    'AccountId != null',
    'IsWon = true',
    "StageName = 'poc'",
    "Stigg_Subscription_ID__c IN ('SUB-0', 'sub-5')",
    "Name LIKE '%1'",
    'Id IN (SELECT OpportunityId FROM OpportunityLineItem)',
  ),
)
const condition = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(fc.constantFrom('AND', 'OR'), tie('tree'), tie('tree')).map(([joint, a, b]) => `(${a} ${joint} ${b})`),
  ),
})).tree
const unfit = (where: string) => where.includes('SELECT') && where.includes(' OR ')

describe('the shorter way to the rows of a condition', () => {
  it('finds what reading all of them finds', () => {
    // A double negation says the same, and no index answers it.
    fc.assert(
      fc.property(condition, fc.constantFrom('Id', 'SystemModstamp, Id', 'Name DESC'), (where, order) => {
        fc.pre(!unfit(where) && (where.match(/SELECT/g)?.length ?? 0) <= 2)
        const short = idsOf(`SELECT Id FROM Opportunity WHERE ${where} ORDER BY ${order}`)
        expect(short).toEqual(idsOf(`SELECT Id FROM Opportunity WHERE NOT (NOT (${where})) ORDER BY ${order}`))
      }),
      { numRuns: 400 },
    )
  })

  it('stops as early as the limit allows, at the same rows', () => {
    fc.assert(
      fc.property(condition, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (where, limit, offset) => {
        fc.pre(!unfit(where) && (where.match(/SELECT/g)?.length ?? 0) <= 2)
        const soql = `SELECT Id FROM Opportunity WHERE ${where} ORDER BY SystemModstamp, Id`
        expect(idsOf(`${soql} LIMIT ${limit} OFFSET ${offset}`)).toEqual(idsOf(soql).slice(offset, offset + limit))
      }),
    )
  })

  it('follows every write, and forgets one that was undone', () => {
    const opportunity = org.schema.find('Opportunity')
    if (!opportunity) throw new Error('no Opportunity')
    const writer: Writer = { org, schema: org.schema, userId: OPS, faultFor: () => undefined, lateMs: 0 }
    const byAccount = (account: string) =>
      idsOf(`SELECT Id FROM Opportunity WHERE AccountId = '${account}' ORDER BY Id`)
    const since = () => idsOf('SELECT Id FROM Opportunity WHERE SystemModstamp = TODAY ORDER BY SystemModstamp, Id')
    const [acme, globex] = [byAccount(ACME), byAccount(GLOBEX)]
    expect(since()).toEqual([])
    const undone = () =>
      org.transaction(() => {
        updateRow(writer, opportunity, rows[0]?.Id ?? '', { AccountId: GLOBEX })
        createRow(writer, opportunity, { Name: 'New', StageName: 'POC', CloseDate: '2026-12-01', AccountId: GLOBEX })
        expect(byAccount(GLOBEX)).toHaveLength(globex.length + 2)
        throw new Error('undo')
      })
    expect(undone).toThrow('undo')
    expect([byAccount(ACME), byAccount(GLOBEX), since()]).toEqual([acme, globex, []])
    updateRow(writer, opportunity, rows[0]?.Id ?? '', { AccountId: GLOBEX })
    expect(byAccount(ACME)).toEqual(acme.filter((each) => each !== rows[0]?.Id))
    expect(since()).toEqual([rows[0]?.Id])
  })
})
