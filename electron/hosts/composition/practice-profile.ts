import type { Profile } from '#shared/domain/profile'

/**
 * The profile of somebody who has signed in nowhere.
 * @param stigg where the practice environment's own pages live
 */
export function practiceProfile(stigg: { readonly appUrl: string; readonly environmentSlug: string }): Profile {
  const page = `${stigg.appUrl.replace(/\/$/, '')}/${encodeURIComponent(stigg.environmentSlug)}`
  return {
    id: 'practice',
    name: 'Practice workspace',
    kind: 'practice',
    access: 'confirm',
    rules: {
      trialStages: ['POC'],
      trialDays: 14,
      trialEndBehavior: 'CANCEL_SUBSCRIPTION',
      billingPeriod: null,
      creditCadence: null,
      paymentCollection: 'INVOICE',
      daysUntilDue: 30,
      pricePeriod: 'BILLING_PERIOD',
      lineSource: 'opportunity',
      renewalTypes: ['Existing Customer - Renewal', 'Renewal'],
      templates: [],
      raised: {},
      returnData: [],
      logTask: false,
      callOut: null,
    },
    customerUrlTemplate: `${page}/customers/{customerId}`,
    subscriptionUrlTemplate: `${page}/customers/{customerId}/subscriptions/{subscriptionId}`,
  }
}
