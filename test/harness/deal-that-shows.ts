import { STORIES } from '#practice/seed/deals/all'
import type { Shown } from '#practice/seed/shown'

import type { PracticeProcess } from './practice-process.ts'

/** The ID of the seeded deal that shows something. */
export async function dealThatShows(shows: Shown, practice: Pick<PracticeProcess, 'query'>): Promise<string> {
  const story = STORIES.find((candidate) => candidate.shows.includes(shows))
  const rows = await practice.query('SELECT Id, Name FROM Opportunity')
  return String(rows.find(({ Name }) => Name === story?.name)?.Id)
}
