import type { Catalog } from '#shared/domain/catalog'
import { checkTermsOf } from '#shared/domain/checks/terms'
import type { SubscriptionDraft } from '#shared/domain/draft'
import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Currency } from '#shared/domain/money'
import type { Moment } from '#shared/domain/opportunity'

import { findingWords, type EditableDetail } from '../../../words/findings.ts'

/** What is wrong with a term as it stands in its field, by the detail that mends it. */
export type Problems = Readonly<Partial<Record<EditableDetail, string>>>

/** When it starts, as edited; undefined where only the core can tell. */
function startOf({ startDate, startKind }: SubscriptionDraft, edited: SubscriptionEdits): Moment | null | undefined {
  const kind = edited.startKind ?? startKind
  if (kind === 'now') return null
  if (kind === 'date') return edited.startDate === undefined ? startDate : edited.startDate
  return startKind === 'period-end' ? startDate : undefined
}

/**
 * The errors in the terms of a subscription with what was typed a moment ago. The core finds the same once the deal is
 * previewed with it; until then this says it at the field.
 */
export function problemsOf(
  subscription: SubscriptionDraft,
  edited: SubscriptionEdits,
  { catalog, currency, now }: { readonly catalog: Catalog; readonly currency: Currency; readonly now: Moment },
): Problems {
  const { minimumSpend, maximumSpend, discount, cancellationDate } = edited
  const start = startOf(subscription, edited)
  const terms: SubscriptionDraft = {
    ...subscription,
    ...(minimumSpend === undefined ? {} : { minimumSpend }),
    ...(maximumSpend === undefined ? {} : { maximumSpend }),
    ...(discount === undefined ? {} : { discount }),
    ...(cancellationDate === undefined ? {} : { cancellationDate }),
    startKind: edited.startKind ?? subscription.startKind,
    startDate: start ?? null,
  }
  const found = checkTermsOf(terms, catalog, currency, now).filter(
    ({ code, severity }) => severity === 'error' && (start !== undefined || !code.startsWith('dates.')),
  )
  return Object.fromEntries(
    found.flatMap(({ code }) => {
      const { action, title } = findingWords[code]
      return action.kind === 'detail' ? [[action.detail, title] as const] : []
    }),
  )
}
