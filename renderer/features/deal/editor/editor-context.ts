import type { NotOffered, Offered } from '#shared/domain/applies-to'
import type { Catalog } from '#shared/domain/catalog'
import type { Subscription } from '#shared/domain/customer'
import type { SubscriptionDraft } from '#shared/domain/draft'
import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Currency } from '#shared/domain/money'
import type { Day } from '#shared/domain/opportunity'
import type { TrialRule } from '#shared/domain/trial-rules'

import type { ListField } from '../slice.ts'
import type { Problems } from './problems.ts'

/** What every group of the editor works with. */
export interface EditorContext {
  readonly subscription: SubscriptionDraft
  readonly edited: SubscriptionEdits
  readonly catalog: Catalog
  /** The deal's; prices and amounts off are in it. */
  readonly currency: Currency
  /** What of the customer's runs of the same product. */
  readonly running: readonly Subscription[]
  readonly offered: Readonly<Record<Offered, NotOffered | null>>
  readonly trialRules: readonly TrialRule[]
  readonly templates: readonly { readonly id: string; readonly name: string }[]
  readonly timeZone: string
  readonly today: Day
  readonly problems: Problems
  readonly edit: (change: SubscriptionEdits) => void
  readonly revert: (field: keyof SubscriptionEdits) => void
  readonly revertEntry: (field: ListField, key: string) => void
  readonly takeOut: (field: ListField, key: string) => void
}

/** What a row of a single field shows beside its value. */
export const rowOf = (
  { edited, subscription, problems, revert }: EditorContext,
  field: keyof SubscriptionEdits,
  origin = field as string,
) => ({
  detail: field,
  problem: field in problems ? problems[field as keyof Problems] : undefined,
  origin: field in edited ? 'edited' : subscription.origins[origin],
  onRevert: field in edited ? () => revert(field) : undefined,
})

type Editable = Pick<
  SubscriptionDraft & Required<SubscriptionEdits>,
  | 'templateId'
  | 'resourceId'
  | 'billingPeriod'
  | 'unitQuantity'
  | 'startKind'
  | 'cancellationDate'
  | 'trial'
  | 'minimumSpend'
  | 'maximumSpend'
  | 'discount'
  | 'paymentCollection'
  | 'daysUntilDue'
  | 'billingCycleAnchor'
  | 'proration'
  | 'payingCustomerId'
>

/** The value as it will be: edited a moment ago, else as the draft has it. */
export const nowOf = <F extends keyof Editable>(
  { edited, subscription }: EditorContext,
  field: F,
): SubscriptionDraft[F] | NonNullable<SubscriptionEdits[F]> | null => {
  const change: SubscriptionEdits[F] | undefined = edited[field]
  return change === undefined ? subscription[field] : change
}
