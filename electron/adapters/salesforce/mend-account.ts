import { z } from 'zod'

import type { Heard, WriterPort } from '#core/ports'
import type { StepAnswer, WireRequest } from '#shared/domain/run'
import type { AccountMendStep } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import { overheard, type SalesforceApi } from './api.ts'
import { heldText } from './link-accounts.ts'
import { queryPage, type WireRecord } from './query.ts'
import { fields as columns, soql } from './soql.ts'
import { pinnedVersion } from './versions.ts'
import { whileLocked } from './while-locked.ts'

const pathOf = ({ accountId }: AccountMendStep): string => `/sobjects/Account/${accountId}`
const bodyOf = ({ fields }: AccountMendStep): Record<string, string | null> =>
  Object.fromEntries(Object.entries(fields).map(([name, { to }]) => [name, to]))

const isAs = ({ fields }: AccountMendStep, row: WireRecord, which: 'from' | 'to'): boolean =>
  Object.entries(fields).every(([name, wanted]) => heldText(row[name]) === heldText(wanted[which]))

/**
 * Sets or clears what an account says of its Stigg customer, where it still says what was seen: the account is read, and
 * written on the condition that nobody has changed it since.
 * Source: REST API Developer Guide, "Update a Record", "Conditional Request Headers".
 */
export function createAccountMend(api: SalesforceApi): WriterPort<AccountMendStep> {
  async function rowOf(step: AccountMendStep, signal?: AbortSignal, heard?: Heard): Promise<Result<WireRecord | null>> {
    const names = columns(['Id', 'LastModifiedDate', ...Object.keys(step.fields)])
    const query = soql`SELECT ${names} FROM Account WHERE Id = ${step.accountId}`
    const page = await queryPage(overheard(api, heard), { soql: query }, signal)
    return page.ok ? ok(page.value.records[0] ?? null) : page
  }

  async function attempt(step: AccountMendStep, signal?: AbortSignal, heard?: Heard): Promise<Result<StepAnswer>> {
    const read = await rowOf(step, signal, heard)
    if (!read.ok) return read
    const row = read.value
    if (row && isAs(step, row, 'to')) return ok(answerOf(step, true))
    const stale = fail('link.stale', 'The account is not as it was seen', {
      name: step.name,
      accountId: step.accountId,
    })
    if (!row || !isAs(step, row, 'from')) return stale
    const sent = await api.call({
      heard,
      method: 'PATCH',
      path: pathOf(step),
      body: () => bodyOf(step),
      headers: { 'If-Unmodified-Since': new Date(String(row['LastModifiedDate'])).toUTCString() },
      as: z.unknown(),
      intent: 'write',
      signal,
    })
    if (sent.ok) return ok(answerOf(step, false))
    return sent.failure.facts['errorCode'] === 'PRECONDITION_FAILED' ? stale : sent
  }

  return {
    requestsFor: (step): readonly WireRequest[] => [
      {
        service: 'salesforce',
        method: 'PATCH',
        path: `/services/data/v${pinnedVersion}${pathOf(step)}`,
        body: bodyOf(step),
      },
    ],

    /** Fails: `link.stale`, `salesforce.refused`, `salesforce.locked` after three tries, `salesforce.outcome-unknown`. */
    send: (step, _key, signal, heard) => whileLocked(() => attempt(step, signal, heard), api.timeouts, signal),

    async readBack(step, signal, heard) {
      const read = await rowOf(step, signal, heard)
      if (!read.ok) return read
      return ok(read.value && isAs(step, read.value, 'to') ? answerOf(step, true) : null)
    },
  }
}

const answerOf = ({ accountId }: AccountMendStep, foundExisting: boolean): StepAnswer => ({
  recordId: accountId,
  foundExisting,
  byRunId: null,
  checkoutUrl: null,
  facts: {},
})
