import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'

import type { CreditOverview } from '#shared/contract/credits'
import { noEdits } from '#shared/domain/draft-edits'
import { blankGrant, grantOfPreset, grantsOfDraft } from '#shared/domain/grant-presets'
import type { CreditAct, GrantRequest } from '#shared/domain/grant-request'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { Failed } from '../provisioning/Failed.tsx'
import { SheetFrame } from '../provisioning/SheetFrame.tsx'
import { SheetReading } from '../provisioning/SheetParts.tsx'
import { CreditOutcome } from './CreditOutcome.tsx'
import { CreditReview } from './CreditReview.tsx'
import { GrantForm } from './GrantForm.tsx'

const voidOf = (customerId: string, grantId: string): CreditAct => ({
  kind: 'void-grant',
  customerId,
  grantId,
  opportunityId: null,
})

/**
 * The one sheet that credits are granted and voided from: fill in, look, agree, see what came of it.
 */
export function CreditSheet(props: {
  /** ID of the grant that is voided; null where a grant is filled in first. */
  readonly voids: string | null
  readonly overview: CreditOverview
  /** The deal that credits are granted for; null = freely. */
  readonly opportunityId: string | null
  readonly onClose: () => void
}) {
  const { overview, opportunityId, onClose } = props
  const companion = useCompanion()
  const queries = useQueries()
  const status = useStatus()
  const time = useOrgTime()
  const [, navigate] = useLocation()
  const about = { customerId: overview.customer.id, opportunityId }
  const [request, setRequest] = useState<GrantRequest>(() => blankGrant(about))
  const [act, setAct] = useState<CreditAct | null>(props.voids === null ? null : voidOf(about.customerId, props.voids))

  const catalog = useQuery(queries.catalog.get.queryOptions()).data
  const deal = useQuery(
    queries.provisioning.preview.queryOptions({
      input: { opportunityId: opportunityId ?? '', edits: noEdits },
      enabled: opportunityId !== null,
      retry: false,
    }),
  )
  // Previews are live reads: each look is a new one.
  const preview = useMutation({ mutationFn: (of: CreditAct) => companion.credits.preview({ act: of }) })
  const apply = useMutation({
    async mutationFn(agreed: { readonly acknowledged: readonly string[]; readonly typed: string }) {
      if (!act || !preview.data) throw new Error('Nothing was looked at')
      const { fingerprint } = preview.data
      const { acknowledged, typed } = agreed
      const stream = await companion.credits.apply({ act, fingerprint, acknowledged: [...acknowledged], typed })
      for (;;) {
        const next = await stream.next()
        if (next.done) return next.value.run
      }
    },
  })
  const look = (of: CreditAct): void => {
    setAct(of)
    apply.reset()
    preview.mutate(of)
  }
  const { mutate } = preview
  const { voids } = props
  const { customerId } = about
  useEffect(() => {
    if (voids !== null) mutate(voidOf(customerId, voids))
  }, [voids, customerId, mutate])
  const review = (of: GrantRequest): void => {
    setRequest(of)
    look({ kind: 'grant-credits', request: of })
  }
  const now = time.now.toISOString()
  const sold = grantsOfDraft(deal.data?.draft ?? null, about, { currencies: catalog?.currencies ?? [] })
  const presets = (status?.profile.rules.creditPresets ?? []).map((preset) => ({
    label: preset.name,
    request: () => grantOfPreset(preset, about, now),
  }))
  const isVoid = act?.kind === 'void-grant'
  // What a run granted, or found granted by a colleague a moment before, can be taken back by a void.
  const madeId = apply.data?.kind === 'grant-credits' ? apply.data.steps[0]?.answer?.recordId : undefined
  const undo = madeId ? () => look(voidOf(customerId, madeId)) : null
  const error = apply.error ?? preview.error
  const title = apply.data
    ? 'What came of it'
    : isVoid
      ? 'Void a credit grant'
      : opportunityId === null
        ? 'Grant credits'
        : `Grant credits for ${deal.data?.deal.opportunity.name ?? 'a deal'}`

  return (
    <SheetFrame title={title} writing={apply.isPending} onClose={onClose}>
      {apply.data !== undefined ? (
        <CreditOutcome
          run={apply.data}
          timeZone={time.timeZone}
          onUndo={undo}
          onRun={() => navigate(`/runs/${apply.data.id}`)}
          onClose={onClose}
        />
      ) : error !== null ? (
        <Failed failure={failureOf(error)} onAgain={act === null ? null : () => look(act)} onClose={onClose} />
      ) : preview.isPending ? (
        <SheetReading label="Reading the customer’s credits" />
      ) : preview.data !== undefined && act !== null ? (
        <CreditReview
          key={preview.data.fingerprint}
          preview={preview.data}
          status={status}
          timeZone={time.timeZone}
          busy={apply.isPending}
          onApply={(acknowledged, typed) => apply.mutate({ acknowledged, typed })}
          onBack={isVoid ? null : () => preview.reset()}
          onCancel={onClose}
        />
      ) : (
        <GrantForm
          request={request}
          currencies={catalog?.currencies ?? []}
          resources={overview.resources}
          presets={presets}
          sold={sold}
          timeZone={time.timeZone}
          now={now}
          onChange={setRequest}
          onReview={review}
          onCancel={onClose}
        />
      )}
    </SheetFrame>
  )
}
