import { startPractice } from '#practice/start-practice'
import { fail, ok, type Result } from '#shared/failure'

import type { PracticeConnection } from './practice-connection.ts'
import { practiceSession } from './practice-session.ts'
import type { PracticeWanted } from './practice-wanted.ts'

/** The practice services as the rest of a host sees them, be they ours or somebody else's. */
export interface OpenPractice {
  /** Where they are, with a session that works now. */
  readonly connection: PracticeConnection
  /** A file of theirs that could not be read and was kept aside. */
  readonly keptAside: string | null
  /** Back to the seed; resolves with a fresh session, or with null where the one that is there still holds. */
  startOver(): Promise<PracticeConnection | null>
  close(): Promise<void>
}

/** Services of another process: its control plane puts both back, and every sign-in stays. */
async function practiceApart(connection: PracticeConnection): Promise<OpenPractice> {
  const session = await practiceSession(connection.salesforce)
  return {
    connection: { ...connection, salesforce: { ...connection.salesforce, ...session } },
    keptAside: null,
    async startOver() {
      const answer = await fetch(new URL('/__practice/start-over', connection.salesforce.loginUrl), { method: 'POST' })
      if (!answer.ok) throw new Error(`The practice services did not start over: HTTP ${answer.status}`)
      return null
    },
    close: () => Promise.resolve(),
  }
}

async function practiceOfOurs(folder: string, wanted: PracticeWanted): Promise<OpenPractice> {
  const practice = await startPractice({
    dataDir: folder,
    opportunities: wanted.opportunities ?? undefined,
    seed: wanted.seed ?? undefined,
  })
  return {
    connection: practice,
    keptAside: practice.notice === undefined ? null : 'practice.sqlite',
    async startOver() {
      await practice.startOver()
      return practice
    },
    close: () => practice.close(),
  }
}

/**
 * Start the practice services over their files in `folder`, or take those that were named.
 * Fails: `profile.unreadable` in a sentence, where they do not start or do not answer.
 */
export async function openPractice(folder: string, wanted: PracticeWanted): Promise<Result<OpenPractice>> {
  try {
    return ok(wanted.apart === null ? await practiceOfOurs(folder, wanted) : await practiceApart(wanted.apart))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const which =
      wanted.apart === null ? 'could not be started' : `at ${wanted.apart.salesforce.loginUrl} cannot be used`
    return fail('profile.unreadable', `The practice services ${which}: ${why}`)
  }
}
