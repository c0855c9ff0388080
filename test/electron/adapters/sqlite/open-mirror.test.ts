import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { mirrorLayout } from '#adapters/sqlite/mirror-layout'
import { openDatabase } from '#adapters/sqlite/open-database'
import { openMirror } from '#adapters/sqlite/open-mirror'
import { DealQuery } from '#shared/contract/opportunities'
import { aLine, anAccount, anOpportunity } from '#test/builders'
import { describeMirrorPort } from '../../../contracts/mirror-port.ts'
import { aFolder } from './folder.ts'

describeMirrorPort('the mirror in memory', () => openMirror(':memory:'))

const deal = (id: string) => ({ opportunity: anOpportunity({ id }), account: anAccount(), lines: [aLine()] })
const everything = DealQuery.parse({})

describe('the mirror in a file', () => {
  it('still holds its deals when it is opened again', () => {
    const file = path.join(aFolder(), 'mirror.db')
    const before = openMirror(file)
    before.port.upsert([deal('a')])
    before.close()
    const after = openMirror(file)
    expect(after.keptAside).toBeNull()
    expect(after.port.get('a')).toEqual(deal('a'))
    after.close()
  })

  it('reads the states of a file that was written before two came between them', () => {
    const file = path.join(aFolder(), 'mirror.db')
    const earlier = { ...mirrorLayout, migrations: mirrorLayout.migrations.slice(0, 2) }
    const { database } = openDatabase(file, earlier)
    const insert = database.prepare(
      `INSERT INTO deal (id, name, stage_name, close_date, currency, sold_other, state, reason, name_key, opening)
       VALUES (?, 'Deal', 'Closed Won', '2026-11-03', 'usd', 0, ?, ?, 'deal', '')`,
    )
    const reason = JSON.stringify({ finding: null, facts: {}, runId: null, warnings: 0 })
    const before = ['in-flight', 'attention', 'live', 'blocked', 'ready']
    for (const [index, state] of before.entries()) insert.run(state, index, reason)
    database.close()
    const after = openMirror(file)
    expect(before.map((state) => after.port.row(state)?.state)).toEqual(before)
    after.close()
  })

  it('moves a file that it cannot read aside and begins anew', () => {
    const file = path.join(aFolder(), 'mirror.db')
    writeFileSync(file, 'neither a database nor anything else that could be read')
    const { port, keptAside, close } = openMirror(file)
    expect(keptAside).toBe('mirror.db.unreadable-1')
    expect(port.list(everything).total).toBe(0)
    port.upsert([deal('a')])
    expect(port.list(everything).total).toBe(1)
    close()
  })

  it('begins anew where damage shows only in use, and has then read nothing yet', () => {
    const file = path.join(aFolder(), 'mirror.db')
    const before = openMirror(file)
    before.port.upsert(Array.from({ length: 500 }, (_, index) => deal(`deal-${index}`)))
    before.port.setProgress({ watermark: null, asOf: '2026-11-18T10:01:00.000Z', scope: 's', isWhole: true })
    before.close()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0x5a, 4096 * 40))
    const mirror = openMirror(file)
    const { port } = mirror
    expect(mirror.keptAside).toBeNull()
    const get = () => Array.from({ length: 500 }, (_, index) => port.get(`deal-${index}`))
    expect(() => get()).not.toThrow()
    expect(port.list(everything).total).toBe(0)
    expect(port.progress().scope).toBeNull()
    port.upsert([deal('a')])
    expect(port.get('a')).toEqual(deal('a'))
    expect(mirror.keptAside).toBe('mirror.db.unreadable-1')
    mirror.close()
  })
})
