import { finding, type Finding } from '../finding.ts'
import type { OpportunityLine } from '../opportunity.ts'
import { toId18 } from '../salesforce-id.ts'
import { productRef, type CheckInput } from './check-input.ts'

/** Whether sales could still sell the products: active, with an active standard price, out of the deal's price book. */
export function checkProducts({ deal, mapping }: Pick<CheckInput, 'deal' | 'mapping'>): Finding[] {
  const leftAlone = new Set(mapping.leftAlone.map(({ lineId }) => lineId))
  const lines = deal.lines.filter(({ id }) => !leftAlone.has(id))
  const { pricebookId, pricebookName } = deal.opportunity
  const isOtherBook = (line: OpportunityLine) =>
    pricebookId !== null &&
    line.quote !== null &&
    line.quote.pricebookId !== null &&
    !sameId(line.quote.pricebookId, pricebookId)
  return [
    ...byProduct(lines.filter(({ productActive }) => !productActive)).map((about) =>
      finding('product.inactive', about),
    ),
    ...byProduct(lines.filter(({ standardPriceActive }) => !standardPriceActive)).map(({ facts, ...about }) =>
      finding('product.no-standard-price', {
        ...about,
        facts: { ...facts, currency: deal.opportunity.currency },
      }),
    ),
    ...byProduct(lines.filter(isOtherBook)).map(({ facts, ...about }) =>
      finding('pricebook.mismatch', { ...about, facts: { ...facts, pricebook: pricebookName ?? pricebookId ?? '' } }),
    ),
  ]
}

/** One finding for each product, however many lines have it. */
const byProduct = (lines: readonly OpportunityLine[]) =>
  [...Map.groupBy(lines, ({ productId }) => productId).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return [
      {
        record: productRef({ productId: first.productId, name: first.productName }),
        lineIds: group.map(({ id }) => id),
        facts: { product: first.productName, code: first.productCode ?? '' },
      },
    ]
  })

const sameId = (a: string, b: string): boolean => (toId18(a) ?? a) === (toId18(b) ?? b)
