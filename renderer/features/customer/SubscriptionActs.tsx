import { Link } from 'wouter'

import type { Subscription } from '#shared/domain/customer'

import { workflowsPath } from '../../data/paths.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import styles from './Customer.module.css'

/**
 * What can be done about one subscription, and the ways to where it is told of. Acts on it stand on the page of the deal
 * that made or amended it.
 */
export function SubscriptionActs(props: {
  readonly subscription: Subscription
  readonly planName: string
  /** Its page in Stigg; null where the profile has no pattern for it. */
  readonly url: string | null
}) {
  const { subscription, planName, url } = props
  const { id, customerId, marker, amendments } = subscription
  const deal = amendments.at(-1)?.opportunityId ?? marker?.opportunityId
  return (
    <span className={styles.ways}>
      {deal === undefined ? null : (
        <Link className={styles.link} href={`/inbox/${deal}`} aria-label={`Its deal, of ${planName}`}>
          Its deal
        </Link>
      )}
      <Link
        className={styles.link}
        href={workflowsPath(customerId, id)}
        aria-label={`Run a workflow for the ${planName} subscription`}
      >
        Run a workflow…
      </Link>
      {url === null ? null : <OutLink href={url}>Stigg</OutLink>}
    </span>
  )
}
