import { Button } from '@mantine/core'

import { mostDeals } from '#shared/domain/bulk'
import { add } from '#shared/domain/decimal'
import type { Money } from '#shared/domain/money'

import { formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import prose from '../../ui/prose.module.css'
import { plural } from '../../words/facts.ts'
import type { ChosenDeal } from './selection-slice.ts'

/** What the chosen deals come to, by currency. */
function amountsOf(deals: Iterable<ChosenDeal>): Money[] {
  const sums = new Map<string, string>()
  for (const { amount, currency } of deals) {
    if (amount !== null) sums.set(currency, add(sums.get(currency) ?? '0', amount))
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

/** How many deals are chosen, what they come to, and what can be done with them. */
export function SelectionBar(props: {
  readonly chosen: ReadonlyMap<string, ChosenDeal>
  /** Deals under the filter. */
  readonly total: number
  readonly onAll: () => void
  readonly onClear: () => void
  readonly onCheck: () => void
}) {
  const { chosen, total } = props
  const tooMany = chosen.size > mostDeals ? `${formatNumber(mostDeals)} deals at most in one run.` : null
  return (
    <section className={page.foot} aria-label="Selected deals">
      <output>
        <strong>{plural(chosen.size, 'deal')} selected</strong>
        <span className={prose.soft}> {amountsOf(chosen.values()).map(formatMoneyShort).join(' + ')}</span>
      </output>
      {chosen.size < total ? (
        <Button variant="subtle" size="compact-xs" onClick={props.onAll}>
          Select all {formatNumber(total)}
        </Button>
      ) : null}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={props.onClear}>
        Clear
      </Button>
      <span className={page.because}>{tooMany}</span>
      <Button disabled={tooMany !== null} onClick={props.onCheck}>
        Check and provision…
      </Button>
    </section>
  )
}
