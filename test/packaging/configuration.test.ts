import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import configuration from '../../electron-builder.config.ts'

const root = path.join(import.meta.dirname, '../..')
const { mac, win, nsis, linux, deb, appImage, files, extraResources } = configuration

/** Names of the targets of a system, with what each is built for. */
const targetsOf = (system: { target?: unknown } | null | undefined): unknown => system?.target

describe('the fuses', () => {
  it('leave no way to run something else with the signed binary', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('have an archive to guard, with its hash in the binary', () => {
    expect(configuration.asar).toBe(true)
    expect(configuration.disableAsarIntegrity).toBeUndefined()
    expect(configuration.asarUnpack).toBeUndefined()
    expect(configuration.disableSanityCheckAsar).toBeUndefined()
  })
})

describe('the targets', () => {
  it('are an installer for one user on Windows, which asks for no powers', () => {
    expect(targetsOf(win)).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }])
    expect(win?.requestedExecutionLevel).toBe('asInvoker')
    expect(nsis).toMatchObject({ oneClick: true, perMachine: false, packElevateHelper: false })
    expect(nsis?.deleteAppDataOnUninstall).toBe(false)
  })

  it('are a disk image and an archive on macOS, hardened', () => {
    expect(targetsOf(mac)).toEqual([
      { target: 'dmg', arch: ['arm64', 'x64'] },
      { target: 'zip', arch: ['arm64', 'x64'] },
    ])
    expect(mac).toMatchObject({ hardenedRuntime: true, gatekeeperAssess: false })
    expect(mac?.extendInfo).toMatchObject({ NSAppTransportSecurity: { NSAllowsArbitraryLoads: false } })
  })

  it('are a Debian package and an AppImage on Linux', () => {
    expect(targetsOf(linux)).toEqual([
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
    ])
  })

  it("never start the app without Chromium's sandbox", () => {
    // Left out, the maker of AppImages writes --no-sandbox into the starter.
    expect(appImage?.executableArgs).toEqual([])
    expect(linux?.executableArgs ?? deb?.executableArgs ?? []).toEqual([])
  })
})

describe('the entitlements', () => {
  it.each([mac?.entitlements, mac?.entitlementsInherit])('%s loosens only what V8 needs', (file) => {
    const text = readFileSync(path.join(root, file ?? ''), 'utf8')
    const keys = [...text.matchAll(/<key>([^<]+)<\/key>\s*<(true|false)\/>/g)].map(([, key, value]) => [key, value])
    expect(keys).toEqual([['com.apple.security.cs.allow-jit', 'true']])
  })
})

describe('what is packaged', () => {
  it('is the bundles alone, without their source maps', () => {
    expect(files).toEqual(expect.arrayContaining(['dist/main/**', 'dist/preload/**', 'dist/renderer/**']))
    expect(files).toEqual(expect.arrayContaining(['!node_modules/**', '!**/*.map']))
    expect(files).not.toContain('**/*')
  })

  it('starts with what package.json names', () => {
    const { main } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { main: string }
    expect(main).toBe('dist/main/main.js')
  })

  it('takes along the licences of all that is inside, and the list of it', () => {
    expect(extraResources).toEqual([
      { from: 'LICENSE', to: 'legal/LICENSE' },
      { from: 'dist/legal', to: 'legal', filter: ['THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json'] },
    ])
    expect(existsSync(path.join(root, 'LICENSE'))).toBe(true)
  })
})

describe('links', () => {
  it('of the scheme that the app takes are registered on every system', () => {
    const source = readFileSync(path.join(root, 'electron/hosts/electron/deep-links.ts'), 'utf8')
    const [, scheme] = /const scheme = '([^']+)'/.exec(source) ?? []
    expect(configuration.protocols).toEqual([{ name: 'Stigg Companion link', schemes: [scheme], role: 'Viewer' }])
  })
})

describe('the name', () => {
  it('of the starter on Linux is the one by which its window is known', () => {
    expect(configuration.extraMetadata).toMatchObject({ desktopName: `${linux?.executableName}.desktop` })
    expect(linux?.syncDesktopName).toBe(true)
  })

  it('holds nothing that differs from one machine to the next', () => {
    expect(configuration).toMatchObject({ appId: 'io.stigg.companion', productName: 'Stigg Companion' })
  })
})
