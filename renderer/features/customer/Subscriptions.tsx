import type { CustomerSubscriptions } from '#shared/contract/customers'
import { isLive, type Subscription } from '#shared/domain/customer'
import { pendingUpdatesOf } from '#shared/domain/replacement'

import type { OrgTime } from '../../data/use-status.ts'
import { formatFullDay, dayOf } from '../../ui/dates.ts'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { Table } from '../../ui/Table.tsx'
import { plural } from '../../words/facts.ts'
import { subscriptionStates } from '../../words/customer.ts'
import { Checkout } from './Checkout.tsx'
import styles from './Customer.module.css'
import { SubscriptionFacts } from './SubscriptionFacts.tsx'
import { SubscriptionWays } from './SubscriptionWays.tsx'

/** The subscriptions in force, each with all that is known of it, and those that are over in a table behind. */
export function Subscriptions(props: {
  readonly part: CustomerSubscriptions
  readonly time: OrgTime
  /** The one that a link led to. */
  readonly currentId: string | null
}) {
  const { part, time } = props
  const nameOf = (id: string): string => part.names[id] ?? id
  const live = part.subscriptions.filter(isShown)
  const over = part.subscriptions.filter((each) => !isShown(each))
  // Stigg does not list what was ordered before it is paid.
  const ordered = part.checkouts.filter(({ subscriptionId }) =>
    part.subscriptions.every(({ id }) => id !== subscriptionId),
  )
  if (part.subscriptions.length + ordered.length === 0) {
    return <p className={prose.soft}>No subscription yet. One is made when a deal is provisioned.</p>
  }
  return (
    <>
      {ordered.map((checkout) => (
        <p key={checkout.subscriptionId} className={styles.line}>
          <Tag tone="waiting" soft>
            Waits for payment
          </Tag>
          <span>
            The subscription <code>{checkout.subscriptionId}</code> was ordered, and begins once it is paid.
          </span>
          <Checkout checkout={checkout} />
        </p>
      ))}
      {live.length === 0 ? <p className={prose.soft}>None is in force.</p> : null}
      <ul className={styles.subscriptions}>
        {live.map((subscription) => {
          const { id, planId, status, resourceId } = subscription
          const words = subscriptionStates[status]
          const product = part.products[planId] ?? ''
          return (
            <li
              key={id}
              data-current={id === props.currentId}
              aria-current={id === props.currentId ? 'true' : undefined}
              ref={id === props.currentId ? showAtOnce : undefined}
            >
              <div className={styles.subscriptionHead}>
                <h3>{nameOf(planId)}</h3>
                <Tag tone={words.tone} title={words.meaning} soft>
                  {words.word}
                </Tag>
                <span className={prose.soft}>
                  {product === '' ? null : nameOf(product)}
                  {resourceId === null ? null : (
                    <>
                      {product === '' ? '' : ' · '}resource <code>{resourceId}</code>
                    </>
                  )}
                </span>
                <SubscriptionWays subscription={subscription} planName={nameOf(planId)} />
              </div>
              <SubscriptionFacts
                subscription={subscription}
                updates={pendingUpdatesOf(subscription)}
                checkout={part.checkouts.find(({ subscriptionId }) => subscriptionId === id) ?? null}
                nameOf={nameOf}
                time={time}
              />
            </li>
          )
        })}
      </ul>
      {over.length === 0 ? null : (
        <details className={styles.behind} open={over.some(({ id }) => id === props.currentId)}>
          <summary>
            {plural(over.length, 'subscription')} that {over.length === 1 ? 'is' : 'are'} over
          </summary>
          <Over subscriptions={over} nameOf={nameOf} timeZone={time.timeZone} />
        </details>
      )}
    </>
  )
}

/** What nobody knows the state of is shown with what runs. */
const isShown = (subscription: Subscription): boolean => isLive(subscription) || subscription.status === 'UNKNOWN'

const showAtOnce = (element: HTMLLIElement | null): void => element?.scrollIntoView({ block: 'nearest' })

function Over(props: {
  readonly subscriptions: readonly Subscription[]
  readonly nameOf: (id: string) => string
  readonly timeZone: string
}) {
  const day = (moment: string | null): string => (moment === null ? '–' : formatFullDay(dayOf(moment, props.timeZone)))
  return (
    <Table columns={['Plan', 'State', 'Started', 'Ended', 'Subscription ID']}>
      {props.subscriptions.map(({ id, planId, status, startDate, effectiveEndDate, cancellationDate }) => (
        <tr key={id}>
          <td>{props.nameOf(planId)}</td>
          <td>
            <Tag tone={subscriptionStates[status].tone}>{subscriptionStates[status].word}</Tag>
          </td>
          <td>{day(startDate)}</td>
          <td>{day(effectiveEndDate ?? cancellationDate)}</td>
          <td>
            <code>{id}</code>
          </td>
        </tr>
      ))}
    </Table>
  )
}
