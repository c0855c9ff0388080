import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

import { crash } from './crash.ts'

let practice: PracticeProcess
beforeAll(async () => {
  practice = await startPracticeProcess()
})
afterAll(() => practice.child.stop())

const profile = (dataDir: string): string => path.join(dataDir, 'profiles', 'crash')

/** Change a database as no part of the app would. */
function inDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

/** Lives that write enough to touch every store; between the last two something is done to the folder. */
const after = (meddle: (dataDir: string, kills: number) => void) =>
  crash({ practice, kills: 2, seed: 11, lines: 160, meddle })

describe('the crash harness', () => {
  it('finds that a run, the secrets and settings are not what they were', async () => {
    let earlier = ''
    const { lost } = await after((dataDir, kills) => {
      const settings = path.join(profile(dataDir), 'settings.json')
      if (kills === 1) earlier = readFileSync(settings, 'utf8')
      if (kills === 1) return
      writeFileSync(settings, earlier)
      rmSync(path.join(dataDir, 'sealed.json'))
      inDatabase(
        path.join(profile(dataDir), 'journal.db'),
        `DELETE FROM run WHERE sequence = (SELECT max(sequence) FROM run WHERE state = 'done')`,
      )
    })
    expect(lost.filter((loss) => loss.startsWith('journal/'))).toHaveLength(1)
    expect(lost).toContainEqual(expect.stringMatching(/^secrets\/.* is gone, 0 is there$/))
    expect(lost).toContainEqual(expect.stringMatching(/^settings\/.* is gone, \d+ is there$/))
  })

  it('finds a step that was taken back, a draft that is a mixture, and a settings file that was cut off', async () => {
    const { corrupt } = await after((dataDir, kills) => {
      if (kills === 1) return
      const settings = path.join(profile(dataDir), 'settings.json')
      writeFileSync(settings, readFileSync(settings, 'utf8').slice(0, -20))
      inDatabase(
        path.join(profile(dataDir), 'journal.db'),
        `UPDATE step SET state = 'sent' WHERE position = 1 AND run_id = (SELECT id FROM run WHERE state = 'done' LIMIT 1)`,
      )
      inDatabase(
        path.join(profile(dataDir), 'drafts.db'),
        `UPDATE draft SET edits = json_set(edits, '$.customer.name', 'name-7')`,
      )
    })
    expect(corrupt).toContainEqual(expect.stringMatching(/^settings-unreadable-.* was kept aside$/))
    expect(corrupt).toContainEqual(expect.stringMatching(/^journal\/.* is done and its steps are not$/))
    expect(corrupt).toContainEqual(expect.stringMatching(/^drafts\/.* holds name-7 and name-\d+$/))
  })

  it('finds a database that is none any more', async () => {
    const { corrupt } = await after((dataDir, kills) => {
      const folder = profile(dataDir)
      if (kills === 1) return
      for (const name of readdirSync(folder)) if (name.startsWith('journal.db-')) rmSync(path.join(folder, name))
      writeFileSync(
        path.join(folder, 'journal.db'),
        'not a database, by far not, and long enough to look like a header',
      )
    })
    expect(corrupt).toEqual(['journal.db.unreadable-1 was kept aside'])
  })
})
