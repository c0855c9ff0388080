import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'

import { openDrafts } from '#adapters/sqlite/open-drafts'
import type { KeptEdits } from '#shared/contract/drafts'
import { opportunityId } from '#test/builders'

import { aFolder } from './folder.ts'

const kept = (daysUntilDue: number): KeptEdits => ({
  opportunityId,
  edits: { subscriptions: { 'product-northwind': { daysUntilDue } } },
  keptAt: `2026-11-18T09:00:${daysUntilDue}.000Z`,
})

describe('pending edits', () => {
  it('outlive a restart, and the last ones of a deal stand', () => {
    const file = path.join(aFolder(), 'drafts.db')
    const first = openDrafts(file)
    first.port.keep(kept(30))
    first.port.keep(kept(45))
    first.close()
    const second = openDrafts(file)
    expect(second.port.all()).toEqual([kept(45)])
    second.close()
  })

  it('are gone once they are forgotten, after a restart as well', () => {
    const file = path.join(aFolder(), 'drafts.db')
    const first = openDrafts(file)
    first.port.keep(kept(30))
    first.port.forget(opportunityId)
    expect(first.port.all()).toEqual([])
    first.close()
    const second = openDrafts(file)
    expect(second.port.all()).toEqual([])
    second.close()
  })

  it('that this version can make nothing of are passed over', () => {
    const file = path.join(aFolder(), 'drafts.db')
    const first = openDrafts(file)
    first.port.keep(kept(30))
    first.close()
    const database = new DatabaseSync(file)
    database.exec(`UPDATE draft SET edits = '{"subscriptions":{"product-northwind":{"daysUntilDue":"soon"}}}'`)
    database.close()
    const second = openDrafts(file)
    expect(second.port.all()).toEqual([])
    second.close()
  })
})
