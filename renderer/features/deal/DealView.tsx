import { Button } from '@mantine/core'
import { useRef } from 'react'

import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Catalog } from '#shared/domain/catalog'
import { editCount, type CustomerEdits, type DraftEdits, type SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Day, Moment } from '#shared/domain/opportunity'
import type { Failure } from '#shared/failure'

import { dayOf, formatFullDay, formatMoment } from '../../ui/dates.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import page from '../../ui/page.module.css'
import { Sentences } from '../../ui/Sentences.tsx'
import { sayConsequences, unsaidBy } from '../../words/consequences.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import type { EditableDetail } from '../../words/findings.ts'
import { HaltedRun } from '../runs/index.ts'
import { CostLines } from './CostLines.tsx'
import styles from './Deal.module.css'
import { DealHead } from './DealHead.tsx'
import { Details } from './Details.tsx'
import { findingsAt } from './finding-place.ts'
import { Findings, type FindingActs } from './Findings.tsx'
import { primaryAct } from './primary-act.ts'
import { recordUrl } from './record-url.ts'
import { Ramps } from './Ramps.tsx'
import type { ListField } from './slice.ts'
import { Ways } from './Ways.tsx'
import { Running, runningOf } from './Running.tsx'
import { Story } from './Story.tsx'

export interface DealViewProps {
  readonly preview: ProvisioningPreview
  readonly status: WorkspaceStatus
  readonly edits: DraftEdits
  /** When the edits were kept, where an earlier window made them. */
  readonly recalledAt: Moment | null
  /** Null until it was read. */
  readonly catalog: Catalog | null
  readonly refreshing: boolean
  /** Why the last reading failed while an older one is shown. */
  readonly failure: Failure | null
  readonly takeFocus: boolean
  readonly now: Date
  readonly timeZone: string
  readonly today: Day
  readonly onReview: () => void
  readonly onRun: (runId: string) => void
  readonly onRuns: () => void
  readonly onRefresh: () => void
  readonly onClose: () => void
  readonly onEmail: (email: string | null) => void
  readonly onRevertEmail: () => void
  readonly onEdit: (productId: string, change: SubscriptionEdits) => void
  readonly onRevert: (productId: string, field: keyof SubscriptionEdits) => void
  readonly onRevertEntry: (productId: string, field: ListField, key: string) => void
  readonly onCustomer: (change: CustomerEdits) => void
  readonly onRevertCustomer: (field: keyof CustomerEdits) => void
  readonly onSegment: (stiggId: string, index: number) => void
  readonly onRevertSegment: (stiggId: string) => void
  readonly onDiscard: () => void
}

const changedSince = ({ deal }: ProvisioningPreview, moment: Moment): boolean =>
  Date.parse(deal.opportunity.systemModstamp) > Date.parse(moment)

