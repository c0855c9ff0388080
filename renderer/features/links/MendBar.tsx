import { Button } from '@mantine/core'

import { mostMends } from '#shared/contract/links'
import { mendsOf, pairByHand, type Mend } from '#shared/domain/link-mend'
import type { LinkRow } from '#shared/domain/link-states'

import { formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import prose from '../../ui/prose.module.css'
import { plural } from '../../words/facts.ts'

/** How many pairs are selected, and the way to mend those of which it is clear how. */
export function MendBar(props: {
  readonly rows: readonly LinkRow[]
  readonly readOnly: boolean
  readonly onClear: () => void
  readonly onMend: (mends: readonly Mend[]) => void
}) {
  const byHand = pairByHand(props.rows)
  const found = props.rows.map(mendsOf)
  const mends = byHand ? [byHand] : found.flatMap((each) => (each.length === 1 ? each : []))
  const unclear = found.filter((each) => each.length > 1).length
  const because = props.readOnly
    ? 'This profile is read-only.'
    : mends.length > mostMends
      ? `${formatNumber(mostMends)} links at most at once.`
      : mends.length === 0
        ? unclear > 0
          ? 'A conflict is mended by itself: open it.'
          : 'Nothing of these can be mended.'
        : null
  return (
    <section className={page.foot} aria-label="Selected links">
      <output>
        <strong>{plural(props.rows.length, 'pair')} selected</strong>
        {byHand ? (
          <span className={prose.soft}> One account and one customer that nothing ties to each other.</span>
        ) : because === null && mends.length < props.rows.length ? (
          <span className={prose.soft}>
            {' '}
            {formatNumber(mends.length)} can be mended{unclear > 0 ? `, ${plural(unclear, 'conflict')} one by one` : ''}
          </span>
        ) : null}
      </output>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={props.onClear}>
        Clear
      </Button>
      <span className={page.because}>{because}</span>
      <Button disabled={because !== null} onClick={() => props.onMend(mends)}>
        {byHand ? 'Link the two' : `Mend ${because === null ? plural(mends.length, 'link') : 'links'}`}…
      </Button>
    </section>
  )
}
