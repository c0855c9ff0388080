import { z } from 'zod'

import type { NativeFlows } from '#core/ports'
import { ok, type FailureCode, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { QueryPage, queryRows } from './query.ts'
import { soql } from './soql.ts'

/** An active flow as either API tells of it. */
interface ActiveFlow {
  readonly label: string
  /** Everything that could name whose it is. */
  readonly texts: readonly string[]
  /** ID of the version that runs, where its insides are worth a look: it starts with a record of ours. */
  readonly lookInto: string | null
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** Source: Object Reference, "FlowDefinitionView". */
const ViewRow = z
  .object({
    ApiName: text,
    Label: text,
    Description: text,
    NamespacePrefix: text,
    TriggerType: text,
    TriggerObjectOrEventLabel: text,
    ActiveVersionId: text,
  })
  .transform((row): ActiveFlow => {
    const starts =
      row.TriggerType.startsWith('Record') && /opportunity|account|quote/i.test(row.TriggerObjectOrEventLabel)
    return {
      label: row.Label || row.ApiName,
      texts: [row.ApiName, row.Label, row.Description, row.NamespacePrefix],
      lookInto: starts && row.ActiveVersionId !== '' ? row.ActiveVersionId : null,
    }
  })

/** Source: Tooling API, "FlowDefinition". */
const DefinitionRow = z
  .object({ DeveloperName: text, MasterLabel: text, Description: text, NamespacePrefix: text })
  .transform((row): ActiveFlow => ({
    label: row.MasterLabel || row.DeveloperName,
    texts: [row.DeveloperName, row.MasterLabel, row.Description, row.NamespacePrefix],
    lookInto: null,
  }))

const ViewRows = z.array(ViewRow)
const DefinitionRows = z.array(DefinitionRow)
/** Source: Tooling API, "Flow": `Metadata` is only told of one version at a time. */
const FlowVersion = z.object({ Metadata: z.unknown() })

/** How many flows are looked into: each costs a call. */
const most = 12
const mayNotAsk = new Set<FailureCode>(['salesforce.not-visible', 'salesforce.not-found', 'salesforce.needs-admin'])
const isStiggs = (written: string): boolean => /stigg/i.test(written)

/**
 * Active flows that point to Stigg: by name, label, description or namespace, and, because companies are told to save
 * the packaged flow under a name of their own, by what a flow on opportunities, accounts or quotes calls.
 * `unknown` where neither API shows the user the org's flows.
 * Source: Object Reference, "FlowDefinitionView"; Tooling API, "FlowDefinition" and "Flow".
 */
export async function readNativeFlows(api: SalesforceApi, signal?: AbortSignal): Promise<Result<NativeFlows>> {
  const active = await activeFlows(api, signal)
  if (!active.ok) return mayNotAsk.has(active.failure.code) ? ok({ state: 'unknown', names: [] }) : active
  const named = active.value.filter(({ texts }) => texts.some(isStiggs))
  const others = active.value.filter((flow) => !named.includes(flow) && flow.lookInto !== null).slice(0, most)
  const looked = await Promise.all(others.map(async (flow) => ({ flow, calls: await callsStigg(api, flow, signal) })))
  const names = [...named, ...looked.flatMap(({ flow, calls }) => (calls ? [flow] : []))].map(({ label }) => label)
  return ok({ state: names.length > 0 ? 'active' : 'none', names: [...new Set(names)].toSorted() })
}

async function activeFlows(api: SalesforceApi, signal: AbortSignal | undefined): Promise<Result<ActiveFlow[]>> {
  const viewed = await queryRows(
    api,
    {
      soql: soql`SELECT ApiName, Label, Description, NamespacePrefix, TriggerType, TriggerObjectOrEventLabel, ActiveVersionId FROM FlowDefinitionView WHERE IsActive = true`,
    },
    signal,
  )
  if (viewed.ok) return parsed(api, ViewRows, viewed.value)
  if (!mayNotAsk.has(viewed.failure.code)) return viewed
  const { text: query } =
    soql`SELECT DeveloperName, MasterLabel, Description, NamespacePrefix FROM FlowDefinition WHERE ActiveVersionId != null`
  const defined = await api.call({
    method: 'GET',
    path: `/tooling/query?q=${encodeURIComponent(query)}`,
    as: QueryPage,
    intent: 'read',
    timeoutMs: api.timeouts.queryMs,
    signal,
  })
  return defined.ok ? parsed(api, DefinitionRows, defined.value.records) : defined
}

function parsed(api: SalesforceApi, rows: z.ZodType<ActiveFlow[]>, found: unknown): Result<ActiveFlow[]> {
  const read = rows.safeParse(found)
  if (read.success) return ok(read.data)
  const failure = api.failures.of('salesforce.unexpected-answer', 'Flows came in another shape', {})
  return { ok: false, failure }
}

/** Whether what a flow does names Stigg: an action of its package. A flow that cannot be looked into tells nothing. */
async function callsStigg(api: SalesforceApi, { lookInto }: ActiveFlow, signal?: AbortSignal): Promise<boolean> {
  const version = await api.call({
    method: 'GET',
    path: `/tooling/sobjects/Flow/${encodeURIComponent(lookInto ?? '')}`,
    as: FlowVersion,
    intent: 'read',
    signal,
  })
  return version.ok && isStiggs(JSON.stringify(version.value.Metadata ?? ''))
}
