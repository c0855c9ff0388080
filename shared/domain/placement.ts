import type { Amended } from './amendment.ts'
import type { Addon, Catalog, CreditCurrency, Feature, PackageEntitlement, Plan } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { MappedLine } from './mapped-line.ts'
import type { Mapped, Mapping } from './mapping.ts'

/** A mapped entity that Stigg's catalogue knows. */
export type Known<Entity> = Mapped<Entity> & { readonly entity: Entity }

/** What goes into one subscription: a plan, and everything sold that belongs to it. */
export interface Placement {
  readonly plan: Known<Plan>
  readonly addons: readonly Known<Addon>[]
  readonly features: readonly Known<Feature>[]
  readonly credits: readonly Known<CreditCurrency>[]
}

/**
 * One subscription for each product: the first plan of each, and what was sold with it. An add-on goes to the plan of
 * its product, a feature or a currency to the first plan that names it, else to the plan with an add-on that names it;
 * what belongs nowhere goes to the first plan, where a check says what is wrong with it. An amendment that sells no
 * plan goes to the plan that it changes.
 */
export function placementsOf(mapping: Mapping, amended: Amended, catalog: Catalog): readonly Placement[] {
  const plans = mapping.plans.length > 0 ? firstOfEachProduct(mapping.plans.filter(isKnown)) : running(amended, catalog)
  const [first] = plans
  if (!first) return []
  const addons = Map.groupBy(
    mapping.addons.filter(isKnown),
    ({ entity }) => plans.find((plan) => plan.entity.productId === entity.productId) ?? first,
  )
  const homeOf = (names: (source: Plan | Addon) => boolean): Known<Plan> =>
    plans.find(({ entity }) => names(entity)) ??
    plans.find((plan) => addons.get(plan)?.some(({ entity }) => names(entity))) ??
    first
  const features = Map.groupBy(mapping.features.filter(isKnown), ({ id }) => homeOf(namesFeature(id)))
  const credits = Map.groupBy(mapping.credits.filter(isKnown), ({ id }) => homeOf(namesCurrency(id)))
  return plans.map((plan) => ({
    plan,
    addons: addons.get(plan) ?? [],
    features: features.get(plan) ?? [],
    credits: credits.get(plan) ?? [],
  }))
}

/** Every line of a subscription, the plan's first. */
export const linesOf = ({ plan, addons, features, credits }: Placement): readonly MappedLine[] =>
  [plan, ...addons, ...features, ...credits].flatMap(({ lines }) => lines)

export const isKnown = <Entity>(mapped: Mapped<Entity>): mapped is Known<Entity> => mapped.entity !== null

/** Plans that run already and that an amendment says nothing of. */
const running = (amended: Amended, catalog: Catalog): readonly Known<Plan>[] =>
  [...amended.values()].flatMap(({ planId }) => {
    const entity = indexOf(catalog).plans.get(planId)
    return entity ? [{ id: planId, entity, lines: [], quantity: '1', sum: [] }] : []
  })

const firstOfEachProduct = (plans: readonly Known<Plan>[]): readonly Known<Plan>[] =>
  plans.filter((plan, index) => plans.findIndex(({ entity }) => entity.productId === plan.entity.productId) === index)

const namesFeature = (id: string) => (source: Plan | Addon) =>
  source.entitlements.some((held: PackageEntitlement) => held.type === 'FEATURE' && held.featureId === id) ||
  source.charges.some(({ featureId }) => featureId === id)

const namesCurrency = (id: string) => (source: Plan | Addon) =>
  source.entitlements.some((held: PackageEntitlement) => held.type === 'CREDIT' && held.currencyId === id) ||
  source.charges.some(({ currencyId }) => currencyId === id)
