import type { LogPort } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { isMultiCurrency } from './deal-columns.ts'
import { readOrg } from './org.ts'
import type { OrgSchema, SchemaCache } from './org-schema.ts'

/** What every reader of deals needs to know of the org. */
export interface OrgContext {
  readonly api: SalesforceApi
  readonly schema: OrgSchema
  /** Lower case; what records without a currency of their own are in. */
  readonly currency: string
  readonly log: LogPort
}

export interface OrgContexts {
  get(signal?: AbortSignal): Promise<Result<OrgContext>>
  /** Forget what was known: the user was given other rights, or another org was signed in to. */
  drop(): void
}

export function createOrgContexts(api: SalesforceApi, schemas: SchemaCache, log: LogPort): OrgContexts {
  let orgCurrency: string | null = null
  return {
    async get(signal) {
      const schema = await schemas.get(signal)
      if (!schema.ok) return schema
      if (orgCurrency === null && !isMultiCurrency(schema.value)) {
        const org = await readOrg(api, signal)
        if (!org.ok) return org
        orgCurrency = org.value.currency
      }
      // In an org with several currencies each record names its own.
      return ok({ api, schema: schema.value, currency: orgCurrency ?? 'usd', log })
    },
    drop() {
      schemas.drop()
      orgCurrency = null
    },
  }
}

/**
 * Do what needs the schema. Where Salesforce then knows a field no more (it was removed, or hidden from the user), the
 * schema is read anew and the work is done once more.
 */
export async function withFreshSchema<T>(
  contexts: OrgContexts,
  work: (context: OrgContext) => Promise<Result<T>>,
  signal?: AbortSignal,
): Promise<Result<T>> {
  const context = await contexts.get(signal)
  if (!context.ok) return context
  const first = await work(context.value)
  if (first.ok || first.failure.facts['errorCode'] !== 'INVALID_FIELD') return first
  contexts.drop()
  const again = await contexts.get(signal)
  return again.ok ? work(again.value) : again
}
