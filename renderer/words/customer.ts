import { assertNever } from '#shared/assert-never'
import type { Subscription } from '#shared/domain/customer'
import type { EntitlementSource } from '#shared/domain/entitlement-sources'

import type { StateWords } from './states.ts'

export const subscriptionStates: Readonly<Record<Subscription['status'], StateWords>> = {
  ACTIVE: { word: 'Active', tone: 'live', meaning: 'It is in force.' },
  IN_TRIAL: { word: 'In trial', tone: 'in-flight', meaning: 'It is in force, and its trial has not ended.' },
  NOT_STARTED: { word: 'Not started', tone: 'waiting', meaning: 'It begins on its start date.' },
  PAYMENT_PENDING: {
    word: 'Waits for payment',
    tone: 'waiting',
    meaning: 'Nothing of it is active until the customer has paid.',
  },
  CANCELED: { word: 'Cancelled', tone: 'quiet', meaning: 'It was ended.' },
  EXPIRED: { word: 'Expired', tone: 'quiet', meaning: 'It came to its end.' },
  UNKNOWN: { word: 'Not known', tone: 'attention', meaning: 'Stigg gave it a status that this app does not know.' },
}

/** How often a subscription is billed, after an amount. */
export const perPeriod = { MONTHLY: 'a month', ANNUALLY: 'a year' } as const

export const collectionsShort = {
  CHARGE: 'charged',
  INVOICE: 'by invoice',
  NONE: 'not collected by Stigg',
} as const

export const invoiceStates = { OPEN: 'Open', PAID: 'Paid', CANCELED: 'Cancelled', UNKNOWN: 'Not known' } as const

/** What becomes of a trial at its end, after "then". */
export const afterTrial: Readonly<Record<string, string>> = {
  CONVERT_TO_PAID: 'becomes paid',
  CANCEL_SUBSCRIPTION: 'is cancelled',
}

export const resets: Readonly<Record<string, string>> = {
  HOUR: 'every hour',
  DAY: 'every day',
  WEEK: 'every week',
  MONTH: 'every month',
  YEAR: 'every year',
}

/** Where an entitlement comes from, in a few words. @param nameOf name of a plan or an add-on */
export function saySource(source: EntitlementSource, nameOf: (id: string) => string): string {
  const [plan, ...addons] = source.packageIds.map(nameOf)
  const trial = source.isTrial ? ' (trial)' : ''
  switch (source.kind) {
    case 'plan':
      return `${plan ?? 'A'} plan${trial}`
    case 'addon':
      return `${addons.length === 0 ? 'An add-on' : addons.join(' and ')}, with ${plan ?? 'a plan'}${trial}`
    case 'override':
      return `Set on the ${plan ?? ''} subscription${trial}`
    case 'promotional':
      return 'Promotional entitlement'
    case 'grant':
      return 'Credit grants'
    case 'open':
      return `Left open by the ${plan ?? ''} plan, and not set`
    default:
      return assertNever(source.kind)
  }
}

const denied: Readonly<Record<string, string>> = {
  CustomerNotFound: 'Stigg has no such customer.',
  NoActiveSubscription: 'Nothing may be used: no subscription is in force.',
  CustomerIsArchived: 'Nothing may be used: the customer is archived.',
  CustomerResourceNotFound: 'Nothing may be used: Stigg has no such resource.',
}
/** Why nothing may be used at all. */
export const sayDenied = (reason: string): string => denied[reason] ?? `Nothing may be used: ${reason}.`
