import type { Finding, Severity } from '../finding.ts'
import type { ProvisioningRules } from '../profile.ts'
import { checkAddons } from './addon.ts'
import { checkAmendment } from './amendment.ts'
import {
  checkBillingEmail,
  checkBillingPeriod,
  checkCollection,
  checkCurrency,
  checkEmailIsContact,
  checkOpenInvoice,
} from './billing.ts'
import type { CheckInput } from './check-input.ts'
import { checkCustomer } from './customer.ts'
import { checkEntitlements } from './entitlement.ts'
import { checkNativeFlow } from './native-flow.ts'
import { checkFreshness, checkOpportunity, checkProvisionedBefore } from './opportunity.ts'
import { checkPlans } from './plan.ts'
import { checkPrices } from './price.ts'
import { checkProducts } from './product.ts'
import { checkQuantities } from './quantity.ts'
import { checkResource, checkSubscriptions } from './subscription.ts'
import { checkTerms } from './terms.ts'
import { checkWriteBack } from './write-back.ts'

export type { CheckInput } from './check-input.ts'

/**
 * Every check before provisioning, on what both services hold now. Errors first, then warnings, then information, each
 * in the order of the checks, so that two looks at one state name the same first error.
 */
export const checkDeal = (input: CheckInput): Finding[] =>
  inOrder(
    [
      ...checkFreshness(input),
      ...checkMirrored(input),
      ...checkAmendment(input),
      ...checkProvisionedBefore(input),
      ...checkNativeFlow(input),
      ...checkCustomer(input),
      ...checkBillingEmail(input),
      ...checkOpenInvoice(input),
      ...checkEmailIsContact(input),
      ...checkCollection(input),
      ...checkTerms(input),
      ...checkSubscriptions(input),
      ...checkWriteBack(input),
    ],
    input.rules,
  )

/** The checks that need no live call: deal, lines, catalogue and rules say it all. */
export const checkMirrored = (
  input: Pick<CheckInput, 'deal' | 'mapping' | 'draft' | 'catalog' | 'rules' | 'live'>,
): Finding[] => [
  ...checkOpportunity(input),
  ...input.mapping.findings,
  ...checkPlans(input),
  ...checkAddons(input),
  ...checkEntitlements(input),
  ...checkQuantities(input),
  ...checkProducts(input),
  ...checkResource(input),
  ...checkBillingPeriod(input),
  ...checkCurrency(input),
  ...checkPrices(input),
]

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** With the weights that the profile raised, sorted by weight, stable; what is found twice is said once. */
export const inOrder = (findings: readonly Finding[], { raised }: Pick<ProvisioningRules, 'raised'>): Finding[] =>
  findings
    .filter(({ key }, index) => findings.findIndex((other) => other.key === key) === index)
    .map((found) => {
      const severity = raised[found.code]
      // A profile may raise a severity, never lower it.
      return severity && ranks[severity] < ranks[found.severity] ? { ...found, severity } : found
    })
    .toSorted((a, b) => ranks[a.severity] - ranks[b.severity])
