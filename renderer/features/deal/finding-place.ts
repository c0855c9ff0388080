import type { Finding, FindingCode } from '#shared/domain/finding'

/** The part of the deal's page that a finding is about, and above which it stands. */
type FindingPlace = 'deal' | 'lines' | 'happens' | 'terms'

const places: Readonly<Record<string, FindingPlace>> = {
  mapping: 'lines',
  quantity: 'lines',
  product: 'lines',
  pricebook: 'lines',
  plan: 'lines',
  addon: 'lines',
  feature: 'lines',
  currency: 'lines',
  price: 'lines',
  billing: 'terms',
  credit: 'terms',
  dates: 'terms',
  spend: 'terms',
  discount: 'terms',
  coupon: 'terms',
  subscription: 'happens',
  trial: 'happens',
}
/** What does not stand where its area does: it is about a detail, or about what runs today. */
const exceptions: Readonly<Partial<Record<FindingCode, FindingPlace>>> = {
  'billing.open-invoice': 'happens',
  'subscription.resource-required': 'terms',
  'trial.end-in-past': 'terms',
}

const placeOf = (code: FindingCode): FindingPlace => exceptions[code] ?? places[code.split('.')[0] ?? ''] ?? 'deal'

export const findingsAt = (findings: readonly Finding[], place: FindingPlace): readonly Finding[] =>
  findings.filter(({ code }) => placeOf(code) === place)
