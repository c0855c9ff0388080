import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { announceInstance, askForLink } from '#hosts/browser/instance'
import { openLog } from '#hosts/composition/open-log'
import { makePrivateFolder } from '#hosts/composition/private-folder'
import { startHost } from '#test/e2e/host-process'

/* Another person on the same machine, and what lies where the app keeps its files. POSIX alone has these modes. */

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const modeOf = (file: string): number => statSync(file).mode & 0o777
/** Files that somebody else could read or change: open themselves, and below no folder that is closed. */
const openToOthers = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(root, entry.name)
    if ((modeOf(file) & 0o077) === 0) return []
    return entry.isDirectory() ? openToOthers(file) : [path.relative(folder, file)]
  })

describe.skipIf(process.platform === 'win32')('another person on this machine', () => {
  it('can read no file that the app writes, even where the folder was open to everybody before', async () => {
    const dataDir = path.join(folder, 'data')
    mkdirSync(path.join(dataDir, 'profiles', 'practice'), { recursive: true })
    for (const open of [folder, dataDir, path.join(dataDir, 'profiles')]) chmodSync(open, 0o777)
    const host = await startHost(dataDir)
    expect(existsSync(path.join(dataDir, 'profiles', 'practice', 'journal.db'))).toBe(true)
    expect(openToOthers(dataDir)).toEqual([])
    expect(modeOf(dataDir) & 0o022).toBe(0)
    await host.end('SIGTERM')
    expect(openToOthers(dataDir)).toEqual([])
  })

  it('cannot have prepared the folder for us', () => {
    const theirs = makePrivateFolder(folder, (process.getuid?.() ?? 0) + 1)
    expect(theirs).toMatchObject({ ok: false, failure: { code: 'profile.unreadable' } })
    expect(existsSync(path.join(folder, 'profiles'))).toBe(false)
  })
})

describe('a link where a file should be', () => {
  it('does not have the secret of the handover written to where it leads', async () => {
    const elsewhere = path.join(folder, 'elsewhere.json')
    writeFileSync(elsewhere, '{}', { mode: 0o644 })
    symlinkSync(elsewhere, path.join(folder, 'instance.json'))
    announceInstance(folder, { port: 9, secret: 'canary-secret' })
    expect(readFileSync(elsewhere, 'utf8')).toBe('{}')
    expect(modeOf(path.join(folder, 'instance.json'))).toBe(0o600)
  })

  it.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['nothing', (file: string) => symlinkSync(path.join(folder, 'absent'), file)],
    ['another shape', (file: string) => writeFileSync(file, '{"port":"4030","secret":1}')],
    ['a huge file', (file: string) => writeFileSync(file, '['.repeat(2_000_000))],
    [
      'an address elsewhere',
      (file: string) => writeFileSync(file, '{"port":9,"secret":"x","url":"http://evil.example"}'),
    ],
  ])('to %s makes no link of a start', async (_, put) => {
    put(path.join(folder, 'instance.json'))
    expect(await askForLink(folder)).toBeNull()
  })
})

describe('the log', () => {
  it('holds one line for each record, and nothing that a terminal would obey, whatever a message says', () => {
    const log = openLog(folder)
    const forged = 'fine\n{"level":50,"msg":"forged"}\r\u001b[2J\u001b]0;title\u0007\u009b31m\u2028\u202egpj'
    log.warn(forged, { name: forged, [forged]: 1, error: new Error(forged) })
    log.info('the end')
    const text = readFileSync(path.join(folder, 'companion.log'), 'utf8')
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg')
    expect(text.split('').filter((character) => character !== '\n' && /[\p{Cc}]/u.test(character))).toEqual([])
  })
})
