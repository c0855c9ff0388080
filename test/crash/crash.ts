import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

import { seededRandom } from '#practice/faults'
import type { PracticeProcess } from '#test/harness/practice-process'

import { createOracle, type Findings } from './oracle.ts'
import { Line, type Life } from './protocol.ts'

const root = path.join(import.meta.dirname, '../..')
const numbersOfALife = 100_000

export interface CrashOptions {
  readonly practice: PracticeProcess
  readonly kills: number
  readonly seed: number
  /** What the lives write: everything that one profile keeps, or the profiles themselves. */
  readonly plays?: 'stores' | 'profiles'
  /** How many lines each life says; drawn by lot where it is left out, with some lives that end as they start. */
  readonly lines?: number
  /** Called between a kill and the next start, with the number of kills so far: to plant what has to be found. */
  readonly meddle?: (dataDir: string, kills: number) => void
}

/** When a life ends: as it is starting, or after so many lines about what it writes and so many milliseconds more. */
type End = { readonly afterMs: number } | { readonly afterLines: number; readonly andMs: number }
type Plays = NonNullable<CrashOptions['plays']>

/** How many lines a life says at most, and how long an act of it takes that says nothing in the middle. */
const lengths: Readonly<Record<Plays, { readonly lines: number; readonly ms: number }>> = {
  stores: { lines: 160, ms: 0 },
  profiles: { lines: 30, ms: 40 },
}

function endOf(random: () => number, plays: Plays): End {
  const { lines, ms } = lengths[plays]
  if (random() < 0.12) return { afterMs: Math.floor(random() * 120) }
  return { afterLines: 1 + Math.floor(random() ** 2 * lines), andMs: Math.floor(random() * ms) }
}

/** A process that has loaded everything and waits to be told which life it is, or is about to. */
function spawnChild(plays: Plays): ChildProcess {
  return spawn(process.execPath, ['test/crash/child.ts', plays], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compile') },
  })
}

/** Let the child live until its end is due, and kill it as a power cut would. Throws where it ended by itself. */
async function live(child: ChildProcess, life: Life, end: End, hear: (line: Line) => void): Promise<void> {
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('The child cannot be heard')
  const exited = once(child, 'exit')
  let complaints = ''
  stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const kill = (): void => void child.kill('SIGKILL')
  let lines = 0
  const heard = createInterface({ input: stdout })
  heard.on('line', (text) => {
    const line = Line.parse(JSON.parse(text))
    if ('ready' in line) {
      stdin.write(`${JSON.stringify(life)}\n`)
      if ('afterMs' in end) void sleep(end.afterMs).then(kill)
      return
    }
    hear(line)
    if (!('will' in line || 'did' in line)) return
    lines += 1
    if ('afterLines' in end && lines === end.afterLines) {
      if (end.andMs === 0) kill()
      else void sleep(end.andMs).then(kill)
    }
  })
  const readToEnd = once(heard, 'close')
  const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  // What was written before the kill is still in the pipe.
  await readToEnd
  if (signal !== 'SIGKILL') throw new Error(`A life ended by itself (${String(code ?? signal)}): ${complaints}`)
}

/**
 * Start, kill, start again, over one folder, while settings, secrets, tokens, drafts, the journal, bulk runs and what the watch
 * keeps are being written, or while profiles are made, switched and removed. The same seed gives the same writes
 * and the same ends; at which instruction a kill falls is the system's.
 * Needs practice services whose Salesforce rotates refresh tokens.
 */
export async function crash({
  practice,
  plays = 'stores',
  kills,
  seed,
  lines,
  meddle,
}: CrashOptions): Promise<Findings> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-crash-'))
  const random = seededRandom(seed)
  const oracle = createOracle(['journal', 'bulk runs', 'journals'])
  let waiting = spawnChild(plays)
  try {
    // The life after the last kill looks at what is there, and is killed as it does.
    for (let count = 0; count <= kills; count += 1) {
      const child = waiting
      waiting = spawnChild(plays)
      const life = {
        dataDir,
        practice: practice.line,
        seed: Math.floor(random() * 2 ** 31),
        firstNumber: (count + 1) * numbersOfALife,
      }
      const isLast = count === kills
      const drawn = lines === undefined ? endOf(random, plays) : { afterLines: lines, andMs: 0 }
      await live(child, life, isLast ? { afterLines: 4, andMs: 0 } : drawn, (line) => oracle.hear(line))
      if (isLast) break
      oracle.ended()
      meddle?.(dataDir, count + 1)
    }
    return oracle.findings()
  } finally {
    waiting.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
}
