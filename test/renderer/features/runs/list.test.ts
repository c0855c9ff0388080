import { describe, expect, it } from 'vitest'

import { arranged, csvOfRuns } from '#renderer/features/runs/list.ts'

import { aRun } from '../../fixtures.ts'

const runs = [
  aRun({
    id: 'one',
    accountName: 'Acme',
    startedAt: '2026-11-18T10:00:00.000Z',
    finishedAt: '2026-11-18T10:00:09.000Z',
  }),
  aRun({
    id: 'two',
    accountName: 'Beta',
    opportunityName: 'Beta new',
    startedBy: 'Olivia Ops',
    startedAt: '2026-11-18T11:00:00.000Z',
    finishedAt: null,
  }),
  aRun({
    id: 'three',
    accountName: 'acme two',
    kind: 'extend-trial',
    startedAt: '2026-11-18T12:00:00.000Z',
    finishedAt: '2026-11-18T12:00:01.000Z',
  }),
]
const newest = { by: 'startedAt', descending: true }
const all = { text: '', person: null, kind: null, order: newest }
const ids = (wanted: Partial<Parameters<typeof arranged>[1]>) =>
  arranged(runs, { ...all, ...wanted }).map(({ id }) => id)

describe('the list of runs', () => {
  it('holds those that have every word, in whatever field and case', () => {
    expect(ids({ text: 'ACME' })).toEqual(['three', 'one'])
    expect(ids({ text: 'acme two' })).toEqual(['three'])
    expect(ids({ text: 'nobody' })).toEqual([])
  })

  it('holds those of one person, and of one kind', () => {
    expect(ids({ person: 'Olivia Ops' })).toEqual(['two'])
    expect(ids({ kind: 'extend-trial' })).toEqual(['three'])
  })

  it('is sorted by what was asked for, a run that goes on before the short ones', () => {
    expect(ids({ order: { by: 'account', descending: false } })).toEqual(['one', 'three', 'two'])
    expect(ids({ order: { by: 'took', descending: false } })).toEqual(['two', 'three', 'one'])
  })

  it('goes out as CSV, a name that looks like a formula made harmless', () => {
    const [head, first] = csvOfRuns([aRun({ accountName: '=1+1', finishedAt: null })]).split('\r\n')
    expect(head).toMatch(/^State,What,Deal,Account,Started by,/)
    expect(first).toContain("'=1+1")
  })
})
