import { describe, expect, it } from 'vitest'

import { readReleaseText, releaseFileFor, releaseIn } from '#adapters/updates/release-file'

const feed = new URL('https://updates.example/companion/')
const windows = { platform: 'win32', arch: 'x64' } as const

/** As electron-builder 26 writes it. */
const mac = `version: 1.2.3
files:
  - url: stigg-companion-1.2.3-mac-x64.zip
    sha512: abc==
    size: 1
  - url: stigg-companion-1.2.3-mac-arm64.zip
    sha512: abc==
    size: 1
  - url: stigg-companion-1.2.3-mac-x64.dmg
    sha512: abc==
    size: 1
  - url: stigg-companion-1.2.3-mac-arm64.dmg
    sha512: abc==
    size: 1
path: stigg-companion-1.2.3-mac-x64.zip
sha512: abc==
releaseNotes: |-
  Quicker search.

  - Links: fewer calls
releaseDate: '2026-11-20T10:00:00.000Z'
`

describe('the file of a release', () => {
  it('is named after the system, as the packages write it', () => {
    expect(releaseFileFor(windows)).toBe('latest.yml')
    expect(releaseFileFor({ platform: 'win32', arch: 'arm64' })).toBe('latest.yml')
    expect(releaseFileFor({ platform: 'darwin', arch: 'arm64' })).toBe('latest-mac.yml')
    expect(releaseFileFor({ platform: 'linux', arch: 'x64' })).toBe('latest-linux.yml')
    expect(releaseFileFor({ platform: 'linux', arch: 'arm64' })).toBe('latest-linux-arm64.yml')
  })

  it('leads to the file that a person installs on this machine, with what is new', () => {
    expect(releaseIn(mac, feed, { platform: 'darwin', arch: 'arm64' })).toEqual({
      version: '1.2.3',
      url: 'https://updates.example/companion/stigg-companion-1.2.3-mac-arm64.dmg',
      notes: 'Quicker search.\n\n- Links: fewer calls',
    })
    const plain = 'version: 1.2.3\npath: setup.exe\n'
    expect(releaseIn(plain, feed, windows)).toMatchObject({
      url: 'https://updates.example/companion/setup.exe',
      notes: '',
    })
  })

  it('is read with its quotes, and past what it does not know', () => {
    const text = `# a comment\r\nversion: '1.2.3-rc.1'\r\nreleaseName: "A \\"better\\" one"\r\nnested:\r\n  version: 9.9.9\r\npath: 'it''s.exe'\r\n`
    const { values } = readReleaseText(text)
    expect(Object.fromEntries(values)).toMatchObject({
      version: '1.2.3-rc.1',
      releaseName: 'A "better" one',
      path: "it's.exe",
    })
  })

  it.each([
    ['another origin', 'version: 1.2.3\npath: https://evil.example/setup.exe\n'],
    ['another origin without a scheme', 'version: 1.2.3\npath: //evil.example/setup.exe\n'],
    ['a script', 'version: 1.2.3\npath: javascript:alert(1)\n'],
    ['a file of this machine', 'version: 1.2.3\npath: file:///etc/passwd\n'],
    ['no file', 'version: 1.2.3\n'],
    ['no version', 'path: setup.exe\n'],
    ['a version that is none', 'version: newest\npath: setup.exe\n'],
    ['a page', '<!doctype html><title>Sign in to the proxy</title>'],
    ['nothing', ''],
  ])('is none where it names %s', (_what, text) => {
    expect(releaseIn(text, feed, windows)).toBeNull()
  })
})
