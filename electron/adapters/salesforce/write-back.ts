import { z } from 'zod'

import type { Heard, WriterPort } from '#core/ports'
import type { StepAnswer, WireRequest } from '#shared/domain/run'
import type { WriteBackStep } from '#shared/domain/step'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, failure, ok, type Failure, type Result } from '#shared/failure'

import { overheard, type SalesforceApi } from './api.ts'
import { queriesAtOnce, rowsFrom, type WireRecord } from './query.ts'
import { fields as columns, identifier, ids, soql } from './soql.ts'
import { mostTelling, VendorError } from './to-failure.ts'
import { pinnedVersion } from './versions.ts'
import { sameValue } from './same-value.ts'
import { whileLocked } from './while-locked.ts'

/** Source: REST API Developer Guide, "sObject Collections": rows in the order of the request. */
const SaveResults = z.array(z.object({ success: z.boolean(), errors: z.array(VendorError).default([]) })).min(1)

/** Our write gives the account no new owner. Source: REST API Developer Guide, "Assignment Rule Header". */
const keepOwners = { 'Sforce-Auto-Assign': 'FALSE' }

type WrittenRecord = WriteBackStep['records'][number]

const path = '/composite/sobjects'

const inOrder = (records: readonly WrittenRecord[]): WrittenRecord[] =>
  records.toSorted((a, b) => Number(a.object > b.object) - Number(a.object < b.object))

/** One collection, applied as a whole or not at all. Records of one object stand together, as Salesforce wants them. */
const bodyOf = ({ records }: WriteBackStep): unknown => ({
  allOrNone: true,
  records: inOrder(records).map(({ object, recordId, fields }) =>
    Object.assign({ attributes: { type: object }, id: recordId }, fields),
  ),
})

/**
 * Writes fields back to Salesforce. The same values written twice make no difference, but the org's automation may run
 * twice: so nothing is repeated here except what Salesforce says that it did not apply.
 */
export function createWriteBack(api: SalesforceApi): WriterPort<WriteBackStep> {
  async function attempt(step: WriteBackStep, signal?: AbortSignal, heard?: Heard): Promise<Result<StepAnswer>> {
    const answer = await api.call({
      heard,
      method: 'PATCH',
      path,
      body: () => bodyOf(step),
      headers: keepOwners,
      as: SaveResults,
      intent: 'write',
      signal,
    })
    if (!answer.ok) return answer
    const failed = answer.value.flatMap(({ success, errors }, index) => (success ? [] : [{ index, errors }]))
    if (failed.length === 0 && answer.value.length === step.records.length) return ok(answerOf(step, false))
    if (failed.length === 0) return fail('salesforce.outcome-unknown', 'Fewer rows came back than were sent')
    return { ok: false, failure: refusal(step, failed) }
  }

  function refusal(
    { records }: WriteBackStep,
    failed: readonly { readonly index: number; readonly errors: readonly VendorError[] }[],
  ): Failure {
    const cause = mostTelling(failed.flatMap(({ errors }) => errors))
    const index = failed.find(({ errors }) => cause && errors.includes(cause))?.index ?? 0
    const record = inOrder(records)[index]
    const facts = record ? { object: record.object, record: record.recordId } : {}
    if (!cause) return failure('salesforce.refused', 'Refused without a reason', facts)
    if (cause.code === 'UNABLE_TO_LOCK_ROW') return api.failures.fromVendor(cause, 400, 'write', facts)
    return api.failures.of('salesforce.refused', `${cause.code}: ${cause.message}`, {
      errorCode: cause.code,
      message: cause.message,
      fields: cause.fields.join(', '),
      ...facts,
    })
  }

  return {
    requestsFor: (step): readonly WireRequest[] =>
      step.records.length === 0
        ? []
        : [
            {
              service: 'salesforce',
              method: 'PATCH',
              path: `/services/data/v${pinnedVersion}${path}`,
              body: bodyOf(step),
            },
          ],

    /**
     * Fails: `salesforce.refused` with facts `errorCode`, `message` (verbatim), `object`, `record`, `fields`;
     * `salesforce.locked` after three tries; `salesforce.outcome-unknown` where it may have been applied.
     */
    async send(step, _key, signal, heard) {
      if (step.records.length === 0) return ok(answerOf(step, false))
      return whileLocked(() => attempt(step, signal, heard), api.timeouts, signal)
    },

    async readBack(step, signal, heard) {
      const listening = overheard(api, heard)
      const byObject = Map.groupBy(step.records, ({ object }) => object)
      const queries = Object.fromEntries(
        [...byObject].map(([object, records]) => [object, { soql: readingOf(object, records) }]),
      )
      if (byObject.size === 0) return ok(answerOf(step, true))
      const pages = await queriesAtOnce(listening, queries, signal)
      if (!pages.ok) return pages
      const found = new Map<string, WireRecord>()
      for (const [object, query] of Object.entries(queries)) {
        const page = pages.value[object]
        if (!page?.ok) return page ?? fail('salesforce.unexpected-answer', `No answer for ${object}`)
        const rows = await rowsFrom(listening, query, page.value, signal)
        if (!rows.ok) return rows
        for (const row of rows.value) found.set(String(row['Id']), row)
      }
      const applied = step.records.every(({ recordId, fields }) =>
        Object.entries(fields).every(([name, value]) =>
          sameValue(found.get(toId18(recordId) ?? recordId)?.[name], value),
        ),
      )
      return ok(applied ? answerOf(step, true) : null)
    },
  }
}

const readingOf = (object: string, records: readonly WrittenRecord[]) =>
  soql`SELECT ${columns(['Id', ...records.flatMap(({ fields }) => Object.keys(fields))])} FROM ${identifier(object)} WHERE Id IN ${ids(records.map(({ recordId }) => recordId))}`

const answerOf = ({ records }: WriteBackStep, foundExisting: boolean): StepAnswer => ({
  recordId: records[0]?.recordId ?? '',
  foundExisting,
  byRunId: null,
  checkoutUrl: null,
  facts: {
    records: String(records.length),
    fields: String(records.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0)),
  },
})
