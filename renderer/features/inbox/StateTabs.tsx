import type { DealPage } from '#shared/contract/opportunities'
import type { DealState } from '#shared/domain/deal-state'

import { formatNumber } from '../../ui/numbers.ts'
import tabs from '../../ui/tabs.module.css'
import { dealStates } from '../../words/states.ts'
import styles from './Inbox.module.css'

const order: readonly DealState[] = ['ready', 'blocked', 'attention', 'drifted', 'in-flight', 'live', 'superseded']

/** The counts per state; each is the tab that narrows the list to it. */
export function StateTabs(props: {
  readonly counts: DealPage['counts'] | undefined
  readonly state: DealState | null
  readonly onState: (state: DealState | null) => void
}) {
  const count = (state: DealState): number => props.counts?.[state] ?? 0
  const all = order.reduce((sum, state) => sum + count(state), 0)
  const tab = (state: DealState | null, word: string, number: number) => (
    <button
      key={word}
      type="button"
      className={tabs.tab}
      data-tone={state === null ? undefined : dealStates[state].tone}
      data-some={number > 0}
      aria-pressed={props.state === state}
      title={state === null ? 'Every deal' : dealStates[state].meaning}
      onClick={() => props.onState(state)}
    >
      {word} <span className={styles.tabCount}>{props.counts === undefined ? '·' : formatNumber(number)}</span>
    </button>
  )
  return (
    <fieldset className={tabs.tabs} aria-label="Deals by state">
      {tab(null, 'All', all)}
      {order.map((state) => tab(state, dealStates[state].word, count(state)))}
    </fieldset>
  )
}
