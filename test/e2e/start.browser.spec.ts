import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { expect, test } from './app.ts'

const root = path.join(import.meta.dirname, '../..')

/** `npm start` itself, as far as Node: npm adds lines of its own. */
test('a start without a display says so in one sentence and serves the browser', async ({ page }) => {
  test.setTimeout(120_000)
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'companion-start-'))
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const args = ['electron/hosts/start.ts', '--no-open', '--profile=practice', '--data-dir', dataDir]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const lines: string[] = []
  const out = createInterface(child.stdout).on('line', (line) => lines.push(line))
  const ended = new Promise((resolve) => child.once('close', resolve))
  await new Promise((resolve) => out.once('line', resolve))

  const { url } = JSON.parse(lines[0] ?? '') as { url: string }
  await page.goto(url)
  await expect(page.getByRole('navigation')).toBeVisible()
  if (process.platform === 'linux') {
    expect(said).toContain(
      'Electron cannot start here (there is no display), so Stigg Companion is served to your browser.',
    )
  }
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(lines).toHaveLength(1)
  await rm(dataDir, { recursive: true })
})
