import Conf from 'conf'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createSettings } from '#adapters/settings/create-settings'
import { practiceProfile } from '#hosts/composition/practice-profile'
import type { MappingFields } from '#shared/domain/profile'
import { stiggCloud, type ProfileConnection } from '#shared/domain/profile-connection'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fileIn = () => path.join(folder, 'settings.json')
const defaults = () => practiceProfile({ appUrl: 'http://127.0.0.1:4020/app', environmentSlug: 'staging' })
const open = () =>
  createSettings(
    fileIn(),
    () => new Conf({ cwd: folder, configName: 'settings', accessPropertiesByDotNotation: false }),
    defaults,
    '2026-11-21T10:11:12.000Z',
  )
const connection: ProfileConnection = {
  salesforce: { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9', redirectPorts: [7717] },
  stigg: stiggCloud,
  org: { id: '00D5g000004XyZQEA0', name: 'Acme', isSandbox: true, username: 'ops@acme.example' },
  environment: { id: 'env', name: 'Staging', type: 'SANDBOX', isNamed: false },
  isFinished: true,
}
const noFields: MappingFields = {
  productType: null,
  productId: null,
  lineType: null,
  lineId: null,
  customerId: null,
  customerUrl: null,
  subscriptionId: null,
}

describe('settings in a file', () => {
  it('starts with the defaults, and keeps nothing aside', () => {
    const settings = open()
    expect(settings.profile()).toEqual(defaults())
    expect(settings.keptAside).toEqual([])
    expect(settings.mappingFields('00D5g000004XyZQEA0')).toBeNull()
  })

  it('keeps mapping fields by org over a restart', () => {
    open().keepMappingFields('00D5g000004XyZQEA0', noFields)
    open().keepMappingFields('00D000000000002EAA', noFields)
    expect(open().mappingFields('00D5g000004XyZQEA0')).toEqual(noFields)
    expect(open().mappingFields('00D000000000003EAA')).toBeNull()
  })

  it('takes from the file what a person changed of the profile, and the rest from the app', () => {
    writeFileSync(fileIn(), JSON.stringify({ profile: { access: 'read-only', name: 'Training' } }))
    expect(open().profile()).toEqual({ ...defaults(), access: 'read-only', name: 'Training' })
  })

  it.each([
    ['cut off', '{"profile":{"name":"Trai'],
    ['empty', ''],
    ['of another shape', '{"profile":{"name":7}}'],
    ['not an object', '[1,2]'],
  ])('keeps a file aside that is %s, says so, and never overwrites it', (_, content) => {
    writeFileSync(fileIn(), content)
    const settings = open()
    expect(settings.keptAside).toEqual(['settings-unreadable-2026-11-21T10-11-12.json'])
    expect(settings.profile()).toEqual(defaults())
    settings.keepMappingFields('00D5g000004XyZQEA0', noFields)
    expect(readFileSync(path.join(folder, settings.keptAside[0] ?? ''), 'utf8')).toBe(content)
    expect(open().keptAside).toEqual([])
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it.each([
    ['read-only', '{"profile":{"access":"read-only","rules":{"trialDays":-1}}}'],
    ['retype', '{ "profile": { "access": "retype", "name": 7 } }'],
    ['read-only', '{"profile":{"access":"readonly"}}'],
    ['read-only', '{"profile":{"access":"con'],
    ['read-only', '{"profile":{"access":null}}'],
    ['read-only', '{"profile":{"name":"Training","access"'],
  ])('stays %s where the file that cannot be read is %s, over a restart too', (access, content) => {
    writeFileSync(fileIn(), content)
    const settings = open()
    expect(settings.keptAside).toHaveLength(1)
    expect(settings.profile()).toEqual({ ...defaults(), access })
    expect(open().profile()).toEqual({ ...defaults(), access })
  })

  it('stays with its org and its fields where another line of the file broke, over a restart too', () => {
    const chosen = { productId: { object: 'Product2', field: 'Catalogue_Key__c' } }
    const content = JSON.stringify({
      profile: { name: 'Northwind', access: 'confirm', rules: { trialDays: -1 } },
      connection,
      chosenFields: { '00D5g000004XyZQEA0': chosen },
      mappingFields: 7,
      later: true,
    })
    writeFileSync(fileIn(), content)
    for (const settings of [open(), open()]) {
      expect(settings.connection()).toEqual(connection)
      expect(settings.profile()).toMatchObject({ name: 'Northwind', access: 'confirm', rules: defaults().rules })
      expect(settings.chosenFields('00D5g000004XyZQEA0')).toEqual(chosen)
      expect(settings.mappingFields('00D5g000004XyZQEA0')).toBeNull()
    }
    expect(readFileSync(path.join(folder, 'settings-unreadable-2026-11-21T10-11-12.json'), 'utf8')).toBe(content)
  })

  it('belongs to nobody where what it was connected to is what broke', () => {
    writeFileSync(
      fileIn(),
      JSON.stringify({ profile: { name: 'Northwind' }, connection: { ...connection, org: 'Acme' } }),
    )
    const settings = open()
    expect(settings.connection()).toBeNull()
    expect(settings.profile().name).toBe('Northwind')
  })

  it.each(['{"profile":{"acc', '{"profile":{"access":"all"}}', ''])(
    'goes on as it was where the file becomes %j while the app runs, and takes the next good one',
    (content) => {
      writeFileSync(fileIn(), '{"profile":{"access":"read-only"}}')
      const settings = open()
      writeFileSync(fileIn(), content)
      expect(settings.profile().access).toBe('read-only')
      writeFileSync(fileIn(), '{"profile":{"access":"retype"}}')
      expect(settings.profile().access).toBe('retype')
    },
  )

  it('keeps what it does not know, for a newer version of the app', () => {
    writeFileSync(fileIn(), JSON.stringify({ later: { a: 1 } }))
    open().keepMappingFields('00D5g000004XyZQEA0', noFields)
    expect(JSON.parse(readFileSync(fileIn(), 'utf8'))).toMatchObject({ later: { a: 1 } })
    expect(existsSync(fileIn())).toBe(true)
  })
})
