import { renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'

import type { LogPort } from '#core/ports'

import { redact, redactText } from './redact.ts'

const mostBytes = 5_000_000

/** One older log is kept, so that a long-lived installation never fills a disk. */
function turnOver(file: string): void {
  try {
    if (statSync(file).size > mostBytes) renameSync(file, file.replace(/\.log$/, '.1.log'))
  } catch {
    // There is no log yet, or it cannot be moved: writing on is better than not starting.
  }
}

/**
 * The app's log: one JSON record a line in companion.log. Every record is on disk before the call returns, since the one
 * that matters is the last one before a crash.
 */
export function openLog(dataDir: string): LogPort {
  const file = path.join(dataDir, 'companion.log')
  turnOver(file)
  const log = pino(
    { base: { pid: process.pid }, formatters: { log: redact } },
    pino.destination({ dest: file, mkdir: true, sync: true, mode: 0o600 }),
  )
  return {
    info: (message, facts = {}) => log.info(facts, redactText(message)),
    warn: (message, facts = {}) => log.warn(facts, redactText(message)),
    error: (message, facts = {}) => log.error(facts, redactText(message)),
  }
}
