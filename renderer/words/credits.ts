import type { CreditPreview, LedgerEntry, UsageRange } from '#shared/contract/credits'
import { remainingOf, type AutoRecharge, type CreditGrant } from '#shared/domain/credit-grant'
import { compare } from '#shared/domain/decimal'
import type { GrantRequest } from '#shared/domain/grant-request'
import { grantFindings, type GrantFinding, type GrantFindingCode } from '#shared/domain/grant-rules'

import type { TagTone } from '../ui/Tag.tsx'
import { formatMoneyShort, formatNumber } from '../ui/numbers.ts'
import { plural } from './facts.ts'
import { named } from './names.ts'

type Facts = GrantFinding['facts']
const number = (facts: Facts, key: string): string => formatNumber(facts[key] ?? '0')

/** What speaks against a grant, a sentence that says what to do. */
const findingWords: Record<GrantFindingCode, (facts: Facts) => string> = {
  'amount-not-positive': () => 'Say how many credits: a number above zero.',
  'amount-not-exact': (f) => `Stigg cannot hold ${f['amount'] ?? 'this number'} to the digit. Use a shorter number.`,
  'name-missing': () => 'Give the grant a display name.',
  'currency-not-found': () => 'Choose a currency of the Stigg catalogue.',
  'currency-archived': () => 'The currency is archived. Choose another one.',
  'resource-not-found': (f) =>
    `No subscription of the customer has the resource ${f['resourceId'] ?? ''}. Choose one that there is.`,
  'priority-not-whole': () => 'The priority is a whole number from 0, which is used up first.',
  'expiry-before-effect': () => 'It would expire before it takes effect. Choose a later day.',
  'expiry-in-past': () => 'The expiration date has gone by. Choose a later day.',
  'promotional-with-cost': () => 'A promotional grant costs nothing. Take the cost away, or make it a paid one.',
  'cost-missing': () => 'Say what the whole grant costs: an amount above zero, and a currency of three letters.',
  'collection-missing': () => 'Say how the payment is collected.',
  'customer-archived': () => 'The customer is archived in Stigg. Unarchive it first.',
  'billing-not-integrated': () => 'Stigg has no billing integration, so it can collect nothing.',
  'payment-method-missing': () => 'The customer has no payment method on file. Send an invoice, or add one in Stigg.',
  'billing-email-missing': () => 'The customer has no billing e-mail that an invoice could go to.',
  repeated: (f) =>
    `The customer got ${number(f, 'amount')} of this currency within the last ${plural(Number(f['hours'] ?? 0), 'hour')} already. Grant them once more?`,
  another: (f) =>
    `This is a further grant: the same credits were granted ${Number(f['count'] ?? 1) === 1 ? 'once' : `${f['count'] ?? ''} times`} from here, and are in force besides.`,
  'recurring-already': (f) =>
    `A subscription of the customer brings ${number(f, 'amount')} of this currency by itself already. Grant as many besides?`,
  'over-grant-cap': (f) => `More than the ${number(f, 'cap')} credits that the profile allows per grant.`,
  'over-day-cap': (f) =>
    `You would have granted ${number(f, 'today')} within 24 hours; the profile allows ${number(f, 'cap')}. Only what was granted from this machine is counted.`,
  'awaits-payment': () => 'Nothing of it can be used until the invoice is paid.',
}
/** What speaks against a grant, by name. */
export const grantTitles: Record<GrantFindingCode, string> = {
  'amount-not-positive': 'A grant of nothing',
  'amount-not-exact': 'More digits than Stigg keeps',
  'name-missing': 'A grant without a name',
  'currency-not-found': 'No such currency of credits',
  'currency-archived': 'The currency of the grant is archived',
  'resource-not-found': 'No such resource of the customer',
  'priority-not-whole': 'The priority is no whole number',
  'expiry-before-effect': 'Expires before it takes effect',
  'expiry-in-past': 'Expires in the past',
  'promotional-with-cost': 'A promotional grant with a cost',
  'cost-missing': 'A paid grant without a cost',
  'collection-missing': 'A paid grant that nobody collects',
  'customer-archived': 'The customer of the grant is archived',
  'billing-not-integrated': 'Nobody can collect the payment of the grant',
  'payment-method-missing': 'No payment method for the grant',
  'billing-email-missing': 'No billing e-mail for the grant’s invoice',
  repeated: 'The same amount a short while ago',
  another: 'A further grant alike',
  'recurring-already': 'A subscription brings these credits already',
  'over-grant-cap': 'Above the limit of a grant',
  'over-day-cap': 'Above the limit of a day',
  'awaits-payment': 'Waits for its payment',
}
export const sayGrantFinding = ({ code, facts }: GrantFinding): string => findingWords[code](facts)

