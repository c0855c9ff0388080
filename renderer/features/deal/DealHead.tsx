import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { Link } from 'wouter'

import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { Day } from '#shared/domain/opportunity'

import { accountPath, customerPath } from '../../data/paths.ts'
import { Name } from '../../ui/Name.tsx'
import { formatTime } from '../../ui/dates.ts'
import { formatMoneyShort } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import { WhenDay } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import { ReadAgain, RecordHead } from '../../ui/RecordHead.tsx'
import { sayStanding } from '../../words/drift.ts'
import { dealStates } from '../../words/states.ts'
import { RecordLinks, RecordMenu } from '../records/index.ts'
import styles from './Deal.module.css'
import type { PrimaryAct } from './primary-act.ts'

/** Which deal it is, where its records are, what state it is in, and the one thing to do next. */
export function DealHead(props: {
  readonly preview: ProvisioningPreview
  readonly primary: PrimaryAct
  readonly refreshing: boolean
  readonly timeZone: string
  readonly today: Day
  readonly now: Date
  readonly takeFocus: boolean
  readonly onPrimary: () => void
  readonly onRefresh: () => void
  readonly onClose: () => void
}) {
  const { deal, state } = props.preview
  const { opportunity } = deal
  const customerId = props.preview.customer?.id ?? null
  const { primary } = props
  const pageOfAccount = pageOf(props.preview)
  const words = dealStates[state]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (props.takeFocus) heading.current?.focus({ preventScroll: true })
  }, [props.takeFocus])
  // Opening the sheet writes nothing, so one key may do it; only while the focus rests on the deal itself.
  // The key that opened the deal from the list was pressed there, and does nothing here.
  useHotkeys('enter', ({ target }) => {
    if (target === heading.current && primary.because === null) props.onPrimary()
  })
  return (
    <RecordHead
      back={{ to: 'the list', byKey: true, onBack: props.onClose }}
      heading={heading}
      name={<Name>{opportunity.name}</Name>}
      title={opportunity.name}
      beside={
        <Tag tone={words.tone} title={sayStanding(state, props.preview.reason)} soft>
          {words.word}
        </Tag>
      }
      acts={
        <>
          {primary.because === null ? null : <span className={styles.because}>{primary.because}</span>}
          <Button
            variant={primary.quiet ? 'default' : 'filled'}
            disabled={primary.because !== null}
            title={primary.because ?? undefined}
            onClick={props.onPrimary}
          >
            {primary.label}
          </Button>
        </>
      }
    >
      <span className={styles.about}>
        {opportunity.accountName === null ? (
          <span>no account</span>
        ) : pageOfAccount === null ? (
          <Name>{opportunity.accountName}</Name>
        ) : (
          <Link className={prose.link} href={pageOfAccount} title="Everything about this account and its customer">
            <Name className={styles.account}>{opportunity.accountName}</Name>
          </Link>
        )}
        {opportunity.accountId === null ? null : (
          <RecordMenu
            record={{
              kind: 'account',
              id: opportunity.accountId,
              name: opportunity.accountName ?? opportunity.accountId,
              customerId,
            }}
          />
        )}
        <span>
          {opportunity.isWon ? 'closed' : 'closes'} <WhenDay day={opportunity.closeDate} today={props.today} beside />
        </span>
        {opportunity.ownerName === null ? null : <Name>{opportunity.ownerName}</Name>}
        {opportunity.amount === null ? null : (
          <span className={styles.amount}>
            {formatMoneyShort({ amount: opportunity.amount, currency: opportunity.currency })}
          </span>
        )}
      </span>
      <span className={styles.ways}>
        <RecordLinks
          record={{
            kind: 'opportunity',
            id: opportunity.id,
            name: opportunity.name,
            accountId: opportunity.accountId,
            customerId,
            subscriptionId: opportunity.subscriptionId,
          }}
        />
        {props.preview.customer === null ? null : (
          <RecordMenu
            label="Customer"
            record={{
              kind: 'customer',
              id: props.preview.customer.id,
              name: opportunity.accountName ?? props.preview.customer.id,
              accountId: opportunity.accountId,
            }}
          />
        )}
        {props.preview.subscriptions.map(({ id, planId }) => (
          <RecordMenu
            key={id}
            label="Subscription"
            record={{
              kind: 'subscription',
              id,
              name: `${planId} of ${opportunity.accountName ?? opportunity.name}`,
              opportunityId: opportunity.id,
              customerId,
            }}
          />
        ))}
        {props.preview.customer === null ? null : (
          <Link
            className={prose.link}
            href={`/credits/${encodeURIComponent(props.preview.customer.id)}?grant&opportunity=${opportunity.id}`}
          >
            Grant credits…
          </Link>
        )}
        <ReadAgain
          label="Read the deal again"
          keys="Ctrl/Cmd+R"
          at={formatTime(props.preview.readAt, props.timeZone, props.now)}
          moment={props.preview.readAt}
          refreshing={props.refreshing}
          onRead={props.onRefresh}
        />
      </span>
    </RecordHead>
  )
}

/** The page of the deal's customer, or of its account where there is no customer yet. */
function pageOf({ customer, deal }: ProvisioningPreview): string | null {
  if (customer !== null) return customerPath(customer.id)
  return deal.account === null ? null : accountPath(deal.account.id)
}
