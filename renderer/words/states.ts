import type { DealState } from '#shared/domain/deal-state'
import type { Origin } from '#shared/domain/draft'
import type { PaymentCollection } from '#shared/domain/terms'
import type { BillingPeriod, CreditCadence } from '#shared/domain/catalog'
import type { ValueSource } from '#shared/domain/change-set'
import type { AccessLevel, ProfileKind } from '#shared/domain/profile'
import type { RunState, StepState } from '#shared/domain/run'

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
}

export const runStates: Record<RunState, StateWords> = {
  running: { word: 'Running', tone: 'in-flight', meaning: 'Under way in this companion.' },
  interrupted: { word: 'Interrupted', tone: 'attention', meaning: 'It was stopped before its end, and can go on.' },
  attention: { word: 'Attention', tone: 'attention', meaning: 'A step failed for good, or its outcome is not known.' },
  waiting: { word: 'Waits for payment', tone: 'waiting', meaning: 'Nothing is active until the customer has paid.' },
  done: { word: 'Done', tone: 'live', meaning: 'Every step was answered.' },
  abandoned: { word: 'Given up', tone: 'quiet', meaning: 'A person gave it up. What it did stays.' },
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
