import { spawn } from 'node:child_process'

import type { HostOptions } from '../options.ts'

/** The options that Electron's host takes, as it takes them. */
const argumentsFor = (options: HostOptions): string[] => [
  ...(options.diagnostics ? ['--diagnostics'] : []),
  ...Object.entries({
    'data-dir': options.dataDir,
    practice: options.practice,
    profile: options.profile,
    opportunities: options.opportunities,
    seed: options.seed,
  }).flatMap(([name, value]) => (value === null ? [] : [`--${name}=${value}`])),
]

/**
 * Run the desktop app until it ends.
 * @returns its exit code, or null where it ended in trouble before it had said that it started: it cannot run here
 */
export function runElectron(binary: string, root: string, options: HostOptions): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(binary, [root, ...argumentsFor(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let started = false
    child.stdout.on('data', (chunk: Buffer) => {
      started = true
      process.stdout.write(chunk)
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(started || code === 0 ? (code ?? 1) : null))
  })
}
