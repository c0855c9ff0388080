import type { WriterPort } from '#core/ports'
import type { SalesforceStep } from '#shared/domain/step'

import type { SalesforceApi } from './api.ts'
import { createAccountMend } from './mend-account.ts'
import { createTaskLog } from './task-log.ts'
import { createWriteBack } from './write-back.ts'

/** Everything that is written to Salesforce, each kind of step by its own writer. */
export function createWriter(api: SalesforceApi): WriterPort<SalesforceStep> {
  const writeBack = createWriteBack(api)
  const taskLog = createTaskLog(api)
  const accountMend = createAccountMend(api)
  return {
    requestsFor(step) {
      if (step.kind === 'mend-account') return accountMend.requestsFor(step)
      return step.kind === 'log-task' ? taskLog.requestsFor(step) : writeBack.requestsFor(step)
    },
    send(step, ...rest) {
      if (step.kind === 'mend-account') return accountMend.send(step, ...rest)
      return step.kind === 'log-task' ? taskLog.send(step, ...rest) : writeBack.send(step, ...rest)
    },
    readBack(step, ...rest) {
      if (step.kind === 'mend-account') return accountMend.readBack(step, ...rest)
      return step.kind === 'log-task' ? taskLog.readBack(step, ...rest) : writeBack.readBack(step, ...rest)
    },
  }
}
