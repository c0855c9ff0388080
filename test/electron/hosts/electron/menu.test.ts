import { beforeEach, describe, expect, it } from 'vitest'

import { setMenu } from '#hosts/electron/menu'
import { circumstances, forget, recorded, type MenuTemplate } from '#test/fakes/electron'

const rolesOf = (menu: MenuTemplate): unknown[] =>
  menu.flatMap(({ role, submenu }) => [...(role === undefined ? [] : [role]), ...rolesOf(submenu ?? [])])

beforeEach(forget)

describe('the menu', () => {
  it('has the entries that every program of the system has', () => {
    setMenu('linux')
    expect(rolesOf(recorded.menu ?? [])).toEqual(
      expect.arrayContaining(['fileMenu', 'editMenu', 'windowMenu', 'zoomIn']),
    )
    setMenu('darwin')
    expect(rolesOf(recorded.menu ?? [])[0]).toBe('appMenu')
  })

  it("offers the developer's tools in development alone", () => {
    setMenu('linux')
    expect(rolesOf(recorded.menu ?? [])).toContain('toggleDevTools')
    circumstances.packaged = true
    setMenu('linux')
    expect(rolesOf(recorded.menu ?? [])).not.toContain('toggleDevTools')
  })
})
