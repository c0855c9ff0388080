import { formatMoney, formatNumber } from '../../ui/numbers.ts'
import { fact, plural, type Facts } from '../facts.ts'

/** Details of the draft that a finding can be mended by. */
export type EditableDetail =
  | 'billingPeriod'
  | 'creditCadence'
  | 'billingEmail'
  | 'resourceId'
  | 'trial'
  | 'paymentCollection'
  | 'startDate'
  | 'cancellationDate'
  | 'minimumSpend'
  | 'discount'

/** What mends a finding: a record to open, a detail to fill in here, the deal read again, a run to look at. */
type FindingAction =
  | { readonly kind: 'record' }
  | { readonly kind: 'detail'; readonly detail: EditableDetail; readonly label: string }
  | { readonly kind: 'read-again'; readonly label: string }
  | { readonly kind: 'run'; readonly label: string }
  | { readonly kind: 'none' }

/** What a sentence is made from: the finding's facts, the name of its record, and how a moment is written as a day. */
export interface Said {
  readonly facts: Facts
  readonly name: string
  readonly day: (moment: string) => string
}

export interface FindingWords {
  readonly title: string
  /** One sentence: what was found, on what. */
  readonly sentence: (said: Said) => string
  /** One sentence: what to do. */
  readonly remedy: string
  readonly action: FindingAction
}

export const record: FindingAction = { kind: 'record' }
export const nothing: FindingAction = { kind: 'none' }
export const detail = (detail: EditableDetail, label: string): FindingAction => ({ kind: 'detail', detail, label })

/** The product that a line was sold as, and what its mapping says. */
export const product = ({ facts, name }: Said): string => fact(facts, 'product', name || 'A line')
export const entity = ({ facts, name }: Said): string => fact(facts, ['name', 'id'], name || 'It')
export const id = ({ facts }: Said): string => fact(facts, 'id', 'an ID')
export const plan = ({ facts, name }: Said): string => fact(facts, 'plan', name || 'the plan')
export const count = (text: string | undefined): string =>
  text === undefined || !/^-?\d+(\.\d+)?$/.test(text) ? 'a quantity' : formatNumber(text)
const kinds: Facts = {
  plan: 'a plan',
  addon: 'an add-on',
  feature: 'a feature',
  entitlement: 'an entitlement',
  credit: 'a credit currency',
  currency: 'a credit currency',
}
export const aKind = (text: string | undefined): string => kinds[text ?? ''] ?? text ?? 'something else'
/** Where a sentence says when something ends: on a day, or at once. */
export const when = ({ facts, day }: Said): string => (facts['at'] ? `on ${day(facts['at'])}` : 'at once')
export const early = ({ facts }: Said): string => {
  const days = Number(facts['daysEarly'] ?? 0)
  return days > 0 ? `, ${plural(days, 'day')} before its end` : ''
}

export const owed = (facts: Facts): string =>
  facts['amount'] && facts['currency']
    ? ` of ${formatMoney({ amount: facts['amount'], currency: facts['currency'] })}`
    : ''

const scheduledWords: Facts = {
  ADDON: 'its add-ons',
  BILLING_PERIOD: 'its billing period',
  DOWNGRADE: 'a downgrade',
  MIGRATE: 'a new version of its plan',
  PLAN: 'its plan',
  PRICE_OVERRIDE: 'its prices',
  UNIT_AMOUNT: 'its quantities',
  MINIMUM_SPEND: 'its minimum spend',
}
/** What was scheduled, in brackets; an unknown kind by Stigg's own word. */
export const scheduled = ({ facts }: Said): string => {
  const types = (facts['types'] ?? '').split(', ').filter((type) => type !== '')
  return types.length === 0 ? '' : ` (${types.map((type) => scheduledWords[type] ?? type).join(', ')})`
}
