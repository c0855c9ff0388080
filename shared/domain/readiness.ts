import { z } from 'zod'

import type { Catalog } from './catalog.ts'
import { stiggRef } from './checks/check-input.ts'
import { checkAddons } from './checks/addon.ts'
import { checkEntitlements } from './checks/entitlement.ts'
import { checkPlan } from './checks/plan.ts'
import { Finding, finding } from './finding.ts'
import { mapLines } from './mapping.ts'
import type { OpportunityLine } from './opportunity.ts'

/** A product of the org as far as selling and mapping it goes. */
export interface ReadinessProduct {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly isActive: boolean
  readonly stiggType: string | null
  readonly stiggId: string | null
  /** Whether the standard price book has an active entry for it. */
  readonly hasStandardPrice: boolean
  /** Active price books beside the standard one that have an active entry for it. */
  readonly pricebookIds: readonly string[]
}

/** The products that carry a mapping, and the price books that sales can choose from. */
export interface ProductCatalogue {
  readonly products: readonly ReadinessProduct[]
  /** Active price books beside the standard one. */
  readonly pricebooks: readonly { readonly id: string; readonly name: string }[]
  /** Products of the org in all. */
  readonly total: number
}

/** A product that sales could not add to a deal, or that Stigg would not take, with every reason. */
export const UnreadyProduct = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  stiggType: z.string().nullable(),
  stiggId: z.string().nullable(),
  findings: z.array(Finding),
  /** Names of the price books that sales chooses from, where it is in none of them. */
  missingFrom: z.array(z.string()),
})
export type UnreadyProduct = z.infer<typeof UnreadyProduct>

export const ProductReadiness = z.object({
  total: z.number().int(),
  mapped: z.number().int(),
  ready: z.number().int(),
  unready: z.array(UnreadyProduct),
})
export type ProductReadiness = z.infer<typeof ProductReadiness>

/**
 * The rules of a deal over the whole product catalogue: which mapped products could be sold and provisioned today.
 * Those with an error come first, then by name.
 */
export function readinessOf({ products, pricebooks, total }: ProductCatalogue, catalog: Catalog): ProductReadiness {
  const unready = products.flatMap((product): UnreadyProduct[] => {
    const findings = [...mappingFindings(product, catalog), ...sellingFindings(product)].filter(
      ({ severity }) => severity !== 'info',
    )
    const { id, name, code, stiggType, stiggId, pricebookIds } = product
    const missingFrom = pricebookIds.length > 0 ? [] : pricebooks.map((book) => book.name).toSorted()
    if (findings.length === 0 && missingFrom.length === 0) return []
    return [{ id, name, code, stiggType, stiggId, findings, missingFrom }]
  })
  const weight = ({ findings }: UnreadyProduct) => (findings.some(({ severity }) => severity === 'error') ? 0 : 1)
  return {
    total,
    mapped: products.length,
    ready: products.length - unready.length,
    unready: unready.toSorted((a, b) => weight(a) - weight(b) || a.name.localeCompare(b.name)),
  }
}

/** What a deal's line of the product would be told: a type that is none, an ID that Stigg does not know. */
function mappingFindings(product: ReadinessProduct, catalog: Catalog): Finding[] {
  const mapping = mapLines({ lines: [lineOf(product)] }, catalog)
  return [
    ...mapping.findings,
    ...mapping.plans.flatMap(checkPlan),
    ...checkAddons({ mapping, draft: null, catalog }),
    ...mapping.addons.flatMap(({ entity }) =>
      entity === null || entity.status === 'PUBLISHED'
        ? []
        : [
            finding('addon.incompatible', {
              record: stiggRef('addon', entity.id, entity.name),
              facts: { id: entity.id, name: entity.name, plan: 'any plan', reason: entity.status.toLowerCase() },
            }),
          ],
    ),
    ...checkEntitlements({ mapping, draft: null, catalog }),
  ].map((found) => ({ ...found, lineIds: [] }))
}

function sellingFindings({ id, name, code, isActive, hasStandardPrice }: ReadinessProduct): Finding[] {
  const record = { system: 'salesforce', type: 'Product2', id, name } as const
  const facts = { product: name, code: code ?? '' }
  return [
    ...(isActive ? [] : [finding('product.inactive', { record, facts })]),
    ...(hasStandardPrice ? [] : [finding('product.no-standard-price', { record, facts })]),
  ]
}

/** A product as one line of it would come. */
const lineOf = ({
  id,
  name,
  code,
  isActive,
  stiggType,
  stiggId,
  hasStandardPrice,
}: ReadinessProduct): OpportunityLine => ({
  id,
  productId: id,
  productName: name,
  productCode: code,
  productActive: isActive,
  stiggType,
  stiggId,
  mappedOn: 'product',
  quantity: '1',
  unitPrice: null,
  listPrice: null,
  discountPercent: null,
  totalPrice: null,
  description: null,
  serviceDate: null,
  sortOrder: null,
  pricebookId: null,
  standardPriceActive: hasStandardPrice,
  quote: null,
})
