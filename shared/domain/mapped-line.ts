import { Big } from 'big.js'

import { compare, subtract, toDecimal, type Decimal } from './decimal.ts'
import type { OpportunityLine, QuoteLine } from './opportunity.ts'

/** One line as it counts towards what it maps to. */
export interface MappedLine {
  readonly lineId: string
  readonly productId: string
  readonly name: string
  /** What the line asks for in all: on an amendment the target, not the difference. */
  readonly quantity: Decimal
  /** [before, difference] where an amendment's target was computed; empty elsewhere. */
  readonly sum: readonly Decimal[]
  /** Net price per unit after the line's discount, whole units of the deal's currency. */
  readonly netUnitPrice: Decimal | null
  /** Whether the line changes a running contract: CPQ then prorates its price. */
  readonly isAmendment: boolean
  /** False where the target cannot be computed from what CPQ says. */
  readonly isTargetKnown: boolean
  readonly segmentIndex: number | null
  /** Where the line's own period begins and ends, both inclusive, where CPQ or the line says. */
  readonly startDate: string | null
  readonly endDate: string | null
  readonly quote: QuoteLine | null
}

export function mappedLine(line: OpportunityLine): MappedLine {
  const { quote } = line
  return {
    lineId: line.id,
    productId: line.productId,
    name: line.productName,
    ...targetOf(line),
    netUnitPrice: netUnitPriceOf(line),
    segmentIndex: quote?.segmentIndex ?? null,
    startDate: quote?.startDate ?? line.serviceDate,
    endDate: quote?.endDate ?? null,
    quote,
  }
}

/** Net price per unit: the sales price less the line's discount. Null where the line has no price. */
function netUnitPriceOf(line: Pick<OpportunityLine, 'unitPrice' | 'discountPercent'>): Decimal | null {
  if (line.unitPrice === null) return null
  const share = new Big(100).minus(line.discountPercent ?? '0').div(100)
  return toDecimal(new Big(line.unitPrice).times(share))
}

type Target = Pick<MappedLine, 'quantity' | 'sum' | 'isAmendment' | 'isTargetKnown'>

/**
 * The quantity that a line asks for. On an amendment CPQ puts the difference on the opportunity's line and the new
 * absolute quantity on the quote's; a line that the two tell different stories about has no known target.
 * Source: Salesforce CPQ, "Amendments".
 */
function targetOf(line: OpportunityLine): Target {
  const { quote, quantity } = line
  if (quote?.quoteType?.trim().toLowerCase() !== 'amendment') {
    return { quantity, sum: [], isAmendment: false, isTargetKnown: true }
  }
  const unknown: Target = { quantity, sum: [], isAmendment: true, isTargetKnown: false }
  if (quote.quantity === null) return unknown
  if (quote.priorQuantity === null) {
    // A line that is new on the amendment has no quantity before, and shows the whole one on both records.
    return compare(quote.quantity, quantity) === 0 ? { ...unknown, isTargetKnown: true } : unknown
  }
  const difference = subtract(quote.quantity, quote.priorQuantity)
  const agrees = compare(difference, quantity) === 0 || compare(quote.quantity, quantity) === 0
  if (!agrees) return unknown
  return {
    quantity: quote.quantity,
    sum: [quote.priorQuantity, difference],
    isAmendment: true,
    isTargetKnown: true,
  }
}

/**
 * Whether lines of one entity are a ramp: several segments, or periods that follow each other. They are never summed.
 */
export function isRamp(lines: readonly MappedLine[]): boolean {
  const segments = new Set(lines.flatMap(({ segmentIndex }) => (segmentIndex === null ? [] : [segmentIndex])))
  if (segments.size > 1) return true
  const periods = lines
    .flatMap(({ startDate, endDate }) => (startDate === null ? [] : [{ startDate, endDate }]))
    .toSorted((a, b) => (a.startDate < b.startDate ? -1 : a.startDate > b.startDate ? 1 : 0))
  return periods.some((period, index) => {
    const before = periods[index - 1]
    return before !== undefined && period.startDate > (before.endDate ?? before.startDate)
  })
}
