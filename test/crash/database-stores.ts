import path from 'node:path'

import type { DraftsPort, JournalPort } from '#core/ports'
import { openDrafts } from '#adapters/sqlite/open-drafts'
import { openJournal } from '#adapters/sqlite/open-journal'
import { aRun } from '#test/electron/core/run-builders'

import { sameNumber, type OpenStores, type Reading, type Store } from './store.ts'

const at = '2026-11-21T09:00:00.000Z'
const deals = ['0065g00000CdEfGAAV', '0065g00000CdEfHAAV', '0065g00000CdEfIAAV']

/** A run of a deal, from its opening to its end, as the gateway writes it; each record of it holds the number. */
function putRun(journal: JournalPort, slot: string, n: number): void {
  const run = aRun({ id: `${slot}-${n}`, opportunityId: slot, startedBy: `user-${n}`, state: 'running' })
  const steps = run.steps.map((record) => ({ ...record, attempt: n }))
  journal.open({ ...run, steps })
  for (const [index, record] of steps.entries()) {
    journal.step(run.id, index, { ...record, state: 'sent', sentAt: at })
    journal.step(run.id, index, { ...record, state: 'done', sentAt: at, answeredAt: at })
  }
  journal.replan(
    run.id,
    `customer-${n}`,
    steps.map((record) => ({ ...record, state: 'done' as const })),
  )
  journal.close(run.id, { state: 'done', finishedAt: at })
}

/** Which runs of a deal came to their end. One that did not has to be whole all the same. */
function readRuns(journal: JournalPort, slot: string): Reading {
  const finished: number[] = []
  for (const { id, state } of journal.list({ opportunityId: slot })) {
    const run = journal.get(id)
    if (run === null) return { damaged: `lists ${id} and does not have it` }
    const [n] = run.steps.map(({ attempt }) => attempt)
    const whole = run.steps.length === aRun().steps.length && run.steps.every(({ attempt }) => attempt === n)
    if (!whole || id !== `${slot}-${n}` || run.startedBy !== `user-${n}`) return { damaged: `${id} is a mixture` }
    if (state !== 'done') continue
    const ended = run.steps.every((record) => record.state === 'done') && run.customerId === `customer-${n}`
    if (!ended) return { damaged: `${id} is done and its steps are not` }
    finished.push(n ?? 0)
  }
  return finished
}

export function journalStore(folder: string): OpenStores {
  const { port, keptAside } = openJournal(path.join(folder, 'journal.db'))
  const store: Store = {
    name: 'journal',
    slots: deals,
    appends: true,
    put: (slot, n) => putRun(port, slot, n),
    read: (slot) => readRuns(port, slot),
  }
  return { stores: [store], aside: keptAside === null ? [] : [keptAside] }
}

const draftOf = (port: DraftsPort, slot: string): Reading => {
  const kept = port.all().find(({ opportunityId }) => opportunityId === slot)
  return sameNumber([kept?.edits.customer?.name, kept?.edits.customer?.id])
}

export function draftsStore(folder: string): OpenStores {
  const { port, keptAside } = openDrafts(path.join(folder, 'drafts.db'))
  const store: Store = {
    name: 'drafts',
    slots: deals,
    appends: false,
    put(slot, n) {
      const edits = { customer: { name: `name-${n}`, id: `name-${n}` }, subscriptions: {} }
      if (n === 0) port.forget(slot)
      else port.keep({ opportunityId: slot, keptAt: at, edits })
    },
    read: (slot) => draftOf(port, slot),
  }
  return { stores: [store], aside: keptAside === null ? [] : [keptAside] }
}
