import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { isStale } from '#hosts/start/build'

let root = ''
/** A file that was changed so many seconds after the beginning. */
function write(name: string, second: number): void {
  const file = path.join(root, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '')
  utimesSync(file, second, second)
}
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'companion-build-'))
  for (const source of ['renderer/a/b.tsx', 'shared/c.ts', 'electron/d.ts', 'vite.config.ts', 'package.json']) {
    write(source, 10)
  }
})
afterEach(() => rmSync(root, { recursive: true }))

describe('what has to be built', () => {
  it('is what was never built', () => {
    expect(isStale(root, 'page')).toBe(true)
    write('dist/renderer/index.html', 20)
    expect(isStale(root, 'page')).toBe(false)
    expect(isStale(root, 'page-and-shell')).toBe(true)
  })

  it('is what is older than any of its sources', () => {
    for (const built of ['dist/renderer/index.html', 'dist/main/main.js', 'dist/preload/preload.cjs']) write(built, 20)
    expect(isStale(root, 'page-and-shell')).toBe(false)
    write('renderer/a/new.tsx', 30)
    expect(isStale(root, 'page')).toBe(true)
  })

  it('is not the page when only the core was changed', () => {
    write('dist/renderer/index.html', 20)
    write('electron/core/x.ts', 30)
    expect(isStale(root, 'page')).toBe(false)
  })
})
