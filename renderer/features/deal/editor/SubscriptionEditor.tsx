import { offeredOf } from '#shared/domain/applies-to'
import type { Catalog } from '#shared/domain/catalog'
import type { Subscription } from '#shared/domain/customer'
import type { SubscriptionDraft } from '#shared/domain/draft'
import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Currency } from '#shared/domain/money'
import type { Day } from '#shared/domain/opportunity'
import type { Template } from '#shared/domain/template'
import type { TrialRule } from '#shared/domain/trial-rules'

import { useNow } from '../../../data/use-now.ts'
import type { ListField } from '../slice.ts'
import details from '../Details.module.css'
import { ContentGroup } from './ContentGroup.tsx'
import type { EditorContext } from './editor-context.ts'
import { Group } from './Group.tsx'
import { problemsOf } from './problems.ts'
import { MetadataRows } from './MetadataRows.tsx'
import { DatesGroup } from './DatesGroup.tsx'
import { TrialGroup } from './TrialGroup.tsx'
import { SpendGroup } from './SpendGroup.tsx'
import { DiscountGroup } from './DiscountGroup.tsx'
import { PaymentGroup } from './PaymentGroup.tsx'
import { BillingGroup } from './BillingGroup.tsx'

export interface SubscriptionEditorProps {
  readonly subscription: SubscriptionDraft
  readonly edits: DraftEdits
  readonly catalog: Catalog
  readonly currency: Currency
  /** All of the customer's subscriptions. */
  readonly held: readonly Subscription[]
  readonly trialRules: readonly TrialRule[]
  readonly templates: readonly Template[]
  readonly timeZone: string
  readonly today: Day
  readonly onEdit: (productId: string, change: SubscriptionEdits) => void
  readonly onRevert: (productId: string, field: keyof SubscriptionEdits) => void
  readonly onRevertEntry: (productId: string, field: ListField, key: string) => void
}

/** Everything that can be said of one subscription, grouped as Stigg's own screen groups it. */
export function SubscriptionEditor(props: SubscriptionEditorProps) {
  const { subscription, catalog, held } = props
  const { productId } = subscription
  const now = useNow().toISOString()
  const edited = props.edits.subscriptions[productId] ?? {}
  const ofProduct = new Set(catalog.plans.filter((plan) => plan.productId === productId).map(({ id }) => id))
  const running = held.filter(
    ({ planId, status }) => ofProduct.has(planId) && (status === 'ACTIVE' || status === 'IN_TRIAL'),
  )
  const edit = (change: SubscriptionEdits): void => props.onEdit(productId, change)
  const context: EditorContext = {
    subscription,
    edited,
    catalog,
    currency: props.currency,
    running,
    offered: offeredOf(
      subscription,
      catalog,
      running.some(({ currentPeriodEnd, pricingType }) => pricingType === 'PAID' && currentPeriodEnd !== null),
    ),
    trialRules: props.trialRules,
    templates: props.templates,
    timeZone: props.timeZone,
    today: props.today,
    problems: problemsOf(subscription, edited, { catalog, currency: props.currency, now }),
    edit,
    revert: (field) => props.onRevert(productId, field),
    revertEntry: (field, key) => props.onRevertEntry(productId, field, key),
    takeOut: (field, key) => edit({ [field]: { ...edited[field], [key]: null } }),
  }
  const metadata = edited.metadata ?? subscription.metadata
  const keys = Object.keys(metadata)
  return (
    <section className={details.group} aria-label={`Subscription of ${subscription.planName}`}>
      <h3>{subscription.planName}</h3>
      <ContentGroup context={context} />
      <DatesGroup context={context} />
      <TrialGroup context={context} />
      <SpendGroup context={context} />
      <DiscountGroup context={context} />
      <PaymentGroup context={context} />
      <BillingGroup context={context} />
      <Group
        title="Metadata"
        summary={keys.length === 0 ? 'none of your own' : keys.join(', ')}
        edited={'metadata' in edited}
      >
        <MetadataRows
          of="the subscription"
          value={metadata}
          onRevert={'metadata' in edited ? () => context.revert('metadata') : undefined}
          onChange={(value) =>
            Object.keys(value).length === 0 ? context.revert('metadata') : edit({ metadata: value })
          }
        />
      </Group>
    </section>
  )
}
