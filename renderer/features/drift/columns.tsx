import type { Column } from '../../ui/Grid.tsx'
import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { driftKinds, notCompared, sayDrift, sayDriftNote } from '../../words/drift.ts'
import { aboutOf, soldAndLive, type DriftItem } from './list.ts'
import styles from './Drift.module.css'

const absent = <span className={prose.soft}>–</span>

/** How the list shows a difference. @param day says a moment as a day of the org */
export const driftColumns = (day: (moment: string) => string): readonly Column<DriftItem>[] => [
  {
    id: 'account',
    title: 'Customer',
    track: 'minmax(130px, 1.3fr)',
    sortable: true,
    render: (item) => {
      const { accountName, customerId } = aboutOf(item)
      if (!item.isFirst) return <span className={styles.again}>{accountName}</span>
      return (
        <strong className={styles.customer} title={customerId}>
          {accountName}
          {item.count > 1 ? <span className={styles.count}> {item.count}</span> : null}
        </strong>
      )
    },
  },
  {
    id: 'kind',
    title: 'Difference',
    track: '118px',
    sortable: true,
    render: ({ row }) => {
      const words = row ? driftKinds[row.kind] : notCompared
      return (
        <Tag tone={words.tone} title={words.meaning}>
          {words.word}
        </Tag>
      )
    },
  },
  {
    id: 'what',
    title: 'What',
    track: 'minmax(110px, 1fr)',
    sortable: true,
    render: ({ row }) => (row ? <span title={row.what.id}>{row.what.name}</span> : absent),
  },
  {
    id: 'sold',
    title: 'Sold',
    track: 'minmax(96px, 0.9fr)',
    sortable: false,
    render: ({ row }) => (row ? <Value text={soldAndLive(row).sold} isNothing={row.sold === null} /> : absent),
  },
  {
    id: 'live',
    title: 'Live',
    track: 'minmax(96px, 0.9fr)',
    sortable: false,
    render: ({ row }) => (row ? <Value text={soldAndLive(row).live} isNothing={row.live === null} /> : absent),
  },
  {
    id: 'why',
    title: 'What lies behind it',
    track: 'minmax(180px, 1.9fr)',
    sortable: false,
    render: ({ row, note }) => {
      const text = row ? sayDrift(row, day) : sayDriftNote(note)
      return (
        <span className={prose.cut} title={text}>
          {text}
        </span>
      )
    },
  },
  {
    id: 'deal',
    title: 'Deal that mends it',
    track: 'minmax(140px, 1.5fr)',
    sortable: true,
    render: (item) => {
      const { deal } = aboutOf(item)
      return deal ? (
        <Name className={prose.cut} title={deal.name}>
          {deal.name}
        </Name>
      ) : (
        absent
      )
    },
  },
]

const Value = ({ text, isNothing }: { readonly text: string; readonly isNothing: boolean }) => (
  <span className={isNothing ? prose.soft : styles.value} title={text}>
    {text}
  </span>
)
