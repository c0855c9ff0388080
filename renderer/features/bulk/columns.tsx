import { Link } from 'wouter'

import type { BulkCheckRow, BulkRow } from '#shared/domain/bulk'
import type { BulkVerdict } from '#shared/domain/bulk-totals'

import type { Column } from '../../ui/Grid.tsx'
import { Name } from '../../ui/Name.tsx'
import { formatDuration, formatMoneyShort, formatNumber } from '../../ui/numbers.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { bulkRowStates, verdictState, whyNot } from '../../words/bulk.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Bulk.module.css'

const absent = <span className={prose.soft}>–</span>
const per = { MONTH: ' / month', YEAR: ' / year' } as const

export interface JudgedRow {
  readonly row: BulkCheckRow
  readonly verdict: BulkVerdict
}

const whyOf = ({ row, verdict }: JudgedRow): string | null =>
  row.failure ? sayFailure(row.failure).title : whyNot(verdict)

/** How a deal that was checked is shown. */
export const checkColumns: readonly Column<JudgedRow>[] = [
  {
    id: 'verdict',
    title: 'In this run',
    track: '118px',
    sortable: false,
    render: ({ verdict }) => (
      <Tag tone={verdictState(verdict).tone} title={verdictState(verdict).meaning}>
        {verdictState(verdict).word}
      </Tag>
    ),
  },
  {
    id: 'deal',
    title: 'Deal',
    track: 'minmax(150px, 1.6fr)',
    sortable: false,
    render: ({ row }) => (
      <span className={styles.deal}>
        <Name title={row.opportunityName}>{row.opportunityName}</Name>
        {Object.keys(row.edits).length > 1 || Object.keys(row.edits.subscriptions).length > 0 ? (
          <span className={prose.soft}> · edited by you</span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'account',
    title: 'Account',
    track: 'minmax(100px, 1fr)',
    sortable: false,
    render: ({ row }) => (row.accountName === null ? absent : <Name>{row.accountName}</Name>),
  },
  {
    id: 'becomes',
    title: 'Becomes',
    track: 'minmax(100px, 1fr)',
    sortable: false,
    render: ({ row }) =>
      row.subscriptions.length === 0 ? absent : row.subscriptions.map(({ planName }) => planName).join(', '),
  },
  {
    id: 'credits',
    title: 'Credits',
    track: 'minmax(80px, 0.8fr)',
    sortable: false,
    end: true,
    render: ({ row }) =>
      row.credits.length === 0
        ? absent
        : row.credits
            .map(({ amount, cadence }) => `${formatNumber(amount)}${cadence === null ? '' : per[cadence]}`)
            .join(', '),
  },
  {
    id: 'invoice',
    title: 'First invoice',
    track: '100px',
    sortable: false,
    end: true,
    render: ({ row }) =>
      row.firstInvoice ? formatMoneyShort(row.firstInvoice) : row.invoiceUnknown ? 'not known' : absent,
  },
  {
    id: 'why',
    title: 'Why not, or what to agree to',
    track: 'minmax(180px, 2fr)',
    sortable: false,
    render: (judged) => {
      const why = whyOf(judged)
      return why === null ? null : (
        <span className={styles.why} title={why}>
          <span className={prose.cut}>{why}</span>
          {judged.verdict.kind === 'blocked' && judged.row.opportunityUrl !== null ? (
            <OutLink href={judged.row.opportunityUrl}>Salesforce</OutLink>
          ) : null}
        </span>
      )
    },
  },
]

/** How a deal of a bulk run is shown. */
export const bulkColumns: readonly Column<BulkRow>[] = [
  {
    id: 'state',
    title: 'Result',
    track: '118px',
    sortable: false,
    render: ({ state }) => (
      <Tag tone={bulkRowStates[state].tone} title={bulkRowStates[state].meaning}>
        {bulkRowStates[state].word}
      </Tag>
    ),
  },
  {
    id: 'deal',
    title: 'Deal',
    track: 'minmax(150px, 1.8fr)',
    sortable: false,
    render: (row) => (
      <Name className={styles.deal} title={row.opportunityName}>
        {row.opportunityName}
      </Name>
    ),
  },
  {
    id: 'account',
    title: 'Account',
    track: 'minmax(100px, 1.2fr)',
    sortable: false,
    render: (row) => (row.accountName === null ? absent : <Name>{row.accountName}</Name>),
  },
  {
    id: 'why',
    title: 'Why',
    track: 'minmax(160px, 2fr)',
    sortable: false,
    render: ({ failure }) =>
      failure === null ? null : (
        <span className={prose.cut} title={`${sayFailure(failure).title}. ${sayFailure(failure).todo}`}>
          {sayFailure(failure).title}
        </span>
      ),
  },
  {
    id: 'took',
    title: 'Took',
    track: '72px',
    sortable: false,
    end: true,
    render: ({ startedAt, finishedAt, state }) =>
      state === 'done' && startedAt !== null && finishedAt !== null
        ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))
        : absent,
  },
  {
    id: 'links',
    title: 'Records',
    track: '104px',
    sortable: false,
    render: (row) => (
      <span className={styles.links}>
        <Link
          href={`/inbox/${row.opportunityId}`}
          className={prose.link}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
        >
          Deal
        </Link>
        {row.runId === null ? null : (
          <Link
            href={`/runs/${row.runId}`}
            className={prose.link}
            tabIndex={-1}
            onClick={(event) => event.stopPropagation()}
          >
            Run
          </Link>
        )}
      </span>
    ),
  },
]
