import { beforeEach, describe, expect, it } from 'vitest'

import { start } from '#hosts/electron/desktop'
import { requireSandbox } from '#hosts/electron/require-sandbox'
import { callsOf, circumstances, forget, recorded } from '#test/fakes/electron'

beforeEach(() => forget())

describe("the app without Chromium's sandbox", () => {
  it('does not start, and says what to do', () => {
    circumstances.packaged = true
    circumstances.switches = ['no-sandbox']
    start()
    expect(callsOf('dialog.showErrorBox')).toEqual([
      ['Stigg Companion cannot start', expect.stringContaining('install the .deb package')],
    ])
    expect(callsOf('app.exit')).toEqual([[1]])
    expect(recorded.schemes).toEqual([])
  })

  it.each([
    ['as it is installed', true, []],
    ['as a developer starts it in a container', false, ['no-sandbox']],
  ])('is no matter %s', (_title, packaged, switches) => {
    circumstances.packaged = packaged
    circumstances.switches = switches
    expect(requireSandbox).not.toThrow()
  })
})
