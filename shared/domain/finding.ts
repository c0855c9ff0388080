import { z } from 'zod'

export type Severity = 'error' | 'warning' | 'info'

/** Every check before provisioning: its stable code and how much it weighs. Errors block; warnings need a tick. */
export const severities = {
  'opportunity.not-won': 'error',
  'opportunity.no-account': 'error',
  'opportunity.no-lines': 'error',
  'opportunity.already-provisioned': 'warning',
  'opportunity.stale': 'error',
  'product.inactive': 'warning',
  'product.no-standard-price': 'warning',
  'pricebook.mismatch': 'warning',
  'mapping.no-plan': 'error',
  'mapping.several-plans': 'error',
  'mapping.type-unknown': 'error',
  'mapping.type-without-id': 'error',
  'mapping.id-without-type': 'error',
  'mapping.entity-disagrees': 'error',
  'mapping.prefix-disagrees': 'warning',
  'mapping.duplicate': 'warning',
  'mapping.delta-lines': 'error',
  'mapping.ramp': 'error',
  'quantity.not-positive': 'error',
  'quantity.not-whole': 'error',
  'plan.not-found': 'error',
  'plan.not-published': 'error',
  'plan.archived': 'error',
  'addon.not-found': 'error',
  'addon.incompatible': 'error',
  'addon.dependency': 'error',
  'addon.too-many': 'error',
  'feature.not-found': 'error',
  'feature.enum': 'error',
  'feature.takes-no-limit': 'info',
  'currency.not-found': 'error',
  'currency.archived': 'error',
  'customer.archived': 'error',
  'customer.possible-duplicate': 'warning',
  'billing.period-missing': 'error',
  'credit.cadence-missing': 'error',
  'billing.email-missing': 'error',
  'billing.open-invoice': 'error',
  'billing.email-not-a-contact': 'warning',
  'billing.not-integrated': 'error',
  'billing.no-payment-method': 'warning',
  'billing.currency-mismatch': 'error',
  'dates.backdated': 'info',
  'dates.no-current-period': 'error',
  'dates.end-before-start': 'error',
  'spend.minimum-above-maximum': 'error',
  'spend.other-currency': 'error',
  'discount.out-of-range': 'error',
  'discount.other-currency': 'error',
  'coupon.not-found': 'error',
  'coupon.archived': 'error',
  'coupon.other-currency': 'error',
  'price.period-unknown': 'warning',
  'price.credit-not-supported': 'warning',
  'subscription.replaces': 'warning',
  'subscription.schedule-lost': 'warning',
  'subscription.paid-to-custom': 'warning',
  'subscription.resource-required': 'error',
  'subscription.cannot-amend': 'error',
  'trial.end-in-past': 'error',
  'trial.replaces': 'warning',
  'trial.had-before': 'warning',
  'link.conflict': 'error',
  'link.no-integration': 'info',
  'link.field-too-short': 'warning',
  'link.field-read-only': 'warning',
  'flow.may-provision': 'warning',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof severities
export const findingCodes = Object.keys(severities) as [FindingCode, ...FindingCode[]]

/** A record that a finding is about, so that it can be named and opened. */
export const RecordRef = z.object({
  system: z.enum(['salesforce', 'stigg']),
  /** Salesforce object API name ("Opportunity", "Product2" …) or Stigg entity ("customer", "plan", "subscription" …). */
  type: z.string(),
  id: z.string(),
  name: z.string(),
})
export type RecordRef = z.infer<typeof RecordRef>

/**
 * One result of a check. `facts` are the values that its sentence needs; the renderer chooses the words by `code`.
 * `key` tells two findings of one code apart (it names what they are about) and stays the same over a reload, so that a
 * tick on a warning holds.
 */
export const Finding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['error', 'warning', 'info']),
  key: z.string(),
  record: RecordRef.nullable(),
  /** Opportunity line IDs that it is about. */
  lineIds: z.array(z.string()),
  facts: z.record(z.string(), z.string()),
})
export type Finding = z.infer<typeof Finding>

/** Make a finding with its code's own severity. */
export function finding(
  code: FindingCode,
  about: { record?: RecordRef | null; lineIds?: readonly string[]; facts?: Readonly<Record<string, string>> } = {},
): Finding {
  const record = about.record ?? null
  const lineIds = [...(about.lineIds ?? [])]
  return {
    code,
    severity: severities[code],
    key: [code, record?.id ?? '', ...lineIds].join(':'),
    record,
    lineIds,
    facts: { ...about.facts },
  }
}
