import { ProvisioningRules, type Profile } from '#shared/domain/profile'
import {
  lostConsumerKey,
  stiggCloud,
  usualRedirectPorts,
  type ProfileConnection,
} from '#shared/domain/profile-connection'

/** Rules that a profile starts with: nothing is assumed that Stigg or the deal does not say. */
const firstRules = (): ProvisioningRules =>
  ProvisioningRules.parse({
    trialStages: [],
    trialDays: 14,
    trialEndBehavior: null,
    billingPeriod: null,
    creditCadence: null,
    paymentCollection: null,
    daysUntilDue: null,
    pricePeriod: null,
  })

/** A profile as it is made: it counts as production and may only read until somebody says otherwise. */
export const newProfile = (id: string): Profile => ({
  id,
  name: 'New profile',
  kind: 'production',
  access: 'read-only',
  rules: firstRules(),
  customerUrlTemplate: null,
  subscriptionUrlTemplate: null,
})

/** What a profile is connected to whose settings say nothing of it: nobody can sign in until the guide was gone through. */
export const noConnection = (): ProfileConnection => ({
  salesforce: {
    loginUrl: 'https://login.salesforce.com',
    clientId: lostConsumerKey,
    redirectPorts: [...usualRedirectPorts],
  },
  stigg: stiggCloud,
  org: null,
  environment: null,
  isFinished: false,
})
