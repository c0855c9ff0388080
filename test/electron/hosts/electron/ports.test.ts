import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openFile } from '#hosts/electron/ports'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-ports-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a file of the desktop app', () => {
  it('leaves nothing beside it of a write that a kill cut off, which could hold a secret that is gone since', () => {
    writeFileSync(path.join(folder, 'sealed.json.tmp-52756202025682c3'), '{"stigg-key":{"sealed":"b2xk"}}')
    const file = openFile(folder, 'sealed')
    file.set('stigg-key', null)
    expect(readdirSync(folder)).toEqual(['sealed.json'])
  })
})
