import { listPackage } from '@electron/asar'
import { FuseState } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { strangersIn, wrongFuses } from '#packaging/inspect'

import configuration from '../../electron-builder.config.ts'

/*
 * The packager itself, with our configuration, over a small app and a stand-in for Electron's runtime that holds nothing but
 * what the packager handles: a binary with a fuse wire, licences, a version. What a real runtime does with it is in
 * docs/electron-checklist.md.
 */

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-packed-'))
const project = path.join(folder, 'project')
const runtime = path.join(folder, 'runtime')
const packed = path.join(project, 'dist/packages/linux-unpacked')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(base: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(base, name)), { recursive: true })
    writeFileSync(path.join(base, name), content, { mode: 0o755 })
  }
}

/** As Electron's binary has it: a sentence to find it by, the version and length of the wire, and each fuse. */
const wire = Buffer.concat([
  Buffer.from('something dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  // As Electron ships: may run as Node, takes NODE_OPTIONS and --inspect, loads anything.
  Buffer.from([1, 0, 1, 1, 0, 0, 0, 1, 1].map((on) => (on === 1 ? FuseState.ENABLE : FuseState.DISABLE))),
  Buffer.from(' and more'),
])

beforeAll(async () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  put(project, {
    'package.json': JSON.stringify({ ...manifest, dependencies: { 'left-pad': '1.0.0' }, optionalDependencies: {} }),
    'package-lock.json': '{}',
    LICENSE: 'ours',
    'dist/main/main.js': 'main',
    'dist/main/main.js.map': 'a map',
    'dist/preload/preload.cjs': 'preload',
    'dist/renderer/index.html': 'page',
    'dist/renderer/assets/page.js': 'page',
    'dist/renderer/assets/page.js.map': 'a map',
    'dist/renderer/.vite/manifest.json': '{}',
    'dist/legal/THIRD-PARTY-LICENSES.txt': 'theirs',
    'dist/legal/sbom.cdx.json': '{}',
    'node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.0.0"}',
    'node_modules/left-pad/index.js': 'inside the bundle already',
    'electron/core/create-core.ts': 'source',
    '.env': 'SECRET=1',
  })
  cpSync(path.join(root, 'packaging'), path.join(project, 'packaging'), { recursive: true })
  put(runtime, {
    electron: wire,
    version: '45.4.1',
    LICENSE: "Electron's",
    'LICENSES.chromium.html': "Chromium's",
    'chrome-sandbox': '',
    'locales/en-US.pak': '',
  })
  await build({
    projectDir: project,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    // The packager writes into what it is given.
    config: { ...structuredClone(configuration), electronDist: runtime, electronVersion: '45.4.1' },
  })
}, 60_000)

describe('a packed app', () => {
  const asar = path.join(packed, 'resources/app.asar')

  it('holds the bundles and package.json, and nothing else', () => {
    expect(strangersIn(asar)).toEqual([])
    const names = listPackage(asar, { isPack: false }).filter((name) => /\.\w+$/.test(name))
    expect(names.toSorted()).toEqual([
      '/dist/main/main.js',
      '/dist/preload/preload.cjs',
      '/dist/renderer/assets/page.js',
      '/dist/renderer/index.html',
      '/package.json',
    ])
  })

  it('lies in its archive alone', () => {
    expect(existsSync(path.join(packed, 'resources/app'))).toBe(false)
    expect(existsSync(path.join(packed, 'resources/app.asar.unpacked'))).toBe(false)
  })

  it('has each fuse as configured, whatever Electron shipped', async () => {
    const fuses = configuration.electronFuses ?? {}
    expect(await wrongFuses(path.join(runtime, 'electron'), fuses)).toEqual([
      'The fuse runAsNode is on.',
      'The fuse enableCookieEncryption is off.',
      'The fuse enableNodeOptionsEnvironmentVariable is on.',
      'The fuse enableNodeCliInspectArguments is on.',
      'The fuse enableEmbeddedAsarIntegrityValidation is off.',
      'The fuse onlyLoadAppFromAsar is off.',
      'The fuse grantFileProtocolExtraPrivileges is on.',
    ])
    expect(await wrongFuses(path.join(packed, 'stigg-companion'), fuses)).toEqual([])
  })

  it('takes along every licence, and the list of parts', () => {
    const read = (name: string) => readFileSync(path.join(packed, name), 'utf8')
    expect(read('resources/legal/LICENSE')).toBe('ours')
    expect(read('resources/legal/THIRD-PARTY-LICENSES.txt')).toBe('theirs')
    expect(read('resources/legal/sbom.cdx.json')).toBe('{}')
    expect(read('LICENSE.electron.txt')).toBe("Electron's")
    expect(read('LICENSES.chromium.html')).toBe("Chromium's")
  })

  it('looks for no updates by itself', () => {
    expect(existsSync(path.join(packed, 'resources/app-update.yml'))).toBe(false)
  })
})
