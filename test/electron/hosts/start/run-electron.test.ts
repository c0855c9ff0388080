import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseHostOptions } from '#hosts/options'
import { runElectron } from '#hosts/start/run-electron'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-electron-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Something that can be run in Electron's place. */
function binary(script: string): string {
  const file = path.join(folder, 'electron')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

function options(...args: string[]) {
  const parsed = parseHostOptions(args)
  if (!parsed.ok) throw new Error(parsed.failure.message)
  return parsed.value
}

describe('running the desktop app', () => {
  it('gives it the app and the options that are its own', async () => {
    const out = path.join(folder, 'args')
    await runElectron(
      binary(`printf '%s\\n' "$@" > ${out}`),
      '/app',
      options('--data-dir', '/d e', '--seed', '7', '--no-open'),
    )
    expect(readFileSync(out, 'utf8')).toBe('/app\n--data-dir=/d e\n--seed=7\n')
  })

  it('passes its exit code on once it had started', async () => {
    expect(await runElectron(binary(`echo '{"host":"electron"}'; exit 7`), '/app', options())).toBe(7)
    expect(await runElectron(binary('exit 0'), '/app', options())).toBe(0)
  })

  it('tells where it cannot run here at all', async () => {
    expect(await runElectron(binary('exit 127'), '/app', options())).toBeNull()
    expect(await runElectron(path.join(folder, 'absent'), '/app', options())).toBeNull()
  })
})