const isGrantFinding = (code: string): code is GrantFindingCode => Object.hasOwn(grantFindings, code)
/** The warnings that were ticked with a grant, by name. */
export const sayTicked = (codes: readonly string[]): string[] =>
  codes.filter(isGrantFinding).map((code) => `Ticked: ${grantTitles[code].toLowerCase()}.`)

export const grantTypes: Record<CreditGrant['type'], string> = {
  PROMOTIONAL: 'Promotional',
  PAID: 'Paid',
  RECURRING: 'Recurring',
  OVERDRAFT: 'Overdraft',
  UNKNOWN: 'Not known',
}
export const grantStates: Record<CreditGrant['status'], { readonly word: string; readonly tone: TagTone }> = {
  ACTIVE: { word: 'Active', tone: 'live' },
  SCHEDULED: { word: 'Scheduled', tone: 'waiting' },
  PAYMENT_PENDING: { word: 'Waits for payment', tone: 'waiting' },
  EXPIRED: { word: 'Expired', tone: 'quiet' },
  VOIDED: { word: 'Void', tone: 'quiet' },
  UNKNOWN: { word: 'Not known', tone: 'attention' },
}
const payments: Readonly<Record<string, string>> = {
  PROCESSING: 'payment awaited',
  FAILED: 'payment failed',
  ACTION_REQUIRED: 'the customer has to act',
}
/** How the payment of a grant stands; null where nothing is to be collected any more. A word that is not known is Stigg's own. */
export const sayPayment = (payment: string | null): string | null =>
  payment === null || payment === 'NOT_REQUIRED' ? null : (payments[payment] ?? payment.toLowerCase())

const invoices: Readonly<Record<string, string>> = { OPEN: 'open', PAID: 'paid', CANCELED: 'cancelled' }
/** The invoice of a grant, with the day on which it is due where it is open; null where there is none. */
export function sayInvoice(invoice: CreditGrant['invoice'], day: (moment: string) => string): string | null {
  if (invoice === null) return null
  const { status, dueDate } = invoice
  const due = status === 'OPEN' && dueDate !== null ? `, due ${day(dueDate)}` : ''
  return `invoice ${status === null ? '' : (invoices[status] ?? status.toLowerCase())}`.trim() + due
}

export const ledgerEvents: Record<LedgerEntry['type'], { readonly word: string; readonly sign: '+' | '−' | '' }> = {
  CREDITS_GRANTED: { word: 'Granted', sign: '+' },
  CREDITS_EXPIRED: { word: 'Expired', sign: '−' },
  CREDITS_CONSUMED: { word: 'Consumed', sign: '−' },
  CREDITS_VOIDED: { word: 'Voided', sign: '−' },
  CREDITS_UPDATED: { word: 'Amount changed', sign: '' },
  CREDITS_CONSUMPTION_TRANSFER_SOURCE: { word: 'Overdraft settled', sign: '+' },
  CREDITS_CONSUMPTION_TRANSFER_TARGET: { word: 'Used to settle an overdraft', sign: '−' },
  UNKNOWN: { word: 'Something else', sign: '' },
}
export const usageRanges: Record<UsageRange, string> = {
  LAST_DAY: 'Last day',
  LAST_WEEK: 'Last 7 days',
  LAST_MONTH: 'Last 30 days',
  LAST_YEAR: 'Last year',
}

/** What voiding a grant comes to, part by part. */
export interface VoidConsequence {
  readonly heading: string
  readonly sentences: readonly string[]
}

