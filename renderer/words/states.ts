import type { DealState } from '#shared/domain/deal-state'
import type { NotOffered } from '#shared/domain/applies-to'
import type { Origin, StartKind } from '#shared/domain/draft'
import type { BillingCycleAnchor, PaymentCollection, Proration, ResetPeriod } from '#shared/domain/terms'
import type { BillingPeriod, CreditCadence } from '#shared/domain/catalog'
import type { ValueSource } from '#shared/domain/change-set'
import type { AccessLevel, ProfileKind } from '#shared/domain/profile'
import type { RunKind, RunState, StepState } from '#shared/domain/run'

/** Meaning carried by shape, word and colour together. */
type Tone = 'ready' | 'blocked' | 'waiting' | 'attention' | 'in-flight' | 'live' | 'quiet'
export interface StateWords {
  readonly word: string
  readonly tone: Tone
  readonly meaning: string
}

export const dealStates: Record<DealState, StateWords> = {
  ready: { word: 'Ready', tone: 'ready', meaning: 'Nothing stands in the way of provisioning it.' },
  blocked: { word: 'Blocked', tone: 'blocked', meaning: 'An error has to be mended first.' },
  attention: { word: 'Attention', tone: 'attention', meaning: 'A run failed for good, or its outcome is not known.' },
  'in-flight': { word: 'In flight', tone: 'in-flight', meaning: 'A run is under way here.' },
  live: { word: 'Live', tone: 'live', meaning: 'It was provisioned.' },
  drifted: { word: 'Drifted', tone: 'attention', meaning: 'It is live, but not as it was sold.' },
  superseded: { word: 'Superseded', tone: 'quiet', meaning: 'A later deal of the account took its place.' },
}

export const runStates: Record<RunState, StateWords> = {
  running: { word: 'Running', tone: 'in-flight', meaning: 'Under way in this companion.' },
  interrupted: { word: 'Interrupted', tone: 'attention', meaning: 'It was stopped before its end, and can go on.' },
  attention: { word: 'Attention', tone: 'attention', meaning: 'A step failed for good, or its outcome is not known.' },
  waiting: { word: 'Waits for payment', tone: 'waiting', meaning: 'Nothing is active until the customer has paid.' },
  done: { word: 'Done', tone: 'live', meaning: 'Every step was answered.' },
  abandoned: { word: 'Given up', tone: 'quiet', meaning: 'A person gave it up. What it did stays.' },
}

export const runKinds: Record<RunKind, string> = {
  provision: 'Provision a deal',
  'revoke-schedule': 'Revoke what is scheduled',
  'extend-trial': 'Extend a trial',
  cancel: 'Cancel a subscription',
  reschedule: 'Move the end of a subscription',
  'try-call-out': 'Try the call-out',
  'grant-credits': 'Grant credits',
  'void-grant': 'Void a credit grant',
  workflow: 'Fire a workflow',
  'mend-link': 'Mend a link',
}

export const stepStates: Record<StepState, StateWords> = {
  planned: { word: 'Not sent', tone: 'quiet', meaning: 'Nothing was sent for this step.' },
  sent: { word: 'Sent', tone: 'in-flight', meaning: 'Sent, waiting for the answer.' },
  done: { word: 'Done', tone: 'live', meaning: 'The service confirmed it.' },
  refused: { word: 'Refused', tone: 'attention', meaning: 'The service turned it down. Nothing was changed by it.' },
  unknown: {
    word: 'Not known',
    tone: 'attention',
    meaning: 'Sent, but no answer came. It is read back before anything is sent again.',
  },
  waiting: {
    word: 'Waits for payment',
    tone: 'waiting',
    meaning: 'Accepted, but not active until the customer has paid.',
  },
  abandoned: { word: 'Given up', tone: 'quiet', meaning: 'A person gave it up.' },
}

export const environments: Record<ProfileKind, { readonly word: string; readonly meaning: string }> = {
  practice: { word: 'Practice', meaning: 'Simulated services on this machine. Nothing here reaches a customer.' },
  sandbox: { word: 'Sandbox', meaning: 'A Salesforce sandbox and a Stigg environment that is not production.' },
  production: { word: 'Production', meaning: 'Real customers. What is provisioned here takes effect.' },
  mixed: { word: 'Mixed', meaning: 'One service is production and the other is not.' },
}

export const accessLevels: Record<AccessLevel, { readonly word: string; readonly meaning: string }> = {
  'read-only': { word: 'Read-only', meaning: 'Nothing can be written from here.' },
  confirm: { word: 'Read and write', meaning: 'Every write is shown and confirmed first.' },
  retype: { word: 'Read and write, by name', meaning: 'Every write is confirmed by typing the account’s name.' },
}

export const origins: Record<Origin, string> = {
  edited: 'edited by you',
  'call-out': 'said by your application',
  deal: 'from the deal',
  quote: 'from the quote',
  template: 'from a template',
  profile: 'the profile’s default',
  plan: 'from the plan',
  stigg: 'as Stigg holds it',
}

export const sources: Record<ValueSource, string> = {
  plan: 'from the plan',
  addon: 'from an add-on',
  override: 'from this subscription',
  trial: 'from the trial',
  promotional: 'from a promotional grant',
  'other-subscription': 'from another subscription',
  none: 'from nothing',
}

export const billingPeriods: Record<BillingPeriod, string> = { MONTHLY: 'Monthly', ANNUALLY: 'Annually' }
export const cadences: Record<CreditCadence, string> = { MONTH: 'Every month', YEAR: 'Every year' }
export const collections: Record<PaymentCollection, string> = {
  CHARGE: 'Charge the payment method on file',
  INVOICE: 'Send an invoice',
  NONE: 'Not collected by Stigg',
}
export const trialEnds = {
  CONVERT_TO_PAID: 'Becomes paid',
  CANCEL_SUBSCRIPTION: 'Is cancelled',
} as const
export const startKinds: Record<StartKind, string> = {
  now: 'At once',
  'period-end': 'At the end of the current billing period',
  date: 'On a day',
}
export const resetPeriods: Record<ResetPeriod, string> = {
  HOUR: 'Every hour',
  DAY: 'Every day',
  WEEK: 'Every week',
  MONTH: 'Every month',
  YEAR: 'Every year',
}
export const anchors: Record<BillingCycleAnchor, string> = { UNCHANGED: 'Unchanged', NOW: 'Starts now' }
export const prorations: Record<Proration, string> = {
  INVOICE_IMMEDIATELY: 'Prorate now',
  CREATE_PRORATIONS: 'Prorate with the next invoice',
  NONE: 'No proration',
}

/** Why a field is not offered, where people would look for it. */
export const notOffered: Record<NotOffered, string> = {
  'paid-only': 'Only for paid plans: a custom or free plan is not billed through Stigg.',
  'not-free': 'Not for free plans.',
  'invoice-only': 'Only where an invoice is sent.',
  'no-current-period': 'The end of a billing period can be chosen only where a paid subscription runs.',
  'one-per-customer': 'A customer has one subscription of this product, so no resource is named.',
  amended: 'Not for a subscription that is changed in place: Stigg takes no new start, payment or payer.',
  'not-by-unit': 'This plan is not sold by the unit.',
}

/** The choices of a field, in the order of its words. */
export const optionsOf = <T extends string>(words: Record<T, string>): { value: T; label: string }[] =>
  (Object.keys(words) as T[]).map((value) => ({ value, label: words[value] }))
