import Conf from 'conf'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createAppSettings } from '#adapters/settings/create-app-settings'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-app-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fileIn = () => path.join(folder, 'app.json')
const open = () =>
  createAppSettings(
    fileIn(),
    () => new Conf({ cwd: folder, configName: 'app', accessPropertiesByDotNotation: false }),
    '2026-11-21T10:11:12.000Z',
  )

describe('settings of the app', () => {
  it('start with the defaults', () => {
    expect(open().get().network).toEqual({ proxy: null, caFile: null })
    expect(open().keptAside).toEqual([])
  })

  it('outlive a restart', () => {
    const settings = open()
    settings.keep({ ...settings.get(), network: { proxy: 'http://proxy.example:3128', caFile: null } })
    expect(open().get().network.proxy).toBe('http://proxy.example:3128')
  })

  it('take a file of an earlier version, which says less', () => {
    writeFileSync(fileIn(), JSON.stringify({ network: { proxy: 'http://proxy.example:3128' } }))
    expect(open().get().network).toEqual({ proxy: 'http://proxy.example:3128', caFile: null })
  })

  it.each([
    ['cut off', '{"network":{"pro'],
    ['of another shape', '{"network":"none"}'],
  ])('keep a file aside that is %s, and go on with the defaults', (_, text) => {
    writeFileSync(fileIn(), text)
    const settings = open()
    expect(settings.get().network.proxy).toBeNull()
    expect(settings.keptAside).toEqual(['app-unreadable-2026-11-21T10-11-12.json'])
    expect(existsSync(path.join(folder, 'app-unreadable-2026-11-21T10-11-12.json'))).toBe(true)
  })

  it('stay as they were where the file becomes unreadable while the app runs', () => {
    const settings = open()
    settings.keep({ ...settings.get(), network: { proxy: 'http://proxy.example:3128', caFile: null } })
    writeFileSync(fileIn(), 'half a')
    expect(settings.get().network.proxy).toBe('http://proxy.example:3128')
  })

  it('are written at once, so that a crash leaves all of them or none, beside what a later version put there', () => {
    const writes: object[] = []
    const file = {
      get: () => undefined,
      set: (key: string, value: unknown) => void writes.push({ [key]: value }),
      get store() {
        return { later: true }
      },
      set store(whole: Record<string, unknown>) {
        writes.push(whole)
      },
    }
    const settings = createAppSettings(fileIn(), () => file, '2026-11-21T10:11:12.000Z')
    settings.keep(settings.get())
    expect(writes).toEqual([{ later: true, ...settings.get() }])
  })
})
