import type { CreditCurrency, Feature } from '../catalog.ts'
import { indexOf } from '../catalog-index.ts'
import { compare } from '../decimal.ts'
import { finding, type Finding } from '../finding.ts'
import type { Mapped } from '../mapping.ts'
import { lineIdsOf, productRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the features and credit currencies that were sold can be given. */
export const checkEntitlements = ({
  mapping,
  draft,
  catalog,
}: Pick<CheckInput, 'mapping' | 'draft' | 'catalog'>): Finding[] => [
  ...mapping.features.flatMap(checkFeature),
  ...mapping.credits.flatMap(checkCurrency),
  ...checkCadence({ draft, catalog }),
]

function checkFeature(sold: Mapped<Feature>): Finding[] {
  const { id, entity, quantity } = sold
  const [line] = sold.lines
  const lineIds = lineIdsOf(sold)
  // A suspended feature is Stigg's word for an archived one: as good as not there.
  if (!entity || entity.status === 'SUSPENDED') {
    const facts = { id, product: line?.name ?? '', ...(entity ? { name: entity.name, status: entity.status } : {}) }
    const record = entity ? stiggRef('feature', id, entity.name) : line ? productRef(line) : null
    return [finding('feature.not-found', { record, lineIds, facts })]
  }
  const about = { record: stiggRef('feature', id, entity.name), lineIds, facts: { id, name: entity.name, quantity } }
  if (entity.type === 'ENUM') return [finding('feature.enum', about)]
  // Salesforce wants a quantity on every line, so that one of a switch says nothing.
  const hasLimit = entity.type === 'BOOLEAN' && compare(quantity, '1') !== 0
  return hasLimit ? [finding('feature.takes-no-limit', about)] : []
}

function checkCurrency(sold: Mapped<CreditCurrency>): Finding[] {
  const { id, entity } = sold
  const [line] = sold.lines
  const lineIds = lineIdsOf(sold)
  if (!entity) {
    const facts = { id, product: line?.name ?? '' }
    return [finding('currency.not-found', { record: line ? productRef(line) : null, lineIds, facts })]
  }
  if (!entity.archived) return []
  const facts = { id, name: entity.name }
  return [finding('currency.archived', { record: stiggRef('currency', id, entity.name), lineIds, facts })]
}

const checkCadence = ({ draft, catalog }: Pick<CheckInput, 'draft' | 'catalog'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap(({ entitlements, productId, planName }) =>
    entitlements.flatMap((entitlement) => {
      if (entitlement.type !== 'CREDIT' || entitlement.cadence !== null) return []
      const { currencyId, amount, lineIds } = entitlement
      const name = indexOf(catalog).currencies.get(currencyId)?.name ?? currencyId
      const record = stiggRef('currency', currencyId, name)
      return [
        finding('credit.cadence-missing', {
          record,
          lineIds,
          facts: { id: currencyId, name, amount, productId, plan: planName },
        }),
      ]
    }),
  )