/**
 * What the customer loses by a void and can still use, what of the money comes back, and that it is for good.
 * Source: Stigg documentation, credits: a void takes what is left, keeps what was consumed, and refunds nothing.
 */
export function sayVoid(
  { grant, customerName, currencyName, after }: Omit<CreditPreview, 'grant'> & { readonly grant: CreditGrant },
  day: (moment: string) => string,
): VoidConsequence[] {
  const left = remainingOf(grant)
  const of = (amount: string): string => `${formatNumber(amount)} ${currencyName}`
  const lost =
    grant.status === 'PAYMENT_PENDING'
      ? 'Nothing of it could be used yet, because its payment is open.'
      : grant.status === 'SCHEDULED'
        ? `It was to be usable from ${day(grant.effectiveAt)}. That does not happen.`
        : compare(left, '0') > 0
          ? `${customerName} loses the ${of(left)} that are left of it, at once.`
          : 'All of it was consumed already, so nothing is lost.'
  const isUsed = compare(grant.consumed, '0') > 0
  const consumed = isUsed
    ? `The ${of(grant.consumed)} that were consumed stay consumed: they are neither given back nor charged.`
    : 'Nothing of it was consumed.'
  const rest =
    compare(after, '0') > 0
      ? `${of(after)} of other grants can still be used.`
      : `Nothing of ${currencyName} can be used then. Stigg goes on counting what is used, as overdraft.`
  return [
    {
      heading: 'What cannot be undone',
      sentences: [
        `The grant ${named(grant.name)} of ${of(grant.granted)} becomes void.`,
        lost,
        consumed,
        'It cannot be taken back: the credits would have to be granted anew.',
      ],
    },
    { heading: 'What can still be used', sentences: [rest] },
    { heading: 'What is billed or credited', sentences: sayVoidedMoney(grant) },
  ]
}

function sayVoidedMoney({ type, cost, invoice, marker }: CreditGrant): string[] {
  const deal = marker?.opportunityId ? ['The deal that it was granted for stays as it is.'] : []
  if (type !== 'PAID' || cost === null) return ['Nothing was paid for it.', ...deal]
  const open =
    invoice?.status === 'OPEN'
      ? 'Its invoice is open: see in the billing system that nobody pays it.'
      : 'A refund is made in the billing system.'
  return [`Voiding refunds nothing of the ${formatMoneyShort(cost)}. ${open}`, ...deal]
}

/** What a grant gives to whom, and when it can be used. */
export function sayGrant(
  { amount, effectiveAt, expireAt, type, resourceId }: GrantRequest,
  { customerName, currencyName }: { readonly customerName: string; readonly currencyName: string },
  day: (moment: string) => string,
): string {
  const from = effectiveAt === null ? 'at once' : `from ${day(effectiveAt)}`
  const until = expireAt === null ? 'and do not expire' : `and expire after ${day(expireAt)}`
  const of = resourceId === null ? '' : ` for the resource ${resourceId}`
  return `${customerName} gets ${formatNumber(amount)} ${currencyName}${of}, ${grantTypes[type].toLowerCase()}. They can be used ${from} ${until}.`
}

/** What an auto-recharge does, in whole sentences. */
export function sayRecharge(set: AutoRecharge | null): string {
  if (set === null) return 'None: nothing is bought by itself.'
  const dollars = (amount: string): string => formatMoneyShort({ amount, currency: 'usd' })
  const below =
    set.below.of === 'money'
      ? `what is left is worth less than ${dollars(set.below.amount)}`
      : `less than ${formatNumber(set.below.amount)} is left`
  const limit = set.spendLimit === null ? 'without a limit' : `for at most ${dollars(set.spendLimit)}`
  const expiry = set.expiresAfter === null ? '' : ` What is bought expires after one ${set.expiresAfter}.`
  return set.isEnabled
    ? `On: where ${below}, Stigg buys up to ${formatNumber(set.target)}, ${limit}.${expiry}`
    : `Switched off. If it were on: where ${below}, Stigg would buy up to ${formatNumber(set.target)}, ${limit}.`
}
