import type { RunState } from '#shared/domain/run'

import { RowTabs } from '../../ui/RowTabs.tsx'

type RunTab = 'all' | 'open' | 'done' | 'abandoned'

const tabs: Record<RunTab, { readonly word: string; readonly states: readonly RunState[] }> = {
  all: { word: 'All', states: [] },
  open: { word: 'Need attention', states: ['attention', 'interrupted', 'waiting'] },
  done: { word: 'Done', states: ['done'] },
  abandoned: { word: 'Given up', states: ['abandoned'] },
}
const order: readonly RunTab[] = ['all', 'open', 'done', 'abandoned']

export const statesOf = (tab: RunTab): readonly RunState[] => tabs[tab].states

/** The tab that holds the states asked for; the whole list where none does. */
export const tabOf = (states: readonly RunState[]): RunTab =>
  states.length === 0
    ? 'all'
    : (order.find((tab) => tab !== 'all' && states.every((state) => tabs[tab].states.includes(state))) ?? 'all')

export function RunTabs({ tab, onTab }: { readonly tab: RunTab; readonly onTab: (tab: RunTab) => void }) {
  return (
    <RowTabs
      label="Runs by state"
      tabs={order.map((id) => ({ id, word: tabs[id].word }))}
      current={tab}
      onTab={onTab}
    />
  )
}
