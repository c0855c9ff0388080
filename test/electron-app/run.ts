import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

import { build, isStale } from '#hosts/start/build'
import { electronRuntime, fetchMemory, fetchRuntime, findRuntime } from '#hosts/start/electron-runtime'

const root = path.join(import.meta.dirname, '../..')
const { env } = process

const runtime = await electronRuntime({
  env,
  platform: process.platform,
  uid: process.getuid?.(),
  insist: true,
  memory: fetchMemory(path.join(root, 'node_modules/.cache/stigg-companion/electron-fetch.json')),
  find: () => findRuntime(env),
  fetch: () => fetchRuntime(env, 300_000),
})

if ('missing' in runtime) {
  console.error(`The suite in the real Electron was not run: ${runtime.missing}.`)
  process.exitCode = 1
} else if (isStale(root, 'page-and-shell') && (await build(root)) !== 0) {
  process.exitCode = 1
} else {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js')
  const args = ['test', '--config', 'test/e2e/playwright.config.ts', '--workers', '1', ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, COMPANION_E2E_ELECTRON: runtime.binary },
  })
  process.exitCode = status ?? 1
}
