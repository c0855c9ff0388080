import type { RunSummary } from '#shared/domain/run'

import type { Column } from '../../ui/Grid.tsx'
import { formatDuration } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { When } from '../../ui/When.tsx'
import { runStates } from '../../words/states.ts'

/** How the list of runs shows a run. */
export const runColumns = (timeZone: string): readonly Column<RunSummary>[] => [
  {
    id: 'state',
    title: 'State',
    track: '148px',
    sortable: false,
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
    sortable: false,
    render: (run) => <strong style={{ fontWeight: 500 }}>{run.opportunityName}</strong>,
  },
  { id: 'account', title: 'Account', track: 'minmax(110px, 1.2fr)', sortable: false, render: (run) => run.accountName },
  { id: 'startedBy', title: 'Started by', track: 'minmax(90px, 1fr)', sortable: false, render: (run) => run.startedBy },
  {
    id: 'startedAt',
    title: 'Started',
    track: '150px',
    sortable: false,
    render: (run) => <When moment={run.startedAt} timeZone={timeZone} />,
  },
  {
    id: 'took',
    title: 'Took',
    track: '84px',
    sortable: false,
    end: true,
    render: (run) =>
      run.finishedAt === null ? '–' : formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
  },
]
