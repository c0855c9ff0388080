import { letTimePass } from './passing-time.ts'
import { runQueuedWorkflows } from './workflows.ts'
import type { World } from './world.ts'

/** Everything that should have happened by now has happened. First thing in every transaction of a request. */
export function bringUpToDate(world: World): void {
  letTimePass(world)
  runQueuedWorkflows(world)
}
