import type { ActPreview } from '#shared/contract/acts'
import type { Act } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'

interface ActWords {
  readonly title: string
  /** The button: it says what it does. */
  readonly act: string
  readonly done: string
}

export const actWords: Record<Act['kind'], ActWords> = {
  'revoke-schedule': {
    title: 'Revoke what is scheduled',
    act: 'Revoke the scheduled changes',
    done: 'Revoked: what was scheduled does not happen.',
  },
  'extend-trial': {
    title: 'Extend the trial',
    act: 'Move the end of the trial',
    done: 'The trial ends on the new day.',
  },
}

const kinds: Readonly<Record<string, string>> = {
  ADDON: 'its add-ons change',
  BILLING_PERIOD: 'its billing period changes',
  COUPON: 'its discount changes',
  DOWNGRADE: 'it goes to a smaller plan',
  MIGRATE_TO_LATEST: 'it goes to the newest version of its plan',
  PLAN: 'its plan changes',
  PRICE_OVERRIDE: 'its prices change',
  RECURRING_CREDITS: 'its credits change',
  UNIT_AMOUNT: 'its quantities change',
}

/** One scheduled change, a sentence. */
export function sayUpdate(
  { type, at, status }: Subscription['scheduledUpdates'][number],
  planName: string,
  say: (moment: string) => string,
): string {
  const when = status === 'PENDING_PAYMENT' ? 'once the customer has paid' : at === null ? 'later' : `on ${say(at)}`
  return `Scheduled for ${planName}: ${kinds[type] ?? type} ${when}.`
}

/** What an act does, with its consequence. */
export function sayAct({ act, planName, subscription }: ActPreview, say: (moment: string) => string): string {
  if (act.kind === 'revoke-schedule') {
    return `Nothing of what waits to happen to the ${planName} subscription will happen. It goes on as it is, and the changes would have to be scheduled again.`
  }
  const before = subscription.trialEndDate === null ? '' : ` instead of ${say(subscription.trialEndDate)}`
  return `The trial of ${planName} ends on ${say(act.endDate)}${before}. What was agreed for its end happens then.`
}
