import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { policyFile, updatePolicy } from '#hosts/composition/update-policy'
import { silentLog } from '#test/fakes/small-ports'

let folder = ''
const file = (name: string) => path.join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-policy-'))
  // As electron-builder writes it among the resources of a package.
  writeFileSync(
    file('app-update.yml'),
    'provider: generic\nurl: https://updates.example/companion\nupdaterCacheDirName: stigg-companion-updater\n',
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

function decided(options: { policy?: unknown; env?: string; feedFile?: string | null } = {}) {
  if (options.policy !== undefined) {
    const { policy } = options
    writeFileSync(file('policy.json'), typeof policy === 'string' ? policy : JSON.stringify(policy))
  }
  return updatePolicy({
    feedFile: options.feedFile === undefined ? file('app-update.yml') : options.feedFile,
    log: silentLog,
    env: options.env === undefined ? {} : { STIGG_COMPANION_UPDATES: options.env },
    policyFile: file('policy.json'),
  })
}

describe('who decides on looking for newer versions', () => {
  it('is the person where nobody else says a word', () => {
    expect(decided()).toEqual({ feedUrl: 'https://updates.example/companion', managed: null })
  })

  it('is nobody where the app was not packaged with a feed', () => {
    expect(decided({ feedFile: null })).toEqual({ feedUrl: null, managed: null })
    expect(decided({ feedFile: file('absent.yml') })).toEqual({ feedUrl: null, managed: null })
  })

  it.each(['on', 'off'] as const)('is the administrator whose file says %s', (updates) => {
    expect(decided({ policy: { updates }, env: updates === 'on' ? 'off' : 'on' })).toMatchObject({ managed: updates })
  })

  it('is the environment where there is no file, and whatever is not "on" there is off', () => {
    expect(decided({ env: 'on' }).managed).toBe('on')
    expect(decided({ env: 'off' }).managed).toBe('off')
    expect(decided({ env: '0' }).managed).toBe('off')
    expect(decided({ env: '' }).managed).toBeNull()
  })

  it('may be a company with a feed of its own, over https', () => {
    expect(decided({ policy: { updateFeed: 'https://it.example/companion/' } })).toEqual({
      feedUrl: 'https://it.example/companion/',
      managed: null,
    })
    expect(decided({ policy: { updateFeed: 'http://it.example/' } }).feedUrl).toBeNull()
  })

  it.each(['not json', '[]', { updates: 'perhaps' }, ''])('is safe where the file cannot be read: %j', (policy) => {
    expect(decided({ policy })).toMatchObject({ managed: 'off' })
  })
})

describe('the administrator’s file', () => {
  it('lies where a user may not write, on each system', () => {
    expect(policyFile({}, 'linux')).toBe('/etc/stigg-companion/policy.json')
    expect(policyFile({}, 'darwin')).toBe('/Library/Application Support/Stigg Companion/policy.json')
    expect(policyFile({ ProgramData: String.raw`D:\Data` }, 'win32')).toBe(
      String.raw`D:\Data\Stigg Companion\policy.json`,
    )
  })
})
