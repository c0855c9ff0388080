import type { ClockPort, LogPort, SalesforcePort, SignInPort, VaultPort, WriterPort } from '#core/ports'
import type { SalesforceStep } from '#shared/domain/step'
import { ok } from '#shared/failure'

import { createSalesforceApi, type CallMeter, type Timeouts } from './api.ts'
import { changedDeals } from './changed-deals.ts'
import { discoverFields } from './discover-fields.ts'
import type { Exchange } from '../http/exchange.ts'
import { createExchange } from '../http/exchange.ts'
import { accountsById, accountsNaming, accountTies, linkAccounts, linkContacts } from './link-accounts.ts'
import { mappedProducts } from './mapped-products.ts'
import { mappingCandidates } from './mapping-candidates.ts'
import { createOrgContexts, withFreshSchema } from './org-context.ts'
import { createSchemaCache } from './org-schema.ts'
import { readNativeFlows } from './native-flows.ts'
import { nameOfOrg, readOrg } from './org.ts'
import { dealsAtOnce, readDeal, readDeals } from './read-deal.ts'
import { createRedactor } from './redact.ts'
import { accountOfContact, searchAccounts } from './search-accounts.ts'
import { createSessionKeeper, type Tokens } from './session.ts'
import { createSignIn } from './sign-in.ts'
import { createFailures } from './to-failure.ts'
import type { SeenStamps } from './touched-deals.ts'
import { PlainTransport } from './transport.ts'
import { orgChoices } from './org-choices.ts'
import { createWriter } from './writer.ts'

export interface SalesforceOptions {
  readonly connection: {
    /** My Domain, or a generic login host; loopback for the practice workspace. */
    readonly loginUrl: string
    readonly clientId: string
    /** Ports whose callback addresses are registered at the app, in the order they are tried. */
    readonly redirectPorts: readonly number[]
  }
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly log: LogPort
  /** The way to the network; without it, straight there. */
  readonly exchange?: Exchange
  /** The org that the profile belongs to; null = whichever the person signs in to. */
  readonly expectedOrgId?: () => string | null
  /** Left out where nobody counts. */
  readonly meter?: CallMeter
  readonly timeouts?: Partial<Timeouts & { readonly signInMs: number }>
}

export interface Salesforce {
  readonly reader: SalesforcePort
  readonly writer: WriterPort<SalesforceStep>
  readonly signIn: SignInPort
  /** Go on with tokens that were got elsewhere; sealed before this resolves. Throws where the instance is not Salesforce's. */
  adopt(tokens: Tokens): Promise<void>
  /** Scopes that came with the last token; null where none were told. */
  scopes(): readonly string[] | null
}

const defaults = { requestMs: 60_000, queryMs: 120_000, retryBaseMs: 500, lockRetryBaseMs: 1_000, signInMs: 300_000 }

/** Salesforce behind the ports of the core. Nothing goes out before the first call. */
export function createSalesforce(options: SalesforceOptions): Salesforce {
  const { connection, vault, clock, log } = options
  const timeouts = { ...defaults, ...options.timeouts }
  const redactor = createRedactor()
  const failures = createFailures(redactor)
  const transport = new PlainTransport(options.exchange ?? createExchange(), timeouts.requestMs)
  const keeper = createSessionKeeper({ app: connection, vault, clock, log, transport, redactor })
  const api = createSalesforceApi({ keeper, transport, failures, timeouts, clock, meter: options.meter })
  const schemas = createSchemaCache(api)
  const contexts = createOrgContexts(api, schemas, log)
  const seen: SeenStamps = new Map()

  const adopt = async (tokens: Tokens): Promise<void> => {
    await keeper.adopt(tokens)
    contexts.drop()
    seen.clear()
  }

  const reader: SalesforcePort = {
    org: (signal) => readOrg(api, signal),
    async discoverFields(chosen, signal) {
      const schema = await schemas.fresh(signal)
      return schema.ok ? ok(discoverFields(schema.value, chosen)) : schema
    },
    async mappingCandidates(signal) {
      const schema = await schemas.fresh(signal)
      return schema.ok ? mappingCandidates({ api, schema: schema.value }, signal) : schema
    },
    mappedProducts: (fields, signal) =>
      withFreshSchema(contexts, (context) => mappedProducts(context, fields, signal), signal),
    async choices(signal) {
      const schema = await schemas.get(signal)
      return schema.ok ? ok(orgChoices(schema.value)) : schema
    },
    readDeal: (opportunityId, fields, signal) =>
      withFreshSchema(contexts, (context) => readDeal(context, opportunityId, fields, clock, signal), signal),
    dealsAtOnce,
    readDeals: (opportunityIds, fields, signal) =>
      withFreshSchema(contexts, (context) => readDeals(context, opportunityIds, fields, clock, signal), signal),
    async *changedDeals(scope, since, signal) {
      for (let attempt = 1; ; attempt += 1) {
        const context = await contexts.get(signal)
        if (!context.ok) {
          yield context
          return
        }
        let outdated = false
        for await (const batch of changedDeals(context.value, scope, since, seen, signal)) {
          outdated = attempt === 1 && !batch.ok && batch.failure.facts['errorCode'] === 'INVALID_FIELD'
          if (!outdated) yield batch
        }
        if (!outdated) return
        contexts.drop()
      }
    },
    async *linkAccounts(fields, signal) {
      const context = await contexts.get(signal)
      if (context.ok) yield* linkAccounts(context.value, fields, signal)
      else yield context
    },
    accountsById: (fields, accountIds, signal) =>
      withFreshSchema(contexts, (context) => accountsById(context, fields, accountIds, signal), signal),
    accountsNaming: (fields, customerId, signal) =>
      withFreshSchema(contexts, (context) => accountsNaming(context, fields, customerId, signal), signal),
    async *linkContacts(fields, signal) {
      const context = await contexts.get(signal)
      if (context.ok) yield* linkContacts(context.value, fields, signal)
      else yield context
    },
    accountTies: (fields, accountIds, signal) => accountTies({ api }, fields, accountIds, signal),
    searchAccounts: (fields, asked, limit, signal) =>
      withFreshSchema(contexts, (context) => searchAccounts(context, fields, asked, limit, signal), signal),
    accountOfContact: (fields, contactId, signal) =>
      withFreshSchema(contexts, (context) => accountOfContact(context, fields, contactId, signal), signal),
    nativeFlows: (signal) => readNativeFlows(api, signal),
    usage: () => api.usage(),
  }

  return {
    reader,
    writer: createWriter(api),
    signIn: {
      ...createSignIn({
        app: connection,
        redirectPorts: connection.redirectPorts,
        transport,
        redactor,
        api,
        clock,
        log,
        timeoutMs: timeouts.signInMs,
        expectedOrgId: options.expectedOrgId ?? (() => null),
        orgName: (session) => nameOfOrg(transport, session),
        adopt,
      }),
      async signOut() {
        const said = await keeper.signOut()
        contexts.drop()
        seen.clear()
        return said
      },
    },
    adopt,
    scopes: () => keeper.scopes(),
  }
}
