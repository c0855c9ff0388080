import { openJournal } from '#adapters/sqlite/open-journal'
import { aRun, aStepRecord, customerStep } from '../../core/run-builders.ts'

/* A process that journals without end until it is killed, and says after each call what is on the disk by then. */

const { port } = openJournal(process.argv[2] ?? ':memory:')
process.stdout.write(`${JSON.stringify({ pid: process.pid })}\n`)
for (let count = 1; ; count++) {
  const id = `run-${count}`
  port.open(aRun({ id }))
  process.stdout.write(`${JSON.stringify({ id, sent: false })}\n`)
  port.step(id, 0, aStepRecord(customerStep, { state: 'sent', sentAt: '2026-11-21T09:00:01.000Z' }))
  process.stdout.write(`${JSON.stringify({ id, sent: true })}\n`)
}
