import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { dataDirFrom } from '#hosts/composition/data-dir'

describe('where the app keeps its files', () => {
  it('follows the habits of each system', () => {
    expect(dataDirFrom({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/stigg-companion')
    expect(dataDirFrom({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/stigg-companion')
    expect(dataDirFrom({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/Stigg Companion')
    expect(dataDirFrom({ APPDATA: 'Roaming' }, 'win32', 'C:/Users/ada')).toBe(path.join('Roaming', 'Stigg Companion'))
  })

  it('ignores a relative XDG_DATA_HOME, as the specification asks', () => {
    expect(dataDirFrom({ XDG_DATA_HOME: 'data' }, 'linux', '/home/ada')).toBe('/home/ada/.local/share/stigg-companion')
  })

  it('goes where STIGG_COMPANION_DATA says, on every system', () => {
    expect(dataDirFrom({ STIGG_COMPANION_DATA: '/elsewhere' }, 'darwin', '/Users/ada')).toBe('/elsewhere')
    expect(dataDirFrom({ STIGG_COMPANION_DATA: '' }, 'linux', '/home/ada')).toContain('/home/ada')
  })
})
