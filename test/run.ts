import path from 'node:path'

import { build } from '#hosts/start/build'
import { electronRuntime, fetchMemory, findRuntime } from '#hosts/start/electron-runtime'
import {
  crash,
  crashLine,
  canaries,
  canaryLine,
  faultLine,
  faults,
  hostile,
  hostileLine,
  playwright,
  vitest,
  type CanaryCounts,
  type Counts,
  type CrashCounts,
  type FaultCounts,
  type HostileCounts,
} from '#test/suites'

const root = path.join(import.meta.dirname, '..')

const failed: Counts = { passed: 0, failed: 1, skipped: 0 }

/** Nothing is fetched for a test run: `npm run test:electron` does that. */
const electron = await electronRuntime({
  env: process.env,
  platform: process.platform,
  uid: process.getuid?.(),
  insist: true,
  memory: { ...fetchMemory('', () => 0), keep: () => undefined },
  find: () => findRuntime(process.env),
  fetch: () => Promise.resolve('it is not installed'),
})

/** Every suite that can run here, one after the other: two of them at once would wait for each other's processor. */
type Suites = Map<string, Counts | CanaryCounts | CrashCounts | FaultCounts | HostileCounts>
async function suites(): Promise<Suites> {
  const done: Suites = new Map()
  done.set('unit and integration', await vitest())
  done.set('hostile texts', await hostile())
  done.set('fault matrix', await faults())
  done.set('kills', await crash())
  if ((await build(root)) !== 0) return done.set('build', failed)
  done.set('canaries', await canaries())
  done.set('end to end, in Chromium', await playwright())
  if ('binary' in electron) done.set('end to end, in Electron', await playwright(electron.binary))
  return done
}

const line = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const done = await suites()
console.log()
for (const [name, counts] of done) console.log(`${name}: ${line(counts)}`)
for (const counts of done.values()) {
  if ('strings' in counts) console.log(hostileLine(counts))
  if ('once' in counts) console.log(faultLine(counts))
  if ('kills' in counts) console.log(crashLine(counts))
  if ('places' in counts) console.log(canaryLine(counts))
}
if ('missing' in electron) console.log(`end to end, in Electron: not run: ${electron.missing}`)

const sum = (pick: (counts: Counts) => number): number => [...done.values()].reduce((all, one) => all + pick(one), 0)
const total: Counts = {
  passed: sum((counts) => counts.passed),
  failed: sum((counts) => counts.failed),
  skipped: sum((counts) => counts.skipped),
}
console.log(line(total))
process.exitCode = total.failed === 0 ? 0 : 1