/** The page of one deal: what was sold, what Stigg will hold, what stands in the way, what it costs, and its details. */
export function DealView(props: DealViewProps) {
  const { preview, status, edits } = props
  const { findings, changeSet, draft, links } = preview
  const body = useRef<HTMLDivElement>(null)
  const primary = primaryAct(preview, status)
  const changed = editCount(edits)
  const productNames = new Map(draft?.subscriptions.map(({ productId, productName }) => [productId, productName]))
  const happening = findingsAt(findings, 'happens')
  const said = sayConsequences(changeSet.consequences, {
    say: (moment) => formatMoment(moment, props.timeZone),
    customer: draft?.customer.name ?? '',
    account: preview.deal.account?.name ?? '',
  })
  const consequences = unsaidBy(said, happening)
  const toDetail = (detail: EditableDetail): void => {
    const field = body.current?.querySelector<HTMLElement>(`[data-detail="${detail}"] input`)
    // A field of a closed group is opened first.
    const group = field?.closest<HTMLElement>('[data-group]')
    group?.querySelector<HTMLElement>('[aria-expanded="false"]')?.click()
    // Once it is there to be seen.
    setTimeout(() => {
      field?.scrollIntoView({ block: 'center' })
      field?.focus()
    })
  }
  const acts: FindingActs = {
    day: (moment) => formatFullDay(dayOf(moment, props.timeZone)),
    urlOf: (finding) =>
      finding.record === null ? null : recordUrl(finding.record, links, status.salesforce.org?.lightningUrl ?? null),
    onDetail: toDetail,
    onReadAgain: props.onRefresh,
    onRuns: props.onRuns,
  }
  const onPrimary = (): void =>
    primary.act === 'show-run' && preview.reason.runId !== null ? props.onRun(preview.reason.runId) : props.onReview()
  return (
    <>
      <DealHead
        preview={preview}
        primary={primary}
        refreshing={props.refreshing}
        timeZone={props.timeZone}
        today={props.today}
        now={props.now}
        takeFocus={props.takeFocus}
        onPrimary={onPrimary}
        onRefresh={props.onRefresh}
        onClose={props.onClose}
      />
      <div className={page.scroll} ref={body}>
        {props.failure === null ? null : (
          <FailurePanel {...sayFailure(props.failure)} action={{ label: 'Read again', onClick: props.onRefresh }} />
        )}
        {preview.state === 'attention' && preview.reason.runId !== null ? (
          <HaltedRun runId={preview.reason.runId} />
        ) : null}
        <Findings findings={findingsAt(findings, 'deal')} acts={acts} />
        <section className={styles.part} aria-label="What was sold and what Stigg will hold">
          <Findings findings={findingsAt(findings, 'lines')} acts={acts} />
          <Ramps ramps={preview.ramps} onChoose={props.onSegment} onRevert={props.onRevertSegment} />
          <div className={styles.wide}>
            <Story rows={changeSet.rows} productNames={productNames} busy={props.refreshing} />
          </div>
        </section>
        {consequences.length + happening.length + preview.ways.length + runningOf(preview.subscriptions).length ===
        0 ? null : (
          <section className={styles.part}>
            <h2>{preview.state === 'live' ? 'What would happen' : 'What happens'}</h2>
            <Running
              opportunityId={preview.deal.opportunity.id}
              subscriptions={preview.subscriptions}
              nameOf={(planId) => preview.names[planId] ?? planId}
              timeZone={props.timeZone}
              canWrite={status.profile.access !== 'read-only'}
            />
            <Ways
              ways={preview.ways}
              say={(moment) => formatMoment(moment, props.timeZone)}
              onChoose={(productId, way) => props.onEdit(productId, { way })}
            />
            <Findings findings={happening} acts={acts} />
            <Sentences of={consequences.map(({ sentence }) => sentence)} className={styles.sentences} />
          </section>
        )}
        {preview.cost.note === 'none' && preview.cost.first === null ? null : (
          <section className={styles.part}>
            <h2>Cost</h2>
            <CostLines
              cost={preview.cost}
              consequences={changeSet.consequences}
              isNewCustomer={draft?.customer.exists === false}
            />
          </section>
        )}
        {draft === null ? null : (
          <section className={styles.part}>
            <h2>
              Details
              {changed === 0 ? null : (
                <Button variant="subtle" color="gray" size="compact-xs" onClick={props.onDiscard}>
                  Discard {plural(changed, 'edit')}
                </Button>
              )}
            </h2>
            {changed > 0 && props.recalledAt !== null && changedSince(preview, props.recalledAt) ? (
              <p className={styles.changed} role="note">
                This deal changed in Salesforce after you edited it. Look at your edits once more, or discard them.
              </p>
            ) : null}
            <Findings findings={findingsAt(findings, 'terms')} acts={acts} />
            <Details
              draft={draft}
              edits={edits}
              contacts={preview.deal.contacts}
              trialRules={preview.trialRules}
              timeZone={props.timeZone}
              today={props.today}
              onEmail={props.onEmail}
              onRevertEmail={props.onRevertEmail}
              onEdit={props.onEdit}
              onRevert={props.onRevert}
              catalog={props.catalog}
              currency={preview.deal.opportunity.currency}
              held={preview.subscriptions}
              templates={status.profile.rules.templates}
              onRevertEntry={props.onRevertEntry}
              onCustomer={props.onCustomer}
              onRevertCustomer={props.onRevertCustomer}
            />
          </section>
        )}
        {draft === null ? <Findings findings={findingsAt(findings, 'terms')} acts={acts} /> : null}
      </div>
    </>
  )
}
