import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createBuilder } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { isStale } from '#hosts/start/build'

const root = path.join(import.meta.dirname, '../../../..')
let dist = ''

/** What the app ships: as it was built, where that is fresh; else built for this test alone. */
beforeAll(async () => {
  dist = mkdtempSync(path.join(os.tmpdir(), 'companion-bundle-'))
  if (isStale(root, 'page-and-shell')) {
    const outDir = (name: string) => ({ build: { outDir: path.join(dist, name) } })
    const builder = await createBuilder({
      configFile: path.join(root, 'vite.config.ts'),
      logLevel: 'error',
      environments: { main: outDir('main'), preload: outDir('preload') },
    })
    for (const name of ['main', 'preload']) {
      const environment = builder.environments[name]
      if (environment !== undefined) await builder.build(environment)
    }
  } else {
    for (const name of ['main', 'preload'])
      cpSync(path.join(root, 'dist', name), path.join(dist, name), { recursive: true })
  }
  mkdirSync(path.join(dist, 'renderer'))
  writeFileSync(path.join(dist, 'renderer', 'index.html'), 'the built page')
}, 60_000)
afterAll(() => rmSync(dist, { recursive: true }))

const requiredBy = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/require\(['"]([^'"]+)['"]\)/g)].map((match) => match[1] ?? '')

describe('the built desktop app', () => {
  // It lies in a folder of its own here: whatever it imported from node_modules would not be found.
  it('boots, opens its window, serves the page that lies beside it, and quits', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(root, 'test/fakes/run-bundle.ts'), path.join(dist, 'main/main.js')],
      { env: { ...process.env, STIGG_COMPANION_DATA: path.join(dist, 'data') } },
    )
    const lines = stdout.trim().split('\n')
    const asked: unknown = JSON.parse(lines.at(-1) ?? '')
    expect(asked).toMatchObject({
      errors: [],
      loaded: ['app://companion/'],
      page: 'the built page',
      webPreferences: { preload: path.join(dist, 'preload/preload.cjs'), sandbox: true, contextIsolation: true },
    })
  })

  it('has a preload that a sandbox can load: one CommonJS file that requires electron alone', () => {
    const preload = path.join(dist, 'preload/preload.cjs')
    expect(requiredBy(preload)).toEqual(['electron'])
    expect(readFileSync(preload, 'utf8')).not.toMatch(/^(import|export) /m)
  })
})
