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
