import type { RunSummary } from '#shared/domain/run'

import type { Column } from '../../ui/Grid.tsx'
import { formatDuration } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { When } from '../../ui/When.tsx'
import { runKinds, runStates } from '../../words/states.ts'
import { tookMs } from './list.ts'

/** How the list of runs shows a run. */
export const runColumns = (timeZone: string): readonly Column<RunSummary>[] => [
  {
    id: 'state',
    title: 'State',
    track: '148px',
    sortable: true,
    render: (run) => (
      <Tag tone={runStates[run.state].tone} title={runStates[run.state].meaning}>
        {runStates[run.state].word}
      </Tag>
    ),
  },
  {
    id: 'deal',
    title: 'Deal',
    track: 'minmax(160px, 2fr)',
    sortable: true,
    render: (run) => <strong style={{ fontWeight: 500 }}>{run.opportunityName}</strong>,
  },
  { id: 'kind', title: 'What', track: '150px', sortable: true, render: (run) => runKinds[run.kind] },
  { id: 'account', title: 'Account', track: 'minmax(110px, 1.2fr)', sortable: true, render: (run) => run.accountName },
  { id: 'startedBy', title: 'Started by', track: 'minmax(90px, 1fr)', sortable: true, render: (run) => run.startedBy },
  {
    id: 'startedAt',
    title: 'Started',
    track: '150px',
    sortable: true,
    render: (run) => <When moment={run.startedAt} timeZone={timeZone} />,
  },
  {
    id: 'took',
    title: 'Took',
    track: '84px',
    sortable: true,
    end: true,
    render: (run) => {
      const ms = tookMs(run)
      return ms === null ? '–' : formatDuration(ms)
    },
  },
]
