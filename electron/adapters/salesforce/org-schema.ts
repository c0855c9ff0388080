import { z } from 'zod'

import { failure, ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { unlessAborted } from './wait.ts'

/** Source: REST API Developer Guide, "sObject Describe": the parts of a field that matter here. */
export const DescribedField = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  custom: z.boolean(),
  length: z.number().int(),
  updateable: z.boolean(),
  calculated: z.boolean(),
  filterable: z.boolean(),
  picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })).default([]),
})
export type DescribedField = z.infer<typeof DescribedField>

const RecordTypeInfo = z.object({ developerName: z.string(), active: z.boolean(), master: z.boolean() })
const Describe = z.object({
  name: z.string(),
  fields: z.array(DescribedField),
  recordTypeInfos: z.array(RecordTypeInfo).default([]),
})

/** Source: REST API Developer Guide, "Composite Batch". */
const BatchAnswer = z.object({ results: z.array(z.object({ statusCode: z.number().int(), result: z.unknown() })) })

const standardObjects = ['Product2', 'OpportunityLineItem', 'Account', 'Opportunity'] as const
/** Of Salesforce CPQ's package; absent where it is not installed, or not licensed for the user. */
const cpqObjects = ['SBQQ__QuoteLine__c', 'SBQQ__Quote__c'] as const

/** What the signed-in user may see of the org: objects and their fields. Queries are built from it, never from hope. */
export interface OrgSchema {
  has(object: string, field: string): boolean
  fieldsOf(object: string): readonly DescribedField[]
  /** Developer names of an object's record types that are in use. */
  recordTypesOf(object: string): readonly string[]
}

export const toOrgSchema = (
  objects: ReadonlyMap<string, readonly DescribedField[]>,
  recordTypes: ReadonlyMap<string, readonly string[]> = new Map(),
): OrgSchema => {
  const names = new Map([...objects].map(([object, fields]) => [object, new Set(fields.map(({ name }) => name))]))
  return {
    has: (object, field) => names.get(object)?.has(field) ?? false,
    fieldsOf: (object) => objects.get(object) ?? [],
    recordTypesOf: (object) => recordTypes.get(object) ?? [],
  }
}

/**
 * Describe every object that deals are read from, in one round trip.
 * Fails: `salesforce.not-visible` where a standard object is hidden from the user; CPQ's may be.
 */
async function readOrgSchema(api: SalesforceApi, signal?: AbortSignal): Promise<Result<OrgSchema>> {
  const wanted = [...standardObjects, ...cpqObjects]
  const answer = await api.call({
    method: 'POST',
    path: '/composite/batch',
    body: (version) => ({
      haltOnError: false,
      batchRequests: wanted.map((object) => ({ method: 'GET', url: `v${version}/sobjects/${object}/describe` })),
    }),
    as: BatchAnswer,
    intent: 'read',
    signal,
  })
  if (!answer.ok) return answer
  const objects = new Map<string, readonly DescribedField[]>()
  const recordTypes = new Map<string, readonly string[]>()
  for (const [index, object] of wanted.entries()) {
    const part = answer.value.results[index]
    const described = part?.statusCode === 200 ? Describe.safeParse(part.result) : null
    if (described?.success) {
      objects.set(object, described.data.fields)
      const inUse = described.data.recordTypeInfos.filter(({ active, master }) => active && !master)
      recordTypes.set(
        object,
        inUse.map(({ developerName }) => developerName),
      )
    } else if (index < standardObjects.length) {
      const status = part?.statusCode ?? 0
      if (status === 404) {
        return { ok: false, failure: failure('salesforce.not-visible', `${object} is hidden`, { object }) }
      }
      return { ok: false, failure: api.failures.fromBody(part?.result, status, 'read', { object }) }
    }
  }
  return ok(toOrgSchema(objects, recordTypes))
}

export interface SchemaCache {
  /** The schema in memory, or a fresh one. */
  get(signal?: AbortSignal): Promise<Result<OrgSchema>>
  /** A fresh one in any case. */
  fresh(signal?: AbortSignal): Promise<Result<OrgSchema>>
  drop(): void
}

/** Keeps one org's schema; one question at a time for any number of callers. A failure is not kept. */
export function createSchemaCache(api: SalesforceApi): SchemaCache {
  let asked: Promise<Result<OrgSchema>> | null = null
  const ask = (): Promise<Result<OrgSchema>> => {
    const asking = readOrgSchema(api).then((answer) => {
      if (!answer.ok && asked === asking) asked = null
      return answer
    })
    asked = asking
    return asking
  }
  const cancelled = (): Result<OrgSchema> => ({
    ok: false,
    failure: failure('request.cancelled', 'Given up by the caller'),
  })
  return {
    get: (signal) => unlessAborted(asked ?? ask(), signal, cancelled),
    fresh: (signal) => unlessAborted(ask(), signal, cancelled),
    drop() {
      asked = null
    },
  }
}
