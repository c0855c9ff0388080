import type { ReadinessReport } from '#shared/contract/readiness'
import { readinessOf, type ProductReadiness } from '#shared/domain/readiness'
import { failure, ok, type Result } from '#shared/failure'

import type { CoreServices } from '../services.ts'
import { patternsNow } from '../settings/url-pattern-handlers.ts'
import type { Connection } from '../workspace/connection.ts'

/** A result as a part of the report: one that failed leaves the others as they are. */
const part = <T>(result: Result<T | null>): { value: T | null; failure: ReadinessReport['products']['failure'] } =>
  result.ok ? { value: result.value, failure: null } : { value: null, failure: result.failure }

const notSignedIn: Result<never> = { ok: false, failure: failure('salesforce.signed-out', 'Nobody is signed in') }
const noKey: Result<never> = { ok: false, failure: failure('stigg.key-refused', 'There is no key') }

/**
 * Ask both services what stands in the way of provisioning. Each part is asked for itself, side by side; what fails
 * says so in its own part. About eight requests in an org of a few thousand products. Writes nothing.
 */
export async function readinessReport(core: CoreServices, signal?: AbortSignal): Promise<ReadinessReport> {
  const { salesforce, stigg, settings, clock } = core.ports
  const known = await core.connections.connect()
  const { org, environment, fields, gone } = known
  const inOrg = <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> =>
    org === null ? Promise.resolve(lost(known.salesforceFailure, notSignedIn)) : ask()
  const inStigg = <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> =>
    environment === null ? Promise.resolve(lost(known.stiggFailure, noKey)) : ask()
  const [products, integration, flows, triggers] = await Promise.all([
    inOrg(() => productsOf(core, known, signal)),
    inStigg(() => stigg.salesforceIntegration(signal)),
    inOrg(() => salesforce.nativeFlows(signal)),
    inStigg(() => stigg.workflowTriggers(signal)),
  ])
  for (const result of [products, integration, flows, triggers]) core.noted<unknown>(result)
  return {
    at: clock.now().toISOString(),
    org: org && { id: org.id, name: org.name, lightningUrl: org.lightningUrl },
    environment: environment && { id: environment.id, name: environment.name, slug: environment.slug },
    mapping: fields,
    gone: [...gone],
    products: part(products),
    integration: part(
      integration.ok
        ? ok(
            integration.value === 'not-told'
              ? null
              : {
                  isConnected: integration.value !== null,
                  domain: integration.value?.domain ?? null,
                  isHere: isThisOrg(integration.value?.domain ?? null, org?.lightningUrl ?? null),
                },
          )
        : integration,
    ),
    flows: part(flows.ok ? ok({ state: flows.value.state, names: [...flows.value.names] }) : flows),
    triggers: part(
      triggers.ok
        ? ok(
            settings.profile().rules.workflows.map(({ id, name, triggerId }) => ({
              id,
              name,
              triggerId,
              isKnown: triggers.value === null ? null : triggers.value.includes(triggerId),
            })),
          )
        : triggers,
    ),
    urlPatterns: patternsNow(core),
  }
}

const lost = (why: Connection['stiggFailure'], otherwise: Result<never>): Result<never> =>
  why ? { ok: false, failure: why } : otherwise

/** The rules over the product catalogue; null where no field of the product carries the mapping. */
async function productsOf(
  core: CoreServices,
  { fields, catalog, salesforceFailure, stiggFailure }: Connection,
  signal?: AbortSignal,
): Promise<Result<ProductReadiness | null>> {
  if (fields === null) return lost(salesforceFailure, notSignedIn)
  if (catalog === null) return lost(stiggFailure, noKey)
  const products = await core.ports.salesforce.mappedProducts(fields, signal)
  if (!products.ok) return products
  return ok(products.value && readinessOf(products.value, catalog))
}

/** The first label of a host name, without what Salesforce puts behind it for a sandbox's own pages. */
const domainOf = (text: string): string | null => {
  const host = URL.parse(text.includes('://') ? text : `https://${text}`)?.hostname ?? null
  return host === null ? null : (host.split('.')[0] ?? null)
}

/** Whether the integration's domain is the org's My Domain; null where either cannot be told. */
export function isThisOrg(domain: string | null, lightningUrl: string | null): boolean | null {
  if (domain === null || lightningUrl === null) return null
  const [named, own] = [domainOf(domain), domainOf(lightningUrl)]
  const isPlain = (label: string | null) => label === null || label === 'localhost' || /^\d+$|^\[/.test(label)
  return isPlain(named) || isPlain(own) ? null : named === own
}
