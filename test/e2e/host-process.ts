import { z } from 'zod'

import { startChild } from '#test/harness/child'

const Line = z.object({ url: z.url(), port: z.number() })

export interface HostProcess {
  /** Lets one page in, once. */
  readonly url: string
  readonly port: number
  /** What it wrote to stderr so far. */
  said(): string
  /** End it, and wait until it is gone. SIGKILL is a power cut; SIGTERM lets it close what is open. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Start the browser host as a process of its own. @param port 0 = any free one */
export async function startHost(dataDir: string, port = 0, more: readonly string[] = []): Promise<HostProcess> {
  const args = ['--no-open', '--port', String(port), '--data-dir', dataDir, ...more]
  const child = await startChild('electron/hosts/browser/main.ts', args)
  return {
    ...Line.parse(child.announced),
    said: () => child.complaints(),
    end: (signal) => (signal === 'SIGKILL' ? child.kill() : child.stop()),
  }
}
