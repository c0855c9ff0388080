import type { LinkRow } from '#shared/domain/link-states'

import type { Column } from '../../ui/Grid.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { linkStates, sayLink } from '../../words/links.ts'
import { accountNames, customerNames } from './list.ts'

/** How the list of links shows a pair. */
export const linkColumns: readonly Column<LinkRow>[] = [
  {
    id: 'state',
    title: 'State',
    track: '132px',
    sortable: true,
    render: ({ state }) => (
      <Tag tone={linkStates[state].tone} title={linkStates[state].meaning}>
        {linkStates[state].word}
      </Tag>
    ),
  },
  {
    id: 'account',
    title: 'Account',
    track: 'minmax(140px, 1.3fr)',
    sortable: true,
    render: (row) => <strong style={{ fontWeight: 500 }}>{accountNames(row) || '–'}</strong>,
  },
  {
    id: 'customer',
    title: 'Stigg customer',
    track: 'minmax(140px, 1.3fr)',
    sortable: true,
    render: (row) => customerNames(row) || '–',
  },
  { id: 'why', title: 'What stands between', track: 'minmax(220px, 2fr)', sortable: true, render: sayLink },
]
