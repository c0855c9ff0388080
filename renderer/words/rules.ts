import type { ProvisioningRules } from '#shared/domain/profile'

export const pricePeriods: Record<NonNullable<ProvisioningRules['pricePeriod']>, string> = {
  MONTH: 'Per month',
  YEAR: 'Per year',
  BILLING_PERIOD: 'Per billing period',
}

export const lineSources: Record<ProvisioningRules['lineSource'], string> = {
  opportunity: 'The opportunity’s products',
  quote: 'The primary quote',
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
}
