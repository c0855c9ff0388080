import { isLive, type Subscription } from '#shared/domain/customer'

import { formatMoment } from '../../ui/dates.ts'
import { sayEnd, sayUpdate } from '../../words/acts.ts'
import { SubscriptionActs } from '../acts/SubscriptionActs.tsx'
import styles from './Running.module.css'

/** Subscriptions that run, or will: what they end with, and what waits to happen to them. */
export const runningOf = (subscriptions: readonly Subscription[]): readonly Subscription[] =>
  subscriptions.filter(isLive)

/** The customer's running subscriptions: when each ends, what is scheduled, and what can be done to it. */
export function Running(props: {
  readonly opportunityId: string
  readonly subscriptions: readonly Subscription[]
  readonly nameOf: (planId: string) => string
  readonly timeZone: string
  readonly canWrite: boolean
}) {
  const told = runningOf(props.subscriptions)
  if (told.length === 0) return null
  const say = (moment: string) => formatMoment(moment, props.timeZone)
  return (
    <ul className={styles.running} aria-label="What runs and what is scheduled">
      {told.map((held) => {
        const planName = props.nameOf(held.planId)
        return (
          <li key={held.id} className={styles.line}>
            <span>
              {[sayEnd(held, planName, say), ...held.scheduledUpdates.map((one) => sayUpdate(one, planName, say))].join(
                ' ',
              )}
            </span>
            <SubscriptionActs
              subscription={held}
              planName={planName}
              opportunityId={props.opportunityId}
              canWrite={props.canWrite}
            />
          </li>
        )
      })}
    </ul>
  )
}
