import type { Severity } from '#shared/domain/finding'
import type { ProvisioningRules, ReturnField } from '#shared/domain/profile'
import type { RulesFault, RulesProblem } from '#shared/domain/rules-problems'

export const pricePeriods: Record<NonNullable<ProvisioningRules['pricePeriod']>, string> = {
  MONTH: 'Per month',
  YEAR: 'Per year',
  BILLING_PERIOD: 'Per billing period',
}

export const lineSources: Record<ProvisioningRules['lineSource'], string> = {
  opportunity: 'The opportunity’s products',
  quote: 'The primary quote',
}

export const returnValues: Record<ReturnField['value'], string> = {
  'subscription-id': 'Subscription ID',
  status: 'Status',
  plan: 'Plan ID',
  addons: 'Add-on IDs',
}

export const returnObjects: Record<ReturnField['object'], string> = {
  Opportunity: 'the opportunity',
  OpportunityLineItem: 'the line of each plan',
}

/** Rules as a person calls them, for what a file would change. */
export const ruleNames: Record<keyof ProvisioningRules, string> = {
  trialStages: 'stages of trials',
  trialDays: 'days of a trial',
  trialEndBehavior: 'the end of a trial',
  billingPeriod: 'billing period',
  creditCadence: 'how often credits are granted',
  paymentCollection: 'payment',
  daysUntilDue: 'days until invoices are due',
  pricePeriod: 'the period of deal prices',
  lineSource: 'where lines come from',
  renewalTypes: 'types of renewals',
  templates: 'templates',
  raised: 'weights of checks',
  returnData: 'return data',
  logTask: 'the task that is logged',
  callOut: 'the call-out',
  creditPresets: 'top-ups',
  creditGuards: 'guard-rails of credits',
  workflows: 'workflows',
  actsBy: 'how a subscription is cancelled or its end moved',
  driftEvery: 'how often drift is checked',
  redirectUrl: 'the redirect page of links',
  watch: 'looking for newly won deals',
}

/** What is wrong at a field of the rules. */
const ruleFaults: Record<RulesFault, string> = {
  empty: 'Something has to stand here.',
  'too-small': 'This is too small.',
  'too-large': 'This is too large or too long.',
  'not-valid': 'This cannot be.',
  'template-twice': 'Two templates have the same ID.',
  'amounts-crossed': 'The smallest amount is above the largest.',
  'unknown-check': 'This version has no such check.',
  'no-such-field': 'The org has no such text field, or you may not see it.',
  'field-read-only': 'You may not write to this field.',
  'field-too-short': 'This field is too short for the value.',
  'field-twice': 'This field holds another value already.',
  'not-positive': 'This has to be a number above zero.',
  'preset-twice': 'Another top-up has this name.',
  'costs-nothing': 'A promotional grant costs nothing.',
  'no-such-currency': 'Stigg has no such currency, or it is archived.',
  'workflow-twice': 'Two workflows have the same ID.',
  'field-key-twice': 'Two fields have the same key.',
  'not-json': 'This is not JSON.',
  'not-an-object': 'A payload is a JSON object.',
  'unknown-place': 'There is no such place.',
  'not-a-pointer': 'This is no JSON Pointer, such as /cancellationDate.',
  lowered: 'A check cannot be made weaker than it is.',
  'not-https': 'The address has to begin with https:// and hold no spaces.',
  'no-place': 'Write {link} once, where the link to this app is to stand.',
  'place-in-host': '{link} has to stand behind the host and a slash.',
  credentials: 'The address cannot hold a user name or a password.',
}
/** What a number at a place of the rules counts. */
const unitAt = (at: string): string =>
  /days(UntilDue)?$/i.test(at)
    ? 'days'
    : at === 'driftEvery'
      ? 'hours'
      : at === 'watch.share.percent'
        ? 'percent'
        : at === 'watch.share.requests'
          ? 'requests'
          : at.endsWith('termMonths')
            ? 'months'
            : /name$|id$|field$/i.test(at)
              ? 'characters'
              : ''

/** What is wrong at a place, with its limit where there is one: "At most 365 days." */
export function sayRuleProblem({ at, why, limit, what }: RulesProblem): string {
  if (what !== undefined) return `${ruleFaults[why].replace(/\.$/, '')}: ${what}.`
  if (limit === undefined) return ruleFaults[why]
  if (why === 'field-too-short') return `${ruleFaults[why]} It takes ${limit} characters.`
  const unit = limit === 1 ? unitAt(at).replace(/s$/, '') : unitAt(at)
  return `${why === 'too-large' ? 'At most' : 'At least'} ${`${limit} ${unit}`.trim()}.`
}

export const isRulesFault = (why: string | undefined): why is RulesFault =>
  why !== undefined && Object.hasOwn(ruleFaults, why)

/** What a finding of this weight does to a deal. */
export const severityNames: Record<Severity, string> = {
  error: 'Error: blocks',
  warning: 'Warning: asks for a tick',
  info: 'Information',
}
