import { blankGrant } from '#shared/domain/grant-presets'
import type { GrantRequest } from '#shared/domain/grant-request'
import type { ProvisionRequest, StiggStep } from '#shared/domain/step'
import { accountId, aProvisionRequest, opportunityId, orgId } from '#test/builders'

type StepOf<Kind extends StiggStep['kind']> = Extract<StiggStep, { kind: Kind }>

/** An Enterprise of 250 seats for a customer of our own. */
export const aRequest = (vary: Partial<ProvisionRequest> = {}): ProvisionRequest =>
  aProvisionRequest({ customerId: 'customer-of-tests', ...vary })

export const aProvisionStep = (
  request: Partial<ProvisionRequest> = {},
  vary: Partial<StepOf<'provision-subscription'>> = {},
): StepOf<'provision-subscription'> => ({
  kind: 'provision-subscription',
  id: 'subscription',
  subscriptionId: 'sub-of-tests',
  productId: 'product-northwind',
  planName: 'Enterprise',
  request: aRequest(request),
  ...vary,
})

export const aCreateStep = (vary: Partial<StepOf<'create-customer'>> = {}): StepOf<'create-customer'> => ({
  kind: 'create-customer',
  id: 'customer',
  customerId: 'customer-of-tests',
  name: 'Customer of tests',
  email: 'billing@tests.example',
  salesforceAccountId: accountId,
  integrationId: 'integration-salesforce-practice',
  orgId,
  metadata: {},
  ...vary,
})

/** 500 API credits as a gift. */
export const aGrantStep = (
  request: Partial<GrantRequest> = {},
  vary: Partial<StepOf<'grant-credits'>> = {},
): StepOf<'grant-credits'> => ({
  kind: 'grant-credits',
  id: 'grant:of-tests:1',
  currencyName: 'API credits',
  grant: {
    ...blankGrant({ customerId: 'customer-of-tests', opportunityId }),
    currencyId: 'currency-api-credits',
    displayName: 'Grant of tests',
    amount: '500',
    ...request,
  },
  marker: { orgId, opportunityId, family: 'grant-of-tests', ordinal: 1 },
  ...vary,
})

export const aVoidStep = (grantId: string, vary: Partial<StepOf<'void-grant'>> = {}): StepOf<'void-grant'> => ({
  kind: 'void-grant',
  id: `void:${grantId}`,
  grantId,
  customerId: 'customer-of-tests',
  currencyId: 'currency-api-credits',
  resourceId: null,
  name: 'Grant of tests',
  ...vary,
})

export const anUpdateStep = (vary: Partial<StepOf<'update-customer'>> = {}): StepOf<'update-customer'> => ({
  kind: 'update-customer',
  id: 'customer',
  customerId: 'customer-of-tests',
  ...vary,
})
