import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openLog } from '#hosts/composition/open-log'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => path.join(folder, 'companion.log')

describe('the log', () => {
  it('holds one record a line, on disk at once, without a secret', () => {
    const log = openLog(folder)
    log.info('Signed in with Bearer canary-token', { username: 'ada', accessToken: 'canary-token' })
    log.error('Defect', { error: new Error('refused: access_token=canary-token') })
    const text = readFileSync(file(), 'utf8')
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(records).toMatchObject([
      { level: 30, msg: 'Signed in with [redacted]', username: 'ada', accessToken: '[redacted]' },
      { level: 50, msg: 'Defect', error: { name: 'Error', message: 'refused: access_token=[redacted]' } },
    ])
    expect(text).not.toContain('canary')
  })

  it('goes on in a new file once it is large, and keeps the one before', () => {
    writeFileSync(file(), 'x'.repeat(5_000_001))
    openLog(folder).info('A new page')
    expect(existsSync(path.join(folder, 'companion.1.log'))).toBe(true)
    expect(statSync(file()).size).toBeLessThan(1000)
  })
})
