import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { BulkTotals } from '#shared/domain/bulk-totals'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Failure } from '#shared/failure'

import page from '../../ui/page.module.css'
import { sayTotals } from '../../words/bulk.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { MixedPair } from '../provisioning/MixedPair.tsx'
import { useMixedPair } from '../provisioning/use-mixed-pair.ts'
import styles from './Bulk.module.css'

/** What is about to be written in all, and the one button that does it. Where it is for good, the number is typed. */
export function Confirm(props: {
  readonly totals: BulkTotals
  /** Deals that are left out. */
  readonly left: number
  readonly status: WorkspaceStatus | undefined
  readonly starting: boolean
  readonly refused: Failure | null
  readonly onCancel: () => void
  readonly onStart: (typedCount: number | null) => void
}) {
  const { totals } = props
  const profile = props.status?.profile
  const { deals } = totals
  const [typed, setTyped] = useState('')
  const pair = useMixedPair(props.status)
  const kind = profile?.kind
  const types = kind === 'production' || kind === 'mixed' || profile?.access === 'retype'
  const because =
    profile?.access === 'read-only'
      ? 'This profile is read-only.'
      : deals === 0
        ? 'No deal can go.'
        : pair.isMixed && !pair.isConfirmed
          ? 'Confirm the mixed pair.'
          : types && typed.trim() !== String(deals)
            ? `Type ${deals}.`
            : null
  return (
    <footer className={styles.confirm} aria-label="Confirm">
      {props.refused === null ? null : (
        <output className={styles.refused}>
          {sayFailure(props.refused).title}. {sayFailure(props.refused).todo}
        </output>
      )}
      <p className={styles.said}>
        {deals === 0 ? 'Nothing is written.' : sayTotals(totals).join(' ')}{' '}
        {props.left > 0 ? `${plural(props.left, 'deal')} ${props.left === 1 ? 'is' : 'are'} left out.` : ''}
      </p>
      <MixedPair pair={pair} />
      <div className={styles.confirmLine}>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
        <span className={page.because} aria-live="polite">
          {because}
        </span>
        {types && deals > 0 ? (
          <TextInput
            w={190}
            inputMode="numeric"
            aria-label={`Type ${deals} to confirm`}
            placeholder={`Type ${deals} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <Button
          disabled={because !== null}
          title={because ?? undefined}
          loading={props.starting}
          color={kind === 'production' ? 'red' : 'indigo'}
          onClick={() => props.onStart(types ? deals : null)}
        >
          Provision {plural(deals, 'deal')}
        </Button>
      </div>
    </footer>
  )
}
