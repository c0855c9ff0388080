import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-sweep-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('what a killed process left half written', () => {
  it('is removed, and nothing else is', () => {
    const others = [
      'app.json',
      'app-unreadable-2026-11-21T10-11-12.json',
      'other.json.tmp-52756202025682c3',
      'app.json.tmp-mine',
    ]
    for (const name of [...others, 'app.json.tmp-52756202025682c3', 'app.json.tmp-5275612840f62ee9'])
      writeFileSync(path.join(folder, name), '{}')
    sweepUnfinished(path.join(folder, 'app.json'))
    expect(readdirSync(folder).toSorted()).toEqual(others.toSorted())
  })

  it('is nothing where there is no folder yet', () => {
    expect(() => sweepUnfinished(path.join(folder, 'none', 'app.json'))).not.toThrow()
  })
})
