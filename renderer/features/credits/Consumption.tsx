import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { CreditConsumption, UsageRange } from '#shared/contract/credits'
import type { CreditBalance } from '#shared/domain/credit-grant'
import { add, compare, toNumber, type Decimal } from '#shared/domain/decimal'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { usageRanges } from '../../words/credits.ts'
import { sayFailure } from '../../words/failures.ts'
import { optionsOf } from '../../words/states.ts'
import styles from './Credits.module.css'

interface Point {
  readonly at: string
  readonly amount: Decimal
}

/** What all features used together, in the order of time. */
function totalsOf({ series }: CreditConsumption): Point[] {
  const totals = new Map<string, Decimal>()
  for (const { at, amount } of series.flatMap(({ points }) => points)) {
    totals.set(at, add(totals.get(at) ?? '0', amount))
  }
  return [...totals]
    .map(([at, amount]) => ({ at, amount }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Stigg counts by day, or by hour of the last day, in UTC. */
const labelOf = (at: string, range: UsageRange): string =>
  range === 'LAST_DAY' ? `${at.slice(11, 16)} UTC` : at.slice(0, 10)
const daysIn = { LAST_DAY: 1, LAST_WEEK: 7, LAST_MONTH: 30, LAST_YEAR: 365 } as const
const stepOf = (range: UsageRange): number => (range === 'LAST_DAY' ? 3_600_000 : 86_400_000)
const stepsIn = (range: UsageRange): number => (range === 'LAST_DAY' ? 24 : daysIn[range])

/** What was used up over time: a chart, with its numbers in a table behind it. */
export function Consumption(props: {
  readonly customerId: string
  readonly pool: CreditBalance
  readonly unit: string
}) {
  const queries = useQueries()
  const [range, setRange] = useState<UsageRange>('LAST_MONTH')
  const { currencyId, resourceId } = props.pool
  const used = useQuery(
    queries.credits.consumption.queryOptions({
      input: { customerId: props.customerId, currencyId, resourceId, range },
      retry: false,
    }),
  )
  const failure = used.error ? failureOf(used.error) : null
  const points = used.data === undefined ? [] : totalsOf(used.data)
  return (
    <section aria-label="Consumption">
      <div className={styles.partHead}>
        <h2 className={prose.heading}>Consumption</h2>
        <Select
          aria-label="Time"
          w={140}
          size="xs"
          data={optionsOf(usageRanges)}
          value={range}
          allowDeselect={false}
          onChange={(chosen) => chosen !== null && setRange(chosen)}
        />
      </div>
      {failure !== null ? (
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Read again', onClick: () => void used.refetch() }} />
      ) : used.data === undefined ? (
        <p className={prose.soft}>Reading…</p>
      ) : points.length === 0 ? (
        <p className={prose.soft}>Nothing was consumed in this time.</p>
      ) : (
        <>
          <Chart points={points} range={range} unit={props.unit} />
          <details className={`${styles.behind} ${styles.narrow}`}>
            <summary>The numbers</summary>
            <Table columns={[range === 'LAST_DAY' ? 'Hour' : 'Day', 'Feature', { title: props.unit, isNumber: true }]}>
              {used.data.series.flatMap(({ featureId, featureName, points: own }) =>
                own.map(({ at, amount }) => (
                  <tr key={`${featureId ?? ''} ${at}`}>
                    <td>{labelOf(at, range)}</td>
                    <td>{featureName ?? featureId ?? 'No feature named'}</td>
                    <td className={table.number}>{formatNumber(amount)}</td>
                  </tr>
                )),
              )}
            </Table>
          </details>
        </>
      )}
    </section>
  )
}

const size = { width: 720, height: 120, foot: 18 } as const

function Chart({
  points,
  range,
  unit,
}: {
  readonly points: readonly Point[]
  readonly range: UsageRange
  readonly unit: string
}) {
  const most = points.reduce((best, { amount }) => (compare(amount, best) > 0 ? amount : best), '0')
  const total = points.reduce((sum, { amount }) => add(sum, amount), '0')
  const last = Date.parse(points.at(-1)?.at ?? '')
  const steps = Math.max(stepsIn(range), 1 + (last - Date.parse(points[0]?.at ?? '')) / stepOf(range))
  const width = size.width / steps
  const tall = size.height - size.foot
  const peak = points.find(({ amount }) => amount === most)
  const label = `${formatNumber(total)} ${unit} consumed; most on ${labelOf(peak?.at ?? '', range)}: ${formatNumber(most)}`
  return (
    <figure className={styles.figure}>
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden className={styles.chart}>
        <line x1="0" x2={size.width} y1={tall} y2={tall} className={styles.axis} />
        {points.map(({ at, amount }) => {
          const height = Math.max(1, (toNumber(amount) / Math.max(toNumber(most), 1e-9)) * (tall - 4))
          const place = steps - 1 - (last - Date.parse(at)) / stepOf(range)
          return (
            <rect
              key={at}
              x={place * width + width * 0.1}
              y={tall - height}
              width={Math.max(width * 0.8, 0.8)}
              height={height}
              className={styles.bar}
            >
              <title>{`${labelOf(at, range)}: ${formatNumber(amount)}`}</title>
            </rect>
          )
        })}
        <text x="0" y={size.height - 4} className={styles.tick}>
          {labelOf(new Date(last - (steps - 1) * stepOf(range)).toISOString(), range)}
        </text>
        <text x={size.width} y={size.height - 4} textAnchor="end" className={styles.tick}>
          {labelOf(new Date(last).toISOString(), range)}
        </text>
      </svg>
    </figure>
  )
}
