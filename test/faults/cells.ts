import { afterAll, beforeAll, it } from 'vitest'

import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

import { faultKinds, type FaultKind } from './fault-kinds.ts'
import { judgeCell, type Verdict } from './judge.ts'
import { plays, type Play } from './plays.ts'
import { runCell, runKilledCell } from './run-cell.ts'
import { worldOf, type World } from '#test/harness/sell-deals'

declare module 'vitest' {
  interface TaskMeta {
    /** What became of a cell of the fault matrix. */
    fault?: Verdict
  }
}

/** Every step with every fault that can meet it. */
const cellsOf = (isMine: (kind: FaultKind) => boolean): { title: string; play: Play; kind: FaultKind }[] =>
  plays.flatMap((play) =>
    faultKinds.flatMap((kind) =>
      isMine(kind) && kind.excludedFrom(play) === null ? [{ title: `${play.step}: ${kind.name}`, play, kind }] : [],
    ),
  )

/**
 * The cells of these faults, as tests: however the fault falls, the deal is provisioned once, or the run needs attention
 * and says what to do. Practice services of its own serve them one after the other.
 */
export function faultMatrix(isMine: (kind: FaultKind) => boolean): void {
  let practice: PracticeProcess
  let world: World
  beforeAll(async () => {
    practice = await startPracticeProcess()
    world = worldOf(practice)
  })
  afterAll(() => practice.child.stop())

  it.for(cellsOf(isMine))('$title', async ({ play, kind }, { task, expect }) => {
    const subject = await play.prepare(world, practice)
    const { end, fired } =
      kind.how === 'killed'
        ? await runKilledCell(play, kind, subject, practice)
        : await runCell(play, kind, subject, practice)
    expect(fired, 'the fault was met').toBe(true)
    const { verdict, because } = await judgeCell(play, end, subject, practice)
    task.meta.fault = verdict
    expect(verdict, because).not.toBe('wrong')
  })
}
