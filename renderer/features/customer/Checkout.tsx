import { Link } from 'wouter'

import type { CustomerSubscriptions } from '#shared/contract/customers'

import { StrangeLink } from '../../ui/StrangeLink.tsx'
import prose from '../../ui/prose.module.css'
import styles from './Customer.module.css'

/** Where the customer pays for what a run of this machine ordered, and that run. */
export function Checkout({ checkout }: { readonly checkout: CustomerSubscriptions['checkouts'][number] }) {
  const { url, runId } = checkout
  return (
    <span className={styles.ways}>
      {url === '' ? 'due; Stigg names no page for it' : <StrangeLink href={url}>Checkout page</StrangeLink>}
      <Link className={prose.link} href={`/runs/${runId}`}>
        Its run
      </Link>
    </span>
  )
}
