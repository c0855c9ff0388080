import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const Started = z.object({
  msg: z.literal('Practice services'),
  salesforce: z.url(),
  stigg: z.url(),
  customerApp: z.url(),
})

export interface PracticeAddresses {
  readonly salesforce: string
  readonly stigg: string
  readonly customerApp: string
}

/** Where the practice services of a running app answer, out of its log: their control planes are under /__practice. */
export function practiceAddresses(dataDir: string): PracticeAddresses {
  const lines = readFileSync(path.join(dataDir, 'companion.log'), 'utf8').trim().split('\n').reverse()
  for (const line of lines) {
    const started = Started.safeParse(JSON.parse(line))
    if (started.success) return started.data
  }
  throw new Error('The log names no practice services')
}
