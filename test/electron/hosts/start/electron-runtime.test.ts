import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { electronRuntime, fetchMemory, findRuntime, type RuntimeQuestion } from '#hosts/start/electron-runtime'

let folder = ''
let now = 0
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'companion-runtime-'))
  now = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const memory = () => fetchMemory(path.join(folder, 'cache', 'note.json'), () => now)

function ask(over: Partial<RuntimeQuestion> = {}) {
  let fetches = 0
  const question: RuntimeQuestion = {
    env: { DISPLAY: ':0' },
    platform: 'linux',
    uid: 1000,
    insist: false,
    memory: memory(),
    find: () => null,
    fetch: () => {
      fetches += 1
      return Promise.resolve('TypeError: fetch failed')
    },
    ...over,
  }
  return electronRuntime(question).then((answer) => ({ answer, fetches }))
}

describe("Electron's runtime", () => {
  it('is used where it is there', async () => {
    expect((await ask({ find: () => '/electron' })).answer).toEqual({ binary: '/electron' })
  })

  it('is fetched where it is not', async () => {
    let there = false
    const { answer } = await ask({
      find: () => (there ? '/electron' : null),
      fetch: () => {
        there = true
        return Promise.resolve(null)
      },
    })
    expect(answer).toEqual({ binary: '/electron' })
  })

  it('is no use without a display, or to root on Linux, and is not fetched for that', async () => {
    const blind = await ask({ env: { DISPLAY: '' } })
    expect(blind).toEqual({ answer: { missing: 'there is no display' }, fetches: 0 })
    expect((await ask({ uid: 0 })).answer).toEqual({ missing: 'it refuses to run as root' })
    expect((await ask({ env: {}, platform: 'darwin', uid: 0 })).fetches).toBe(1)
  })

  it('is not asked for again within an hour of a failure, unless somebody insists', async () => {
    expect((await ask()).answer).toEqual({ missing: 'its runtime could not be fetched: TypeError: fetch failed' })
    const again = await ask()
    expect(again.fetches).toBe(0)
    expect(again.answer).toEqual({ missing: 'its runtime could not be fetched a while ago: TypeError: fetch failed' })
    expect((await ask({ insist: true })).fetches).toBe(1)
    now += 3_600_001
    expect((await ask()).fetches).toBe(1)
  })

  it('is asked for each time where the failure cannot be noted', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    const nowhere = fetchMemory(path.join(folder, 'file', 'note.json'), () => now)
    expect((await ask({ memory: nowhere })).fetches).toBe(1)
    expect((await ask({ memory: nowhere })).fetches).toBe(1)
  })

  it('is not there while an installation was cut off', () => {
    const place = { platform: 'linux' as const, dir: folder }
    mkdirSync(path.join(folder, 'dist'))
    writeFileSync(path.join(folder, 'dist', 'electron'), '')
    expect(findRuntime({}, place.platform, place.dir)).toBeNull()
    writeFileSync(path.join(folder, 'path.txt'), 'electron')
    expect(findRuntime({}, place.platform, place.dir)).toBe(path.join(folder, 'dist', 'electron'))
    expect(findRuntime({}, 'win32', place.dir)).toBeNull()
    expect(findRuntime({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, place.platform, place.dir)).toBeNull()
  })
})
