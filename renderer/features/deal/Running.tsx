import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Act } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'
import type { Day } from '#shared/domain/opportunity'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { formatMoment } from '../../ui/dates.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { actWords, sayAct, sayUpdate } from '../../words/acts.ts'
import { sayFailure } from '../../words/failures.ts'
import { DateDetail } from './DateDetail.tsx'
import styles from './Running.module.css'

/** Subscriptions on which something waits to happen: a trial's end, or a scheduled change. */
export const runningOf = (subscriptions: readonly Subscription[]): readonly Subscription[] =>
  subscriptions.filter(({ status, scheduledUpdates }) => status === 'IN_TRIAL' || scheduledUpdates.length > 0)

/** What waits to happen to the running subscriptions, and their trials, with what can be done about either. */
export function Running(props: {
  readonly opportunityId: string
  readonly subscriptions: readonly Subscription[]
  readonly nameOf: (planId: string) => string
  readonly timeZone: string
  readonly today: Day
  readonly canWrite: boolean
}) {
  const { opportunityId, subscriptions, timeZone } = props
  const [asked, setAsked] = useState<Act | null>(null)
  const told = runningOf(subscriptions)
  if (told.length === 0) return null
  return (
    <>
      <ul className={styles.running} aria-label="What runs and what is scheduled">
        {told.map(({ id, planId, status, trialEndDate, scheduledUpdates }) => (
          <li key={id}>
            {status === 'IN_TRIAL' ? (
              <span className={styles.line}>
                The trial of {props.nameOf(planId)} ends{' '}
                {trialEndDate === null ? 'as planned' : `on ${formatMoment(trialEndDate, timeZone)}`}.
                <Button
                  variant="subtle"
                  size="compact-xs"
                  disabled={!props.canWrite}
                  onClick={() =>
                    setAsked({ kind: 'extend-trial', opportunityId, subscriptionId: id, endDate: trialEndDate ?? '' })
                  }
                >
                  Extend the trial…
                </Button>
              </span>
            ) : null}
            {scheduledUpdates.map((update) => (
              <span key={`${update.type} ${update.at}`} className={styles.line}>
                {sayUpdate(update, props.nameOf(planId), (moment) => formatMoment(moment, timeZone))}
                <Button
                  variant="subtle"
                  size="compact-xs"
                  disabled={!props.canWrite}
                  onClick={() =>
                    setAsked({
                      kind: 'revoke-schedule',
                      opportunityId,
                      subscriptionId: id,
                      waitsFor: update.status === 'PENDING_PAYMENT' ? 'payment' : 'date',
                    })
                  }
                >
                  Revoke…
                </Button>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <AskAct
          act={asked}
          timeZone={timeZone}
          today={props.today}
          onChange={setAsked}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

/** What the act does, exactly what is sent, and one button named after it. */
function AskAct(props: {
  readonly act: Act
  readonly timeZone: string
  readonly today: Day
  readonly onChange: (act: Act) => void
  readonly onClose: () => void
}) {
  const { act, onClose } = props
  const companion = useCompanion()
  const queries = useQueries()
  const isWhole = act.kind !== 'extend-trial' || act.endDate !== ''
  const preview = useQuery(
    queries.acts.preview.queryOptions({ input: { act }, enabled: isWhole, retry: false, gcTime: 0 }),
  )
  const apply = useMutation({
    async mutationFn(fingerprint: string) {
      const stream = await companion.acts.apply({ act, fingerprint })
      for (;;) {
        const next = await stream.next()
        if (next.done) return next.value.run
      }
    },
  })
  const error = apply.error ?? preview.error
  const words = actWords[act.kind]
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg">
      {act.kind === 'extend-trial' ? (
        <DateDetail
          label="The trial ends"
          none="Choose a day"
          value={act.endDate === '' ? null : act.endDate}
          timeZone={props.timeZone}
          today={props.today}
          onChange={(endDate) => endDate !== null && props.onChange({ ...act, endDate })}
        />
      ) : null}
      {preview.data === undefined ? null : (
        <>
          <p>{sayAct(preview.data, (moment) => formatMoment(moment, props.timeZone))}</p>
          <details>
            <summary>What is sent</summary>
            {preview.data.requests.map(({ method, path, body }) => (
              <pre key={path} className={styles.request}>
                {method} {path}
                {body === null ? '' : `\n${JSON.stringify(body, null, 2)}`}
              </pre>
            ))}
          </details>
        </>
      )}
      {error === null ? null : (
        <FailurePanel
          {...sayFailure(failureOf(error))}
          details={JSON.stringify(failureOf(error), null, 2)}
          action={{ label: 'Close', onClick: onClose }}
        />
      )}
      {apply.data === undefined ? null : (
        <output>{apply.data.state === 'done' ? words.done : 'It did not end well: the run says what to do.'}</output>
      )}
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {apply.data === undefined ? 'Cancel' : 'Close'}
        </Button>
        {apply.data === undefined ? (
          <Button
            {...(act.kind === 'revoke-schedule' ? { color: 'red' } : {})}
            loading={apply.isPending}
            disabled={preview.data === undefined || preview.isFetching}
            onClick={() => preview.data && apply.mutate(preview.data.fingerprint)}
          >
            {words.act}
          </Button>
        ) : null}
      </div>
    </Modal>
  )
}
