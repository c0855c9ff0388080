import type { Finding, FindingCode } from '#shared/domain/finding'

/** The part of the deal's page that a finding is about, and above which it stands. */
type FindingPlace = 'deal' | 'lines' | 'terms'

const linesAreas = new Set([
  'mapping',
  'quantity',
  'product',
  'pricebook',
  'plan',
  'addon',
  'feature',
  'currency',
  'price',
])
const termsAreas = new Set(['billing', 'credit', 'subscription', 'trial'])

function placeOf(code: FindingCode): FindingPlace {
  const area = code.split('.')[0] ?? ''
  if (linesAreas.has(area)) return 'lines'
  return termsAreas.has(area) ? 'terms' : 'deal'
}

export const findingsAt = (findings: readonly Finding[], place: FindingPlace): readonly Finding[] =>
  findings.filter(({ code }) => placeOf(code) === place)
