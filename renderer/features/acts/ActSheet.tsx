import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'

import type { ActPreview } from '#shared/contract/acts'
import type { Act } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { actWords } from '../../words/acts.ts'
import { sayFailure } from '../../words/failures.ts'
import { Failed } from '../provisioning/Failed.tsx'
import { Outcome } from '../provisioning/Outcome.tsx'
import sheet from '../provisioning/Sheet.module.css'
import { SheetFrame } from '../provisioning/SheetFrame.tsx'
import { SheetEnd } from '../provisioning/SheetParts.tsx'
import { ActForm } from './ActForm.tsx'
import { ActReview } from './ActReview.tsx'

/** What a person has to choose before an act can be looked at; null where nothing is missing. */
function missingOf(act: Act, { cancellationDate }: Subscription): string | null {
  // The sheet opens on the end as it is, which nobody has to ask Stigg about.
  if (act.kind === 'reschedule' && act.cancellationDate === cancellationDate) return 'Choose another day.'
  return (act.kind === 'extend-trial' && act.endDate === '') ||
    (act.kind === 'cancel' && act.time === 'SPECIFIC_DATE' && act.endDate === null)
    ? 'Choose a day.'
    : null
}

const reading = 'Reading the subscription.'

/** The one sheet from which something is done to a running subscription: choose, look, agree, see what came of it. */
export function ActSheet(props: {
  /** As it is proposed. */
  readonly act: Act
  readonly subscription: Subscription
  readonly planName: string
  readonly onClose: () => void
}) {
  const { onClose } = props
  const [act, setAct] = useState(props.act)
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const status = useStatus()
  const time = useOrgTime()
  const [, navigate] = useLocation()
  const missing = missingOf(act, props.subscription)
  // A look is live, and of this sheet alone.
  const preview = useQuery(
    queries.acts.preview.queryOptions({
      input: { act },
      enabled: missing === null,
      retry: false,
      staleTime: 0,
      // What was looked at stays in sight while the next look is on its way.
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  )
  const apply = useMutation({
    async mutationFn(agreed: { readonly preview: ActPreview; readonly typed: string }) {
      const { act: of, fingerprint } = agreed.preview
      const stream = await companion.acts.apply({ act: of, fingerprint, typed: agreed.typed })
      for (;;) {
        const next = await stream.next()
        if (next.done) return next.value.run
      }
    },
    async onSettled() {
      // The deal's page and the customer's rest on what was just changed.
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queries.provisioning.preview.key() }),
        queryClient.invalidateQueries({ queryKey: queries.customers.key() }),
        queryClient.invalidateQueries({ queryKey: queries.credits.overview.key() }),
      ])
    },
  })
  const lookAgain = (): void => {
    apply.reset()
    void preview.refetch()
  }
  const words = actWords[act.kind]
  return (
    <SheetFrame
      title={apply.data ? 'What came of it' : words.title(props.planName)}
      writing={apply.isPending}
      onClose={onClose}
    >
      {apply.data !== undefined ? (
        <div className={sheet.parts}>
          <Outcome run={apply.data} done={words.done} timeZone={time.timeZone} />
          <SheetEnd onClose={onClose} onRun={() => navigate(`/runs/${apply.data.id}`)} />
        </div>
      ) : apply.error !== null ? (
        <Failed failure={failureOf(apply.error)} onAgain={lookAgain} onClose={onClose} />
      ) : (
        <ActReview
          key={act.kind}
          kind={act.kind}
          preview={missing === null && !preview.isError ? (preview.data ?? null) : null}
          missing={
            missing ?? (preview.isError ? 'It cannot be done as it is chosen.' : preview.isFetching ? reading : null)
          }
          status={status}
          timeZone={time.timeZone}
          busy={apply.isPending}
          onApply={(agreed, typed) => apply.mutate({ preview: agreed, typed })}
          onCancel={onClose}
        >
          <ActForm act={act} subscription={props.subscription} timeZone={time.timeZone} onChange={setAct} />
          {missing === null && preview.isError ? (
            <FailurePanel
              {...sayFailure(failureOf(preview.error))}
              action={{ label: 'Read again', onClick: lookAgain }}
            />
          ) : null}
        </ActReview>
      )}
    </SheetFrame>
  )
}
