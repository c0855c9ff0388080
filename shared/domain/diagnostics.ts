import { z } from 'zod'

import { failureCodes } from '../failure.ts'
import { DealState } from './deal-state.ts'
import { AccessLevel, ProfileKind, ProvisioningRules } from './profile.ts'
import { RunState } from './run.ts'
import { WatchRules } from './watch-rules.ts'

const Moment = z.iso.datetime()
const Count = z.number().int().nonnegative()
/** A version as its maker writes it: "24.11.0", "6.8.0-51-generic". */
const Version = z.string().regex(/^[\w.+-]{1,60}$/)

/** What an address is told as; the names of orgs and customers stand in front of these. */
export const hostKinds = [
  'this machine',
  'login.salesforce.com',
  'test.salesforce.com',
  '….my.salesforce.com',
  '….sandbox.my.salesforce.com',
  '….salesforce.com',
  '….stigg.io',
  'another host',
] as const
type HostKind = (typeof hostKinds)[number]

/** The scopes of OAuth that Salesforce knows. Source: Salesforce Help, "OAuth Tokens and Scopes". */
export const knownScopes = [
  'api',
  'refresh_token',
  'offline_access',
  'openid',
  'id',
  'profile',
  'email',
  'address',
  'phone',
  'web',
  'full',
  'content',
  'visualforce',
  'chatter_api',
  'custom_permissions',
  'lightning',
] as const

const Service = z.strictObject({
  host: z.enum(hostKinds),
  state: z.enum(['connecting', 'connected', 'signed-out', 'unreachable']),
  failure: z.enum(failureCodes).nullable(),
  /** Whether anything answered at its address, asked just now and without a secret; HTTP status where it did. */
  answered: z.number().int().min(100).max(599).nullable(),
  roundTripMs: Count.nullable(),
  /** How far the service's clock is ahead of this machine's, to the second; negative = behind. */
  clockAheadSeconds: z.number().int().nullable(),
})

/**
 * What a person hands to those who help. It is masked by its shape: nothing fits in here but numbers, moments, versions
 * and words of this list, so that no name, ID, address or secret can.
 */
export const Diagnostics = z.strictObject({
  madeAt: Moment,
  app: z.strictObject({ version: Version, host: z.enum(['electron', 'browser']) }),
  system: z.strictObject({
    platform: Version,
    release: Version,
    arch: Version,
    node: Version,
    electron: Version.nullable(),
  }),
  profile: z.strictObject({ kind: ProfileKind, access: AccessLevel }),
  secrets: z.strictObject({ keptIn: z.enum(['keychain', 'memory']) }),
  salesforce: Service.extend({
    isSandbox: z.boolean().nullable(),
    /** Null where no token was got since the start. */
    scopes: z.array(z.enum([...knownScopes, 'other'])).nullable(),
    /** Requests in the last 24 hours: by the whole org, as it said last, and by this app with its share. */
    orgRequests: z.strictObject({ used: Count, limit: Count }).nullable(),
    appRequests: z.strictObject({ used: Count, allowed: Count }),
    /** Mapping fields that were found. */
    fieldsFound: z.strictObject({ found: Count, of: Count }).nullable(),
  }),
  stigg: Service.extend({
    environment: z.enum(['DEVELOPMENT', 'SANDBOX', 'STAGING', 'PRODUCTION', 'other']).nullable(),
  }),
  watch: z.strictObject({
    state: z.enum(['off', 'looking', 'going', 'stopped', 'waiting']),
    because: z.enum(['usual', 'share', 'org']),
    nextAt: Moment.nullable(),
  }),
  mirror: z.strictObject({
    asOf: Moment.nullable(),
    isWhole: z.boolean(),
    deals: z.record(DealState, Count),
    markers: Count,
  }),
  drift: z.strictObject({ checkedAt: Moment, customers: Count, differences: Count }).nullable(),
  runs: z.record(RunState, Count),
  /** Failures of steps, newest first: how often each is in the last runs. */
  failures: z.array(z.strictObject({ code: z.enum(failureCodes), times: Count, lastAt: Moment })),
  /** How many files could not be read and were kept aside. */
  keptAside: Count,
  settings: z.strictObject({
    ...ProvisioningRules.pick({
      trialDays: true,
      trialEndBehavior: true,
      billingPeriod: true,
      creditCadence: true,
      paymentCollection: true,
      daysUntilDue: true,
      pricePeriod: true,
      lineSource: true,
      logTask: true,
      actsBy: true,
      driftEvery: true,
    }).shape,
    watch: WatchRules,
    trialStages: Count,
    renewalTypes: Count,
    templates: Count,
    raisedChecks: Count,
    returnData: Count,
    creditPresets: Count,
    workflows: Count,
    hasCallOut: z.boolean(),
    hasRedirectPage: z.boolean(),
  }),
})
export type Diagnostics = z.infer<typeof Diagnostics>

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const suffixes = [
  ['.sandbox.my.salesforce.com', '….sandbox.my.salesforce.com'],
  ['.my.salesforce.com', '….my.salesforce.com'],
  ['.salesforce.com', '….salesforce.com'],
  ['.stigg.io', '….stigg.io'],
] as const

/** What kind of host an address names, without the part that is a customer's own. */
export function hostKindOf(address: string): HostKind {
  const host = URL.parse(address)?.hostname ?? ''
  if (loopback.has(host)) return 'this machine'
  if (host === 'login.salesforce.com' || host === 'test.salesforce.com') return host
  return suffixes.find(([suffix]) => host.endsWith(suffix))?.[1] ?? 'another host'
}

/** A report as text, one line for each value, under the headings of its parts. */
export function diagnosticsText(report: Diagnostics): string {
  const lines = (value: unknown, indent: string): string[] => {
    if (typeof value !== 'object' || value === null) return [`${indent}${sayValue(value)}`]
    return Object.entries(value).flatMap(([name, inner]) => {
      const isNested = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
      const said = sayName(name)
      if (!isNested) return [`${indent}${said}: ${sayValue(inner)}`]
      return Array.isArray(inner) && inner.every((one) => typeof one !== 'object')
        ? [`${indent}${said}: ${inner.join(', ')}`]
        : [`${indent}${said}`, ...lines(inner, `${indent}  `)]
    })
  }
  return `Stigg Companion, diagnostics\n${lines(report, '').join('\n')}\n`
}

/** `clockAheadSeconds` as a person writes it; codes stay as they are. */
const sayName = (name: string): string =>
  name.replaceAll(/([a-z])([A-Z])/g, (_, last: string, first: string) => `${last} ${first.toLowerCase()}`)

function sayValue(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'none'
}
