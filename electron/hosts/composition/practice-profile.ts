import type { Profile } from '#shared/domain/profile'
import { readyWorkflows } from '#shared/domain/ready-workflows'

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
      redirectUrl: null,
      returnData: [],
      logTask: false,
      callOut: null,
      creditPresets: [
        {
          name: 'Goodwill, 1,000 API credits',
          currencyId: 'currency-api-credits',
          amount: '1000',
          type: 'PROMOTIONAL',
          expiresInDays: 90,
          priority: 5,
          comment: 'Goodwill',
          collection: null,
          cost: null,
        },
        {
          name: 'Top-up, 10,000 API credits',
          currencyId: 'currency-api-credits',
          amount: '10000',
          type: 'PAID',
          expiresInDays: 365,
          priority: null,
          comment: null,
          collection: 'INVOICE',
          cost: { amount: '900', currency: 'usd' },
        },
      ],
      workflows: [...readyWorkflows],
      actsBy: { cancel: 'api', reschedule: 'api' },
      driftEvery: null,
      watch: { on: true, share: { of: 'limit', percent: 2 } },
      creditGuards: { repeatWithinHours: 24, maxPerGrant: '50000', maxPerDay: '100000' },
    },
    customerUrlTemplate: `${page}/customers/{customerId}`,
    subscriptionUrlTemplate: `${page}/subscriptions/{subscriptionId}`,
  }
}
