import { flushCompileCache } from 'node:module'

import { inTime } from '../composition/in-time.ts'
import type { HostOptions } from '../options.ts'
import { openInBrowser } from './open-in-browser.ts'
import { browserDiagnostics, startBrowserHost } from './start-browser-host.ts'

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once, as the system would have it. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Print the masked report on stdout, and nothing else there. @returns the exit code */
async function printDiagnostics(options: HostOptions): Promise<number> {
  const report = await browserDiagnostics(options)
  if (report.ok) process.stdout.write(report.value)
  else say(report.failure.message)
  return report.ok ? 0 : 1
}

/**
 * Run the browser host until it is told to end. Prints one JSON line on stdout (`url`, `host`, `port`, `dataDir`);
 * everything else goes to stderr.
 * @returns the exit code
 */
export async function runBrowserHost(options: HostOptions): Promise<number> {
  if (options.diagnostics) return printDiagnostics(options)
  const told = toldToEnd()
  const started = await startBrowserHost(options)
  if (!started.ok) {
    say(started.failure.message)
    return started.failure.code === 'profile.unreadable' ? 2 : 1
  }
  const { url, port, dataDir, own } = started.value
  if (!own) say('Stigg Companion runs already with this folder; this link lets one more page in.')
  process.stdout.write(`${JSON.stringify({ url, host: 'browser', port, dataDir })}\n`)
  // Kept now: a process that is killed keeps nothing at its end.
  flushCompileCache()
  const opened = options.open && (await openInBrowser(url))
  if (!opened) say(`Open ${url} in a browser within a minute. The link works once; "npm start" makes another.`)
  if (own) {
    await told
    await inTime(started.value.close())
  }
  return 0
}
