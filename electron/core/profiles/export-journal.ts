import type { Ports } from '../ports.ts'

/** Every run of the profile with its steps and answers, newest first, as JSON. The journal holds no secret. */
export function exportedJournal({ journal, settings, clock }: Pick<Ports, 'journal' | 'settings' | 'clock'>): {
  fileName: string
  text: string
} {
  const at = clock.now().toISOString()
  const { id, name, kind } = settings.profile()
  const runs = journal.list({}).flatMap(({ id: runId }) => journal.get(runId) ?? [])
  const text = JSON.stringify(
    { kind: 'stigg-companion-journal', version: 1, at, profile: { id, name, kind }, runs },
    null,
    2,
  )
  return { fileName: `stigg-companion-journal-${at.slice(0, 10)}.json`, text: `${text}\n` }
}
