import { Link } from 'wouter'

import type { Subscription } from '#shared/domain/customer'

import { workflowsPath } from '../../data/paths.ts'
import { useStatus } from '../../data/use-status.ts'
import prose from '../../ui/prose.module.css'
import { RecordLinks } from '../records/index.ts'
import { SubscriptionActs } from '../acts/SubscriptionActs.tsx'
import styles from './Customer.module.css'

/** The ways from one subscription to where it is told of, and what can be done to it. */
export function SubscriptionWays(props: { readonly subscription: Subscription; readonly planName: string }) {
  const { subscription, planName } = props
  const status = useStatus()
  const { id, customerId, marker, amendments } = subscription
  const deal = amendments.at(-1)?.opportunityId ?? marker?.opportunityId
  return (
    <span className={styles.ways}>
      {deal === undefined ? null : (
        <Link className={prose.link} href={`/inbox/${deal}`} aria-label={`Its deal, of ${planName}`}>
          Its deal
        </Link>
      )}
      <Link
        className={prose.link}
        href={workflowsPath({ customer: customerId, subscription: id })}
        aria-label={`Run a workflow for the ${planName} subscription`}
      >
        Run a workflow…
      </Link>
      <RecordLinks record={{ kind: 'subscription', id, name: planName, customerId, opportunityId: deal ?? null }} />
      <SubscriptionActs
        subscription={subscription}
        planName={planName}
        opportunityId={null}
        canWrite={status !== undefined && status.profile.access !== 'read-only'}
      />
    </span>
  )
}
