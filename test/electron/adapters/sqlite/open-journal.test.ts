import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

import { openJournal } from '#adapters/sqlite/open-journal'
import { describeJournalPort } from '../../../contracts/journal-port.ts'
import { aRun } from '../../core/run-builders.ts'
import { aFolder } from './folder.ts'
import { writeVersion1 } from './journal-version-1.ts'

describeJournalPort('the journal in memory', () => openJournal(':memory:'))

/** Let a process journal until it has said `lines` lines, kill it there, and give what it said. */
async function killedAfter(lines: number, file: string): Promise<{ id: string; sent: boolean }[]> {
  const program = fileURLToPath(new URL('./journalling.ts', import.meta.url))
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: { id: string; sent: boolean }[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { id?: string; sent: boolean }
    if (told.id !== undefined) said.push({ id: told.id, sent: told.sent })
    if (said.length === lines) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  return said
}

describe('the journal in a file', () => {
  it('still holds its runs when it is opened again', () => {
    const file = path.join(aFolder(), 'journal.db')
    const before = openJournal(file)
    before.port.open(aRun())
    before.close()
    const after = openJournal(file)
    expect(after.keptAside).toBeNull()
    expect(after.port.get('run-local-1')).toEqual(aRun())
    after.close()
  })

  it('reads a file of version 1, fills in what came later, and goes on with it', () => {
    const file = path.join(aFolder(), 'journal.db')
    const kept = aRun({ state: 'attention' })
    writeVersion1(file, kept)
    const { port, keptAside, close } = openJournal(file)
    expect(keptAside).toBeNull()
    expect(port.get(kept.id)).toEqual(kept)
    const heard = [{ at: kept.startedAt, method: 'GET', path: '/x', status: 200, requestId: null, body: null }]
    port.step(kept.id, 1, { ...kept.steps[1]!, heard })
    port.open(aRun({ id: 'run-2', bulkId: 'bulk-1' }))
    expect(port.get(kept.id)?.steps[1]?.heard).toEqual(heard)
    expect(port.list({}).map(({ bulkId }) => bulkId)).toEqual(['bulk-1', null])
    close()
  })

  it.each([1, 2, 7])('holds everything that a process said it kept, killed after %i calls', async (calls) => {
    const file = path.join(aFolder(), 'journal.db')
    const said = await killedAfter(calls, file)
    const { port, keptAside, close } = openJournal(file)
    expect(keptAside).toBeNull()
    for (const { id, sent } of said) {
      const run = port.get(id)
      expect(run?.steps).toHaveLength(3)
      if (sent) expect(run?.steps[0]).toMatchObject({ state: 'sent', sentAt: '2026-11-21T09:00:01.000Z' })
    }
    expect(port.markInterrupted()).toBeGreaterThanOrEqual(Math.ceil(calls / 2))
    close()
  })

  it('keeps a file that it cannot read under another name, and begins anew', () => {
    const folder = aFolder()
    const file = path.join(folder, 'journal.db')
    writeFileSync(file, 'this is no database, whatever its name says')
    const { port, keptAside, close } = openJournal(file)
    expect(keptAside).toBe('journal.db.unreadable-1')
    expect(readFileSync(path.join(folder, 'journal.db.unreadable-1'), 'utf8')).toContain('no database')
    expect(port.list({})).toEqual([])
    close()
  })

  it('never writes over what it kept aside before', () => {
    const folder = aFolder()
    const file = path.join(folder, 'journal.db')
    for (const content of ['the first wreck of all', 'the second wreck']) {
      writeFileSync(file, content)
      openJournal(file).close()
    }
    expect(readdirSync(folder).filter((name) => name.includes('unreadable'))).toEqual([
      'journal.db.unreadable-1',
      'journal.db.unreadable-2',
    ])
  })

  it('notices pages that were damaged in the middle of the file', () => {
    const file = path.join(aFolder(), 'journal.db')
    const before = openJournal(file)
    for (let count = 0; count < 200; count++) before.port.open(aRun({ id: `run-${count}` }))
    before.close()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192))
    const after = openJournal(file)
    expect(after.keptAside).toBe('journal.db.unreadable-1')
    after.close()
  })

  it('leaves a file of a later version alone', () => {
    const file = path.join(aFolder(), 'journal.db')
    const later = new DatabaseSync(file)
    later.exec('PRAGMA user_version = 999')
    later.close()
    const { keptAside, close } = openJournal(file)
    expect(keptAside).toBe('journal.db.unreadable-1')
    close()
  })
})
