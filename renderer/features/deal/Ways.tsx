import { Radio } from '@mantine/core'

import type { ChangeRow } from '#shared/domain/change-set'
import type { Way } from '#shared/domain/draft'
import type { WayChoice, WayOutcome } from '#shared/domain/ways'

import { sayConsequences } from '../../words/consequences.ts'
import { sayHeld } from '../../words/held-values.ts'
import { sayObstacle, sayReason, wayWords } from '../../words/ways.ts'
import { CostLines } from './CostLines.tsx'
import styles from './Ways.module.css'

const told = 4

/** Where a subscription of the product runs: replacing it and changing it in place, side by side, with a recommendation. */
export function Ways(props: {
  readonly ways: readonly WayChoice[]
  readonly say: (moment: string) => string
  readonly onChoose: (productId: string, way: Way) => void
}) {
  return props.ways.map((choice) => (
    <Radio.Group
      key={choice.productId}
      className={styles.ways ?? ''}
      label={`${choice.planName} runs already`}
      description={sayReason(choice)}
      value={choice.chosen}
      onChange={(way) => props.onChoose(choice.productId, way)}
    >
      <div className={styles.sides}>
        {(['replace', 'amend'] as const).map((way) => {
          const outcome = way === 'replace' ? choice.replace : choice.amend
          return (
            <div key={way} className={styles.side} data-chosen={choice.chosen === way}>
              <Radio
                size="xs"
                value={way}
                disabled={outcome === null}
                label={`${wayWords[way]}${choice.recommended === way ? ' (recommended)' : ''}`}
              />
              {outcome === null ? (
                <p className={styles.why}>{sayObstacle(choice)}</p>
              ) : (
                <Outcome outcome={outcome} say={props.say} />
              )}
            </div>
          )
        })}
      </div>
    </Radio.Group>
  ))
}

function Outcome({ outcome, say }: { readonly outcome: WayOutcome; readonly say: (moment: string) => string }) {
  const changes = outcome.rows.filter(({ change }) => change !== 'same' && change !== 'left-alone')
  const said = sayConsequences(outcome.consequences, { say, customer: '', account: '' })
  return (
    <>
      <ul className={styles.outcome}>
        {said.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {changes.slice(0, told).map((row) => (
          <li key={row.key}>{sayChange(row)}</li>
        ))}
        {changes.length > told ? <li>and {changes.length - told} more changes</li> : null}
        {changes.length === 0 ? <li>Nothing of what it holds changes.</li> : null}
      </ul>
      {outcome.cost.first === null ? null : (
        <CostLines cost={outcome.cost} consequences={outcome.consequences} isNewCustomer={false} />
      )}
    </>
  )
}

const sayChange = ({ entity, kind, today, will }: ChangeRow): string =>
  `${entity?.name ?? ''}: ${today === null ? 'nothing' : sayHeld(today, kind)} → ${will === null ? 'nothing' : sayHeld(will, kind)}`
