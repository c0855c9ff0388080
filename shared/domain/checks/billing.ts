import { offeredPeriods } from '../billing-terms.ts'
import { indexOf } from '../catalog-index.ts'
import { compare } from '../decimal.ts'
import { finding, type Finding } from '../finding.ts'
import { replacementOf } from '../replacement.ts'
import { accountRef, planRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether each paid plan has a billing period that it has prices for. */
export const checkBillingPeriod = ({ draft, catalog }: Pick<CheckInput, 'draft' | 'catalog'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap((subscription) => {
    const { pricingType, billingPeriod, planId, planName, productId, planLineIds } = subscription
    const plan = indexOf(catalog).plans.get(planId)
    if (pricingType !== 'PAID' || !plan) return []
    const offered = offeredPeriods(plan)
    if (billingPeriod !== null && (offered.length === 0 || offered.includes(billingPeriod))) return []
    const facts = { plan: planName, planId, productId, period: billingPeriod ?? '', offered: offered.join(', ') }
    return [finding('billing.period-missing', { record: planRef(subscription), lineIds: planLineIds, facts })]
  })

/** Whether an invoice would have somewhere to go. */
export function checkBillingEmail({ deal, draft }: Pick<CheckInput, 'deal' | 'draft'>): Finding[] {
  const invoiced = (draft?.subscriptions ?? []).filter(({ paymentCollection }) => paymentCollection === 'INVOICE')
  if (!draft || invoiced.length === 0 || draft.customer.email?.trim()) return []
  const facts = { account: deal.account?.name ?? '', plans: invoiced.map(({ planName }) => planName).join(', ') }
  return [finding('billing.email-missing', { record: accountRef(deal), facts })]
}

/** Whether Stigg would refuse a replacement because what runs today has an unpaid invoice. */
export const checkOpenInvoice = ({ draft, catalog, live, now }: CheckInput): Finding[] =>
  (draft?.subscriptions ?? [])
    // What is changed in place is not replaced: Stigg takes it.
    .filter(({ way }) => way !== 'amend')
    .flatMap((subscription) =>
      replacementOf(subscription, live, catalog, now).sameKind.flatMap(({ id, planId, latestInvoice }) => {
        const due = latestInvoice?.amountDue ?? null
        if (latestInvoice?.status !== 'OPEN' || (due !== null && compare(due.amount, '0') <= 0)) return []
        const facts = {
          subscriptionId: id,
          plan: indexOf(catalog).plans.get(planId)?.name ?? planId,
          invoiceId: latestInvoice.id,
          amount: due?.amount ?? '',
          currency: due?.currency ?? '',
        }
        return [finding('billing.open-invoice', { record: stiggRef('subscription', id, facts.plan), facts })]
      }),
    )

/** Whether the address that invoices go to is one of the account's contacts', as Stigg's documents want it. */
export function checkEmailIsContact({ deal, draft }: Pick<CheckInput, 'deal' | 'draft'>): Finding[] {
  const email = draft?.customer.email?.trim().toLowerCase()
  const isInvoiced = draft?.subscriptions.some(({ paymentCollection }) => paymentCollection === 'INVOICE')
  if (!email || !isInvoiced || deal.contacts.some((contact) => contact.email?.trim().toLowerCase() === email)) return []
  return [
    finding('billing.email-not-a-contact', {
      record: accountRef(deal),
      facts: { email, account: deal.account?.name ?? '' },
    }),
  ]
}

/** Whether what is to be collected can be: through a billing integration, and from a payment method that is there. */
export const checkCollection = ({ draft, live }: Pick<CheckInput, 'draft' | 'live'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap((subscription) => {
    const { paymentCollection, planName, planLineIds, pricingType } = subscription
    const about = { record: planRef(subscription), lineIds: planLineIds, facts: { plan: planName } }
    if (pricingType !== 'PAID' || (paymentCollection !== 'CHARGE' && paymentCollection !== 'INVOICE')) return []
    if (live?.billing?.connected === false) return [finding('billing.not-integrated', about)]
    const hasMethod = live?.customer?.hasPaymentMethod === true
    return paymentCollection === 'CHARGE' && live !== null && !hasMethod
      ? [finding('billing.no-payment-method', about)]
      : []
  })

/** Whether a paid plan has a price in the deal's currency; a negotiated price stands for the list's. */
export const checkCurrency = ({ draft, catalog, deal }: Pick<CheckInput, 'draft' | 'catalog' | 'deal'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap((subscription) => {
    const { pricingType, paymentCollection, planId, planName, planLineIds, billingPeriod } = subscription
    const { currency } = deal.opportunity
    if (pricingType !== 'PAID' || paymentCollection === 'NONE') return []
    const priced = (indexOf(catalog).plans.get(planId)?.charges ?? []).flatMap((charge) =>
      charge.price && (charge.billingPeriod === null || charge.billingPeriod === billingPeriod)
        ? [charge.price.currency]
        : [],
    )
    if (priced.length === 0 || priced.includes(currency)) return []
    const facts = { plan: planName, currency, offered: [...new Set(priced)].join(', ') }
    return [finding('billing.currency-mismatch', { record: planRef(subscription), lineIds: planLineIds, facts })]
  })
