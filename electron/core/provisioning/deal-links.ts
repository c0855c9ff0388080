import type { DealLinks } from '#shared/contract/provisioning'
import { formatDeepLink } from '#shared/domain/deep-link'
import { salesforceRecordUrl, stiggUrl, subscriptionPageUrl } from '#shared/domain/record-url'

import type { Context } from './live-state.ts'

/** Where a deal's records stand in both services, and the app's own link to it. */
export function linksOf(
  {
    opportunity,
    account,
  }: { readonly opportunity: { readonly id: string }; readonly account: { readonly id: string } | null },
  customerId: string | null,
  subscriptionId: string | null,
  { org, profile, environmentId }: Pick<Context, 'org' | 'profile' | 'environmentId'>,
): DealLinks {
  const { lightningUrl } = org
  return {
    opportunityUrl: salesforceRecordUrl(lightningUrl, 'Opportunity', opportunity.id),
    accountUrl: account && salesforceRecordUrl(lightningUrl, 'Account', account.id),
    customerUrl: customerId === null ? null : urlOf(profile.customerUrlTemplate, customerId),
    subscriptionUrl:
      subscriptionId === null || profile.subscriptionUrlTemplate === null
        ? null
        : subscriptionPageUrl(profile.subscriptionUrlTemplate, subscriptionId, customerId),
    appUrl: formatDeepLink({ kind: 'opportunity', id: opportunity.id, orgId: org.id, environmentId }),
  }
}

const urlOf = (template: string | null, id: string): string | null =>
  template === null ? null : stiggUrl(template, id)
