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
  /** How many lines each life says; drawn by lot where it is left out, with some lives that end as they start. */
  readonly lines?: number
  /** Called between a kill and the next start, with the number of kills so far: to plant what has to be found. */
  readonly meddle?: (dataDir: string, kills: number) => void
}

/** When a life ends: as it is starting, or after so many lines about what it writes. */
type End = { readonly afterMs: number } | { readonly afterLines: number }

const endOf = (random: () => number): End =>
  random() < 0.12 ? { afterMs: Math.floor(random() * 120) } : { afterLines: 1 + Math.floor(random() ** 2 * 160) }

/** A process that has loaded everything and waits to be told which life it is, or is about to. */
function spawnChild(): ChildProcess {
  return spawn(process.execPath, ['test/crash/child.ts'], {
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
    if ('afterLines' in end && lines >= end.afterLines) kill()
  })
  const readToEnd = once(heard, 'close')
  const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  // What was written before the kill is still in the pipe.
  await readToEnd
  if (signal !== 'SIGKILL') throw new Error(`A life ended by itself (${String(code ?? signal)}): ${complaints}`)
}

/**
 * Start, kill, start again, over one folder, while settings, secrets, tokens, drafts, the journal, bulk runs and what the watch
 * keeps are being written.
 * The same seed gives the same writes and the same ends; at which instruction a kill falls is the system's.
 * Needs practice services whose Salesforce rotates refresh tokens.
 */
export async function crash({ practice, kills, seed, lines, meddle }: CrashOptions): Promise<Findings> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-crash-'))
  const random = seededRandom(seed)
  const oracle = createOracle(['journal', 'bulk runs'])
  let waiting = spawnChild()
  try {
    // The life after the last kill looks at what is there, and is killed as it does.
    for (let count = 0; count <= kills; count += 1) {
      const child = waiting
      waiting = spawnChild()
      const life = {
        dataDir,
        practice: practice.line,
        seed: Math.floor(random() * 2 ** 31),
        firstNumber: (count + 1) * numbersOfALife,
      }
      const isLast = count === kills
      const drawn = lines === undefined ? endOf(random) : { afterLines: lines }
      await live(child, life, isLast ? { afterLines: 4 } : drawn, (line) => oracle.hear(line))
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
