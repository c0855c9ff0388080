import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '../..')
const Line = z.object({ url: z.url(), port: z.number(), dataDir: z.string() })

export interface HostProcess {
  /** Lets one page in, once. */
  readonly url: string
  readonly port: number
  /** What it wrote to stderr so far. */
  said(): string
  /** End it, and wait until it is gone. SIGKILL is a power cut; SIGTERM lets it close what is open. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Resolves with the first line on stdout; rejects with what was said on stderr where the process ends before. */
function firstLine(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`The host ended with ${code} before it was ready:\n${said()}`)))
  })
}

/** Start the browser host as a process of its own. @param port 0 = any free one */
export async function startHost(dataDir: string, port = 0, more: readonly string[] = []): Promise<HostProcess> {
  const main = path.join(root, 'electron/hosts/browser/main.ts')
  const args = [main, '--no-open', '--port', String(port), '--data-dir', dataDir, ...more]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const said = () => words
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = Line.parse(JSON.parse(await firstLine(child, said)))
  return {
    ...ready,
    said,
    async end(signal) {
      child.kill(signal)
      await gone
    },
  }
}
