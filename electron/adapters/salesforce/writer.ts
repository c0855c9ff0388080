import type { WriterPort } from '#core/ports'
import type { SalesforceStep } from '#shared/domain/run'

import type { SalesforceApi } from './api.ts'
import { createTaskLog } from './task-log.ts'
import { createWriteBack } from './write-back.ts'

/** Everything that is written to Salesforce, each kind of step by its own writer. */
export function createWriter(api: SalesforceApi): WriterPort<SalesforceStep> {
  const writeBack = createWriteBack(api)
  const taskLog = createTaskLog(api)
  return {
    requestsFor: (step) => (step.kind === 'log-task' ? taskLog.requestsFor(step) : writeBack.requestsFor(step)),
    send: (step, ...rest) => (step.kind === 'log-task' ? taskLog.send(step, ...rest) : writeBack.send(step, ...rest)),
    readBack: (step, ...rest) =>
      step.kind === 'log-task' ? taskLog.readBack(step, ...rest) : writeBack.readBack(step, ...rest),
  }
}
