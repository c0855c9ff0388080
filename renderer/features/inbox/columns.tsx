import { IconAlertTriangle } from '@tabler/icons-react'

import type { DealRow } from '#shared/contract/opportunities'
import type { Day } from '#shared/domain/opportunity'

import type { Column } from '../../ui/Grid.tsx'
import { Name } from '../../ui/Name.tsx'
import { formatMoneyShort } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { WhenDay } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import { sayStanding } from '../../words/drift.ts'
import { plural } from '../../words/facts.ts'
import { findingWords } from '../../words/findings.ts'
import { dealStates } from '../../words/states.ts'
import type { ColumnId } from './column-ids.ts'
import styles from './Inbox.module.css'

export const columnTitles: Record<ColumnId, string> = {
  state: 'State',
  name: 'Deal',
  accountName: 'Account',
  plan: 'Plan sold',
  ownerName: 'Owner',
  stage: 'Stage',
  closeDate: 'Closed',
  amount: 'Amount',
}

/** Why a deal is in its state, in one line for the pointer. */
const whyOf = ({ state, reason }: DealRow): string =>
  reason.finding !== null
    ? findingWords[reason.finding].title
    : reason.warnings > 0
      ? `${dealStates[state].meaning} ${plural(reason.warnings, 'warning')} to tick.`
      : sayStanding(state, reason)

const absent = <span className={styles.absent}>–</span>

/**
 * How each column shows a deal.
 * @param today the org's calendar day
 * @param edited IDs of the deals with edits that were not provisioned yet
 * @param fresh IDs of newly won deals that nobody has opened
 */
export function columnsFor(
  ids: readonly ColumnId[],
  today: Day,
  edited: ReadonlySet<string>,
  fresh: ReadonlySet<string>,
): readonly Column<DealRow>[] {
  const all: Record<ColumnId, Omit<Column<DealRow>, 'id' | 'title'>> = {
    state: {
      track: '104px',
      sortable: true,
      render: (row) => (
        <>
          <Tag tone={dealStates[row.state].tone} title={whyOf(row)}>
            {dealStates[row.state].word}
          </Tag>
          {row.state === 'ready' && row.reason.warnings > 0 ? (
            <span className={styles.warned} title={`${plural(row.reason.warnings, 'warning')} to tick`}>
              <IconAlertTriangle size={12} aria-label="warnings:" />
              {row.reason.warnings}
            </span>
          ) : null}
        </>
      ),
    },
    name: {
      track: 'minmax(160px, 2.4fr)',
      sortable: true,
      render: (row) => (
        <>
          <Name className={styles.deal} title={row.name}>
            {row.name}
          </Name>
          {fresh.has(row.id) ? (
            <em className={styles.edited} title="Newly won, and nobody has opened it here yet">
              new
            </em>
          ) : null}
          {edited.has(row.id) ? (
            <em className={styles.edited} title="You edited this deal and have not provisioned it yet">
              edited
            </em>
          ) : null}
        </>
      ),
    },
    accountName: {
      track: 'minmax(100px, 1.5fr)',
      sortable: true,
      render: (row) => (row.accountName === null ? absent : <Name title={row.accountName}>{row.accountName}</Name>),
    },
    plan: {
      track: 'minmax(110px, 1.3fr)',
      sortable: false,
      render: (row) =>
        row.state === 'blocked' && row.reason.finding !== null ? (
          <span className={styles.why} title={whyOf(row)}>
            <IconAlertTriangle size={13} aria-hidden />
            <span className={prose.cut}>{findingWords[row.reason.finding].title}</span>
          </span>
        ) : row.soldPlan === null ? (
          absent
        ) : (
          <span
            className={styles.plan}
            title={`${row.soldPlan}${row.soldOther > 0 ? ` and ${plural(row.soldOther, 'more line')}` : ''}`}
          >
            <span className={prose.cut}>{row.soldPlan}</span>
            {row.soldOther > 0 ? <span className={prose.soft}>+ {row.soldOther}</span> : null}
          </span>
        ),
    },
    ownerName: { track: 'minmax(80px, 0.9fr)', sortable: true, render: (row) => row.ownerName ?? absent },
    stage: { track: 'minmax(90px, 0.8fr)', sortable: false, render: (row) => row.stageName },
    closeDate: {
      track: '84px',
      sortable: true,
      end: true,
      render: (row) => <WhenDay day={row.closeDate} today={today} />,
    },
    amount: {
      track: '104px',
      sortable: true,
      end: true,
      render: (row) =>
        row.amount === null ? absent : formatMoneyShort({ amount: row.amount, currency: row.currency }),
    },
  }
  return ids.map((id) => ({ id, title: columnTitles[id], ...all[id] }))
}
