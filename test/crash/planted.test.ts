import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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

type Meddle = (dataDir: string, kills: number) => void

/** Lives that write enough to touch every store; between the last two something is done to the folder. */
const after = (meddle: Meddle) => crash({ practice, kills: 2, seed: 11, lines: 160, meddle })

/** A life that made profiles and removed one, and left two; something is done to the folder before the next one. */
const afterProfiles = (meddle: Meddle) => crash({ practice, plays: 'profiles', kills: 1, seed: 4, lines: 58, meddle })

/** The folder of the profile that was made under a name of its own and a number. */
function folderOf(dataDir: string, name: string): string {
  const root = path.join(dataDir, 'profiles')
  const folder = readdirSync(root)
    .map((id) => path.join(root, id))
    .find((each) => existsSync(settingsIn(each)) && readFileSync(settingsIn(each), 'utf8').includes(`"${name} `))
  if (folder === undefined) throw new Error(`There is no profile ${name}`)
  return folder
}
const settingsIn = (folder: string): string => path.join(folder, 'settings.json')

describe('the crash harness', () => {
  it('finds in each store that what was acknowledged is not there any more', async () => {
    let earlier = ''
    const { lost } = await after((dataDir, kills) => {
      const folder = profile(dataDir)
      const settings = path.join(folder, 'settings.json')
      if (kills === 1) earlier = readFileSync(settings, 'utf8')
      if (kills === 1) return
      writeFileSync(settings, earlier)
      rmSync(path.join(dataDir, 'sealed.json'))
      rmSync(path.join(dataDir, 'app.json'))
      for (const [file, table] of [
        ['journal.db', 'run'],
        ['bulk.db', 'bulk'],
      ] as const)
        inDatabase(
          path.join(folder, file),
          `DELETE FROM ${table} WHERE sequence = (SELECT max(sequence) FROM ${table} WHERE state = 'done')`,
        )
      inDatabase(path.join(folder, 'watch.db'), `DELETE FROM new_deal; UPDATE calls SET calls = calls - 1`)
    })
    expect(lost.filter((loss) => loss.startsWith('journal/'))).toHaveLength(1)
    for (const told of [
      /^secrets\/.* is gone, 0 is there$/,
      /^settings\/.* is gone, \d+ is there$/,
      /^app settings\/network: \d+ is gone, 0 is there$/,
      /^bulk runs\/all: \d+$/,
      /^new deals\/.* is gone, 0 is there$/,
      /^calls\/counted: \d+ is gone, \d+ is there$/,
    ])
      expect(lost).toContainEqual(expect.stringMatching(told))
  })

  it('finds in each store what nobody put there: a half, a mixture, a file that was cut off', async () => {
    const { corrupt } = await after((dataDir, kills) => {
      if (kills === 1) return
      const folder = profile(dataDir)
      const settings = path.join(folder, 'settings.json')
      writeFileSync(settings, readFileSync(settings, 'utf8').slice(0, -20))
      inDatabase(
        path.join(folder, 'journal.db'),
        `UPDATE step SET state = 'sent' WHERE position = 1 AND run_id = (SELECT id FROM run WHERE state = 'done' LIMIT 1)`,
      )
      inDatabase(
        path.join(folder, 'bulk.db'),
        `UPDATE bulk_row SET row = json_set(row, '$.state', 'waiting') WHERE position = 1 AND bulk_id = (
           SELECT id FROM bulk WHERE state = 'done' LIMIT 1)`,
      )
      inDatabase(
        path.join(folder, 'drafts.db'),
        `UPDATE draft SET edits = json_set(edits, '$.customer.name', 'name-7')`,
      )
      inDatabase(path.join(folder, 'watch.db'), `DELETE FROM new_deal WHERE opportunity_id LIKE '%-one'`)
    })
    for (const told of [
      /^settings-unreadable-.* was kept aside$/,
      /^journal\/.* is done and its steps are not$/,
      /^bulk runs\/all bulk-\d+ is done and its deals are not$/,
      /^drafts\/.* holds name-7 and name-\d+$/,
      /^new deals\/.* holds half of \d+$/,
    ])
      expect(corrupt).toContainEqual(expect.stringMatching(told))
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

  it('finds that a profile, its key and a journal that outlives its profile are gone', async () => {
    const { lost } = await afterProfiles((dataDir) => {
      rmSync(folderOf(dataDir, 'wiped'), { recursive: true })
      rmSync(path.join(dataDir, 'removed-profiles'), { recursive: true })
    })
    expect(lost).toContainEqual(expect.stringMatching(/^profiles\/wiped: \d+ is gone, 0 is there$/))
    expect(lost).toContainEqual(expect.stringMatching(/^profiles\/current: \d+ is gone, 0 is there$/))
    expect(lost).toContainEqual(expect.stringMatching(/^keys\/wiped: \d+ is gone, 0 is there$/))
    expect(lost).toContainEqual(expect.stringMatching(/^journals\/kept: \d+$/))
  })

  it('finds half a profile, one of two writings, and secrets that belong to none', async () => {
    const { corrupt } = await afterProfiles((dataDir) => {
      const settings = settingsIn(folderOf(dataDir, 'wiped'))
      writeFileSync(settings, readFileSync(settings, 'utf8').replace(/app\.example\/\d+/, 'app.example/7'))
      const half = path.join(dataDir, 'profiles', 'half')
      mkdirSync(half)
      writeFileSync(path.join(half, 'lock.db'), '')
      mkdirSync(path.join(dataDir, 'profiles', '.removed'))
      writeFileSync(path.join(dataDir, 'profiles', '.removed', 'sealed.json'), '{}')
    })
    expect(corrupt).toContainEqual(expect.stringMatching(/^profiles\/wiped holds \d+ and 7$/))
    const stray = corrupt.find((each) => each.startsWith('files/strays belong to no profile: '))
    expect(stray).toContain('“Profile without settings”')
    expect(stray).toContain('profiles/.removed/sealed.json')
  })
})
