import { useQuery } from '@tanstack/react-query'
import { Redirect, useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { customerPath } from '../../data/paths.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import page from '../../ui/page.module.css'
import { sayFailure } from '../../words/failures.ts'

/** Where a link to a subscription leads: to the page of its customer, with the subscription marked. */
export function SubscriptionPlace({ subscriptionId }: { readonly subscriptionId: string }) {
  const queries = useQueries()
  const [, navigate] = useLocation()
  const found = useQuery(queries.customers.ofSubscription.queryOptions({ input: { subscriptionId }, retry: false }))
  if (found.data) {
    const at = `?subscription=${encodeURIComponent(subscriptionId)}`
    return <Redirect to={`${customerPath(found.data.customerId)}${at}`} replace />
  }
  if (!found.error) {
    return (
      <Delayed>
        <output className={page.scroll} aria-busy="true">
          Looking for the subscription’s customer…
        </output>
      </Delayed>
    )
  }
  const failure = failureOf(found.error)
  return (
    <div className={page.scroll}>
      <FailurePanel
        {...sayFailure(failure)}
        action={{ label: 'Look again', onClick: () => void found.refetch() }}
        other={{ label: 'Go to the customers', onClick: () => navigate('/customers') }}
      />
    </div>
  )
}
