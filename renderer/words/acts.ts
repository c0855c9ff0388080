import type { Act, CancellationTime } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'

interface ActWords {
  readonly title: (planName: string) => string
  /** In a menu; the dots say that something is asked first. */
  readonly item: string
  /** The button: it says what it does. */
  readonly act: string
  readonly done: string
  /** Leaving without the act, where “Cancel” could be taken for it. */
  readonly leave?: string
}

export const actWords: Record<Act['kind'], ActWords> = {
  cancel: {
    title: (planName) => `Cancel ${planName}`,
    leave: 'Keep it',
    item: 'Cancel…',
    act: 'Cancel the subscription',
    done: 'Stigg has taken the cancellation.',
  },
  reschedule: {
    title: (planName) => `Change when ${planName} ends`,
    item: 'Change the end…',
    act: 'Move the end',
    done: 'The subscription ends as it was set.',
  },
  'extend-trial': {
    title: (planName) => `Extend the trial of ${planName}`,
    item: 'Extend the trial…',
    act: 'Move the end of the trial',
    done: 'The trial ends on the new day.',
  },
  'revoke-schedule': {
    title: (planName) => `Revoke what is scheduled for ${planName}`,
    item: 'Revoke what is scheduled…',
    act: 'Revoke the scheduled changes',
    done: 'Revoked: what was scheduled does not happen.',
  },
}

export const cancellationTimes: Record<CancellationTime, string> = {
  END_OF_BILLING_PERIOD: 'At the end of the billing period',
  SPECIFIC_DATE: 'On a day',
  IMMEDIATE: 'At once',
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

/** When a running subscription ends, a sentence. */
export function sayEnd(
  { status, trialEndDate, cancellationDate, effectiveEndDate }: Subscription,
  planName: string,
  say: (moment: string) => string,
): string {
  if (status === 'IN_TRIAL') {
    return `The trial of ${planName} ends ${trialEndDate === null ? 'as planned' : `on ${say(trialEndDate)}`}.`
  }
  const end = cancellationDate ?? effectiveEndDate
  return end === null ? `${planName} goes on without an end.` : `${planName} ends on ${say(end)}.`
}

/** Ways in which a subscription can be cancelled, or its end moved. */
export const actWays = { api: 'Over Stigg’s API', workflow: 'By a Stigg workflow' } as const

/** Entries of the menu of a subscription, where there are two ways. */
export const actMenu = {
  cancel: {
    workflowFirst: 'Cancel by the workflow…',
    workflowElse: 'Cancel by the workflow instead…',
    apiElse: 'Cancel over Stigg’s API instead…',
  },
  reschedule: {
    workflowFirst: 'Change the end by the workflow…',
    workflowElse: 'Change the end by the workflow instead…',
    apiElse: 'Change the end over Stigg’s API instead…',
  },
} as const
