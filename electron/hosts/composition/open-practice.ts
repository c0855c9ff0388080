import { startPractice } from '#practice/start-practice'

import type { PracticeConnection } from './practice-connection.ts'
import type { PracticeWanted } from './practice-wanted.ts'

/** The practice services as the rest of a host sees them, be they ours or somebody else's. */
export interface OpenPractice {
  /** Where they are, with a session that works now. */
  readonly connection: PracticeConnection
  /** Back to the seed; resolves with a fresh session. Null where the services are not ours to reset. */
  readonly startOver: (() => Promise<PracticeConnection>) | null
  close(): Promise<void>
}

/** Start the practice services over their files in `folder`, or take those that were named. */
export async function openPractice(folder: string, wanted: PracticeWanted): Promise<OpenPractice> {
  if (wanted.apart !== null) {
    return { connection: wanted.apart, startOver: null, close: () => Promise.resolve() }
  }
  const practice = await startPractice({
    dataDir: folder,
    ...(wanted.opportunities === null ? {} : { opportunities: wanted.opportunities }),
    ...(wanted.seed === null ? {} : { seed: wanted.seed }),
  })
  return {
    connection: practice,
    async startOver() {
      await practice.startOver()
      return practice
    },
    close: () => practice.close(),
  }
}
