import { z } from 'zod'

import type { Heard, WriterPort } from '#core/ports'
import type { StepAnswer, WireRequest } from '#shared/domain/run'
import type { LogTaskStep } from '#shared/domain/step'
import { ok, type Result } from '#shared/failure'

import { overheard, type SalesforceApi } from './api.ts'
import { queryPage } from './query.ts'
import { soql } from './soql.ts'
import { pinnedVersion } from './versions.ts'
import { whileLocked } from './while-locked.ts'

/** Source: REST API Developer Guide, "Create a Record". */
const Created = z.object({ id: z.string() })

const path = '/sobjects/Task'

/** What is done already: it stands in the activity history, in nobody's list of things to do. */
const bodyOf = ({ opportunityId, subject, description }: LogTaskStep): unknown => ({
  WhatId: opportunityId,
  Subject: subject,
  Status: 'Completed',
  Description: description,
})

/**
 * Logs what was done as a task of the opportunity. Salesforce has no key for a repeated request: a task is found again
 * by the mark in its subject, and looked for before it is made.
 */
export function createTaskLog(api: SalesforceApi): WriterPort<LogTaskStep> {
  async function find(step: LogTaskStep, signal?: AbortSignal, heard?: Heard): Promise<Result<StepAnswer | null>> {
    const query = soql`SELECT Id FROM Task WHERE WhatId = ${step.opportunityId} AND Subject LIKE ${`%${step.mark}%`} LIMIT 1`
    const page = await queryPage(overheard(api, heard), { soql: query }, signal)
    if (!page.ok) return page
    const [row] = page.value.records
    return ok(row ? answerOf(String(row['Id']), true) : null)
  }

  return {
    requestsFor: (step): readonly WireRequest[] => [
      { service: 'salesforce', method: 'POST', path: `/services/data/v${pinnedVersion}${path}`, body: bodyOf(step) },
    ],

    /** Fails: `salesforce.refused`, `salesforce.locked` after three tries, `salesforce.outcome-unknown`. */
    async send(step, _key, signal, heard) {
      const there = await find(step, signal, heard)
      if (!there.ok) return there
      if (there.value) return ok(there.value)
      const made = await whileLocked(
        () => api.call({ heard, method: 'POST', path, body: () => bodyOf(step), as: Created, intent: 'write', signal }),
        api.timeouts,
        signal,
      )
      return made.ok ? ok(answerOf(made.value.id, false)) : made
    },

    readBack: find,
  }
}

const answerOf = (recordId: string, foundExisting: boolean): StepAnswer => ({
  recordId,
  foundExisting,
  byRunId: null,
  checkoutUrl: null,
  facts: {},
})
