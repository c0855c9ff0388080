import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import type { ProvisioningReport } from '#shared/contract/provisioning'

import { OutLink } from '../../ui/OutLink.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { Outcome } from './Outcome.tsx'
import styles from './Sheet.module.css'

/** What came of a run: where both records are, what was read back, and where to go next. */
export function Settled(props: {
  readonly report: ProvisioningReport
  readonly timeZone: string
  readonly noneLeft: boolean
  readonly acts: ReactNode
  readonly onNext: () => void
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const first = useFocusOnMount<HTMLButtonElement>()
  const { run, links } = props.report
  // From one deal to the next; what was done to a customer has no next one.
  const leadsOn = run.state === 'done' && run.kind === 'provision'
  return (
    <div className={styles.parts}>
      <Outcome run={run} done="Every step was confirmed." timeZone={props.timeZone}>
        <p className={styles.links}>
          {run.opportunityId === '' ? null : <OutLink href={links.opportunityUrl}>Opportunity in Salesforce</OutLink>}
          {links.accountUrl === null ? null : <OutLink href={links.accountUrl}>Account in Salesforce</OutLink>}
          {links.subscriptionUrl === null ? null : (
            <OutLink href={links.subscriptionUrl}>Subscription in Stigg</OutLink>
          )}
          {links.customerUrl === null ? null : <OutLink href={links.customerUrl}>Customer in Stigg</OutLink>}
        </p>
      </Outcome>
      <footer className={styles.footer}>
        <Button
          ref={leadsOn ? undefined : first}
          data-autofocus={leadsOn ? undefined : true}
          variant="default"
          onClick={props.onClose}
        >
          Close
        </Button>
        <Button variant="subtle" color="gray" onClick={props.onRun}>
          Show the run
        </Button>
        <output className={styles.because}>{props.noneLeft ? 'No other deal is ready.' : null}</output>
        {props.acts}
        {leadsOn ? (
          <Button ref={first} data-autofocus disabled={props.noneLeft} onClick={props.onNext}>
            Next ready deal
          </Button>
        ) : null}
      </footer>
    </div>
  )
}
