import { Diagnostics, hostKindOf, knownScopes } from '#shared/domain/diagnostics'
import type { ProvisioningRules } from '#shared/domain/profile'
import { RunState } from '#shared/domain/run'

import type { Ports, Probe } from '../ports.ts'
import type { Watch } from '../watch/watch.ts'
import { anyDeal } from '../watch/won-deals.ts'
import { connectionState, type Connections } from '../workspace/connection.ts'

/** Runs whose failures are told. */
const lastRuns = 200

type DiagnosePorts = Pick<
  Ports,
  'clock' | 'host' | 'journal' | 'mirror' | 'probes' | 'salesforce' | 'settings' | 'system' | 'vault' | 'version'
>

/**
 * What helps to find out why something does not work, with nothing in it that is a customer's. Asks both services whether
 * they answer, without a secret. What does not fit the masked shape is a defect and is thrown.
 */
export async function diagnose(
  connections: Connections,
  watch: Pick<Watch, 'status'>,
  ports: DiagnosePorts,
  signal?: AbortSignal,
): Promise<Diagnostics> {
  const [salesforce, stigg] = await Promise.all([ports.probes.salesforce(signal), ports.probes.stigg(signal)])
  const { org, environment, fields, salesforceFailure, stiggFailure, connecting } = connections.current()
  const profile = ports.settings.profile()
  const { share, state, because, nextAt } = watch.status()
  const { asOf, isWhole } = ports.mirror.progress()
  const drift = ports.mirror.drift()
  return Diagnostics.parse({
    madeAt: ports.clock.now().toISOString(),
    app: { version: ports.version, host: ports.host },
    system: ports.system.facts(),
    profile: { kind: profile.kind, access: profile.access },
    secrets: { keptIn: ports.vault.protection },
    salesforce: {
      ...reached(salesforce),
      state: connectionState(org !== null, salesforceFailure, connecting),
      failure: salesforceFailure?.code ?? null,
      isSandbox: org?.isSandbox ?? null,
      scopes: ports.probes.scopes()?.map((scope) => knownScopes.find((known) => known === scope) ?? 'other') ?? null,
      orgRequests: ports.salesforce.usage().org,
      appRequests: { used: share.used, allowed: share.allowed },
      fieldsFound: fields && {
        found: Object.values(fields).filter((field) => field !== null).length,
        of: Object.keys(fields).length,
      },
    },
    stigg: {
      ...reached(stigg),
      state: connectionState(environment !== null, stiggFailure, connecting),
      failure: stiggFailure?.code ?? null,
      environment: environment && (environments.find((known) => known === environment.type) ?? 'other'),
    },
    watch: { state, because, nextAt },
    mirror: { asOf, isWhole, deals: ports.mirror.list(anyDeal).counts, markers: ports.mirror.markers().length },
    drift: drift && { checkedAt: drift.checkedAt, customers: drift.customers, differences: drift.rows.length },
    ...journalOf(ports.journal),
    keptAside: ports.settings.keptAside.length,
    settings: settingsOf(profile.rules),
  } satisfies Diagnostics)
}

const environments = ['DEVELOPMENT', 'SANDBOX', 'STAGING', 'PRODUCTION'] as const

const reached = ({ url, status, roundTripMs, clockAheadMs }: Probe) => ({
  host: hostKindOf(url),
  answered: status,
  roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
  clockAheadSeconds: clockAheadMs === null ? null : Math.round(clockAheadMs / 1000) + 0,
})

function journalOf(journal: Ports['journal']): Pick<Diagnostics, 'runs' | 'failures'> {
  const runs = journal.list({})
  const states = RunState.options.map((state) => [state, runs.filter((run) => run.state === state).length] as const)
  const found = new Map<string, Diagnostics['failures'][number]>()
  for (const { id, startedAt, finishedAt } of runs.slice(0, lastRuns)) {
    for (const { failure } of journal.get(id)?.steps ?? []) {
      if (!failure) continue
      const known = found.get(failure.code)
      const at = finishedAt ?? startedAt
      const lastAt = known && known.lastAt > at ? known.lastAt : at
      found.set(failure.code, { code: failure.code, times: (known?.times ?? 0) + 1, lastAt })
    }
  }
  return {
    // One entry for each state, as mapped above; Object.fromEntries forgets the names.
    runs: Object.fromEntries(states) as Diagnostics['runs'],
    failures: [...found.values()].toSorted((a, b) => b.lastAt.localeCompare(a.lastAt)),
  }
}

const settingsOf = (rules: ProvisioningRules): Diagnostics['settings'] => ({
  trialDays: rules.trialDays,
  trialEndBehavior: rules.trialEndBehavior,
  billingPeriod: rules.billingPeriod,
  creditCadence: rules.creditCadence,
  paymentCollection: rules.paymentCollection,
  daysUntilDue: rules.daysUntilDue,
  pricePeriod: rules.pricePeriod,
  lineSource: rules.lineSource,
  logTask: rules.logTask,
  actsBy: rules.actsBy,
  driftEvery: rules.driftEvery,
  watch: rules.watch,
  trialStages: rules.trialStages.length,
  renewalTypes: rules.renewalTypes.length,
  templates: rules.templates.length,
  raisedChecks: Object.keys(rules.raised).length,
  returnData: rules.returnData.length,
  creditPresets: rules.creditPresets.length,
  workflows: rules.workflows.length,
  hasCallOut: rules.callOut !== null,
  hasRedirectPage: rules.redirectUrl !== null,
})
