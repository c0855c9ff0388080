import { beforeEach, describe, expect, it } from 'vitest'

import { setMenu } from '#hosts/electron/menu'
import { CommandName, commands } from '#shared/domain/commands'
import { callsOf, circumstances, forget, recorded, type MenuTemplate } from '#test/fakes/electron'

type Item = MenuTemplate[number]
const itemsOf = (menu: MenuTemplate): Item[] => menu.flatMap((item) => [item, ...itemsOf(item.submenu ?? [])])

function menuOn(platform: NodeJS.Platform) {
  const run: CommandName[] = []
  setMenu((name) => run.push(name), platform)
  const items = itemsOf(recorded.menu ?? [])
  return { run, items, roles: items.flatMap(({ role }) => role ?? []) }
}

beforeEach(forget)

describe('the menu', () => {
  it('has the entries that every program of the system has', () => {
    expect(menuOn('linux').roles).toEqual(
      expect.arrayContaining(['quit', 'editMenu', 'windowMenu', 'zoomIn', 'help', 'about']),
    )
    expect(menuOn('darwin').roles).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'quit', 'close', 'editMenu', 'windowMenu', 'help']),
    )
  })

  it("offers the developer's tools in development alone", () => {
    expect(menuOn('linux').roles).toContain('toggleDevTools')
    circumstances.packaged = true
    expect(menuOn('linux').roles).not.toContain('toggleDevTools')
  })

  it.each(['linux', 'win32', 'darwin'] as const)(
    'holds every command once on %s, by its name and its keys',
    (platform) => {
      const { items } = menuOn(platform)
      const ids = items.flatMap(({ id }) => id ?? [])
      expect(ids.toSorted()).toEqual([...CommandName.options].toSorted())
      for (const name of CommandName.options) {
        const item = items.find(({ id }) => id === name)
        expect(item?.label).toContain(commands[name].label)
        expect(item?.accelerator === undefined).toBe(commands[name].desktop === undefined)
      }
      expect(items.find(({ id }) => id === 'palette')?.accelerator).toBe('CmdOrCtrl+K')
      expect(items.find(({ id }) => id === 'settings')?.accelerator).toBe('CmdOrCtrl+,')
      // The numbers are the profiles'.
      expect(items.map(({ accelerator }) => accelerator)).not.toContain('CmdOrCtrl+1')
      expect(items.find(({ id }) => id === 'copy-link')?.accelerator).toBe('CmdOrCtrl+Shift+C')
    },
  )

  it('gives no keys twice, and leaves Ctrl/Cmd+R to the app', () => {
    const keys = menuOn('win32').items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    const items = menuOn('win32').items
    expect(items.find(({ accelerator }) => accelerator === 'CmdOrCtrl+R')?.id).toBe('refresh')
    expect(items.find(({ role }) => role === 'reload')?.accelerator).toBe('Shift+CmdOrCtrl+R')
  })

  it('does nothing by itself: a choice is told by its name alone', () => {
    const { run, items } = menuOn('linux')
    for (const { click } of items) click?.()
    expect(run.toSorted()).toEqual([...CommandName.options].toSorted())
    expect(recorded.calls.filter(({ name }) => name !== 'app.setAboutPanelOptions')).toEqual([])
  })

  it('says in the about panel what runs', () => {
    menuOn('linux')
    expect(callsOf('app.setAboutPanelOptions')).toMatchObject([
      [{ applicationName: 'Stigg Companion', applicationVersion: '0.1.0' }],
    ])
  })
})
