import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.join(import.meta.dirname, '../..')

export interface Child {
  readonly process: ChildProcess
  /** The first line of standard output, parsed. */
  readonly announced: Readonly<Record<string, unknown>>
  /** Everything on standard error so far. */
  complaints(): string
  /** End at once, as a power cut would: nothing gets the chance to tidy up. */
  kill(): Promise<void>
  /** End as Ctrl+C does. */
  stop(): Promise<void>
}

/** Start a program of ours on this Node and wait for its one JSON line. */
export async function startChild(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, [path.join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const ended = once(child, 'exit')
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${String(code)}: ${complaints}`))),
  ])
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    process: child,
    announced: JSON.parse(first) as Record<string, unknown>,
    complaints: () => complaints,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
