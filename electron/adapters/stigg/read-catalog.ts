import type { Catalog, Charge, PackageEntitlement } from '#shared/domain/catalog'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { allOf } from './pages.ts'
import { together } from './results.ts'
import { WireAddon, WireCharge, WireCoupon, WireCurrency, WireFeature } from './wire/catalog.ts'
import { WirePackageEntitlement, WirePlan, WireProduct } from './wire/catalog.ts'
import type { BarePlan, Versioned } from './wire/catalog.ts'

interface PackageContents {
  readonly entitlements: PackageEntitlement[]
  readonly charges: Charge[]
}

type Bare = Pick<BarePlan, 'id' | 'status' | 'version'>

/** How well a version stands for its package: a published one first, then the one marked latest, then the newest. */
const rank = ({ isLatest, content }: Versioned<Bare>): number =>
  (content.status === 'PUBLISHED' ? 2e9 : 0) + (isLatest ? 1e9 : 0) + content.version

/** One version of each plan or add-on, in the order of the list. */
export function currentVersions<P extends Bare>(versions: readonly Versioned<P>[]): P[] {
  const best = new Map<string, Versioned<P>>()
  for (const version of versions) {
    const kept = best.get(version.content.id)
    if (!kept || rank(version) > rank(kept)) best.set(version.content.id, version)
  }
  return [...best.values()].map(({ content }) => content)
}

/** Entitlements and charges of one published package. */
async function contentsOf(
  http: Http,
  kind: 'plans' | 'addons',
  id: string,
  signal: AbortSignal | undefined,
): Promise<Result<PackageContents>> {
  const [entitlements, charges] = await Promise.all([
    allOf(http, [kind, id, 'entitlements'], {}, WirePackageEntitlement, signal, true),
    allOf(http, [kind, id, 'charges'], {}, WireCharge, signal, true),
  ])
  const both = together({ entitlements, charges })
  if (!both.ok) return both
  return ok({ ...both.value, entitlements: both.value.entitlements.filter((entitlement) => entitlement !== null) })
}

/** The packages with what they contain, all side by side; one that cannot be provisioned is not asked for it. */
async function withContents<P extends { readonly id: string; readonly status: string }>(
  http: Http,
  kind: 'plans' | 'addons',
  packages: readonly P[],
  signal: AbortSignal | undefined,
): Promise<Result<(P & PackageContents)[]>> {
  const contents = await Promise.all(
    packages.map(async ({ id, status }) =>
      status === 'PUBLISHED' ? contentsOf(http, kind, id, signal) : ok({ entitlements: [], charges: [] }),
    ),
  )
  const whole: (P & PackageContents)[] = []
  for (const [index, own] of packages.entries()) {
    const content = contents[index]
    if (content?.ok === false) return content
    whole.push({ ...own, ...(content?.value ?? { entitlements: [], charges: [] }) })
  }
  return ok(whole)
}

/**
 * The whole catalogue in two waves: the lists, then the contents of each published plan and add-on.
 * Source: Stigg REST API v1, plans, addons, features, products, credits/custom-currencies, coupons.
 */
export async function readCatalog(http: Http, now: () => Date, signal?: AbortSignal): Promise<Result<Catalog>> {
  const readAt = now().toISOString()
  const [products, plans, addons, features, currencies, coupons] = await Promise.all([
    allOf(http, ['products'], {}, WireProduct, signal, true),
    allOf(http, ['plans'], {}, WirePlan, signal, true),
    allOf(http, ['addons'], {}, WireAddon, signal, true),
    allOf(http, ['features'], {}, WireFeature, signal, true),
    allOf(http, ['credits', 'custom-currencies'], { status: 'ACTIVE,ARCHIVED' }, WireCurrency, signal, true),
    allOf(http, ['coupons'], {}, WireCoupon, signal, true),
  ])
  const lists = together({ products, plans, addons, features, currencies, coupons })
  if (!lists.ok) return lists
  const [wholePlans, wholeAddons] = await Promise.all([
    withContents(http, 'plans', currentVersions(lists.value.plans), signal),
    withContents(http, 'addons', currentVersions(lists.value.addons), signal),
  ])
  const whole = together({ plans: wholePlans, addons: wholeAddons })
  return whole.ok ? ok({ ...lists.value, ...whole.value, readAt }) : whole
}
