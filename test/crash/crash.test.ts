import { afterAll, beforeAll, describe, it } from 'vitest'

import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

import { crash } from './crash.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What a hundred lives of the app that were cut off came to. */
    crash?: { kills: number; asked: number; lost: number; corrupt: number }
  }
}

const kills = Number(process.env['COMPANION_CRASH_KILLS'] ?? 100)
const seed = Number(process.env['COMPANION_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** Several folders, each with a history of its own. In the last one it is the profiles that come and go. */
const folders = 5

let practice: PracticeProcess
beforeAll(async () => {
  console.log(`COMPANION_CRASH_SEED=${seed} repeats this`)
  practice = await startPracticeProcess()
})
afterAll(() => practice.child.stop())

describe('what was kept', () => {
  it.for(Array.from({ length: folders }, (_, index) => index))(
    'outlives kill after kill, in folder %i',
    async (index, { task, expect }) => {
      const share = Math.floor(kills / folders) + (index < kills % folders ? 1 : 0)
      const plays = index === folders - 1 ? 'profiles' : 'stores'
      const { asked, lost, corrupt, acknowledged, cut } = await crash({
        practice,
        plays,
        kills: share,
        seed: seed + index,
      })
      task.meta.crash = { kills: share, asked, lost: lost.length, corrupt: corrupt.length }
      expect({ lost, corrupt }).toEqual({ lost: [], corrupt: [] })
      // Else nothing was at stake.
      expect(acknowledged).toBeGreaterThan(share)
      expect(cut).toBeGreaterThan(0)
    },
  )
})
