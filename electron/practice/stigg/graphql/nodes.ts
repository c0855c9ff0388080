import type { EntitlementOverride, StiggCustomer, StiggIntegration } from '../../seed/types.ts'
import { isRunning, type SubscriptionRow } from '../model.ts'
import { costOf } from '../rules/cost.ts'
import { totalsOf } from '../rules/invoice.ts'
import { pricedOrderOf } from '../rules/billing.ts'
import type { World } from '../world.ts'
import { subscriptionPriceNodes } from './price-nodes.ts'

/** The Salesforce account that a customer is linked to. */
export const salesforceIdOf = (customer: StiggCustomer): string | null => linkOf(customer, 'SALESFORCE')

function linkOf(customer: StiggCustomer, vendor: string): string | null {
  return customer.integrations.find(({ vendorIdentifier }) => vendorIdentifier === vendor)?.syncedEntityId ?? null
}

/** A customer as GraphQL shows it; fields that cost a look-up are functions. Source: Stigg GraphQL schema, `Customer`. */
export function customerNode(world: World, customer: StiggCustomer): object {
  return {
    id: customer.id,
    customerId: customer.id,
    refId: customer.id,
    name: customer.name,
    email: customer.email,
    salesforceId: salesforceIdOf(customer),
    crmId: linkOf(customer, 'HUBSPOT'),
    billingId: customer.billingId,
    billingCurrency: customer.billingCurrency,
    additionalMetaData: customer.metadata,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    deletedAt: customer.archivedAt,
    hasPaymentMethod: customer.defaultPaymentMethod !== null,
    hasActiveSubscription: () => world.subscriptionsOf(customer.id).some(isRunning),
    syncStates: customer.integrations.map(({ vendorIdentifier, syncedEntityId }) => ({
      vendorIdentifier,
      syncedEntityId,
      status: syncedEntityId === null ? 'NO_SYNC_REQUIRED' : 'SUCCESS',
      error: null,
    })),
    subscriptions: () => world.subscriptionsOf(customer.id).map((row) => subscriptionNode(world, row)),
  }
}

const inPascalCase = (reason: string): string =>
  /^[A-Z_]+$/.test(reason)
    ? reason
        .toLowerCase()
        .split('_')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')
    : reason

/**
 * A subscription as GraphQL shows it, with what REST leaves out: billing period, Salesforce id, values of overrides.
 * Source: Stigg GraphQL schema, `CustomerSubscription`.
 */
export function subscriptionNode(world: World, row: SubscriptionRow): object {
  const { details } = row
  const entitlements = details.entitlements.map((override) => entitlementNode(world, override, details.updatedAt))
  const customerOf = (id: string | null) => () => {
    const customer = id === null ? undefined : world.tables.customers.get(id)
    return customer === undefined ? null : customerNode(world, customer)
  }
  return {
    ...row,
    refId: row.id,
    subscriptionId: row.id,
    salesforceId: details.salesforceId,
    crmId: null,
    billingPeriod: details.billingPeriod,
    cancelReason: row.cancelReason === null ? null : inPascalCase(row.cancelReason),
    trialEndBehavior: row.trial?.trialEndBehavior ?? null,
    wasInTrial: details.wasInTrial,
    additionalMetaData: row.metadata,
    totalPrice: () => totalPriceOf(world, row),
    customer: customerOf(row.customerId),
    payingCustomer: customerOf(row.payingCustomerId),
    plan: () => planNode(world, row.planId),
    addons: row.addons.map(({ id, quantity }) => ({
      addonId: id,
      quantity,
      addon: { id, refId: id, displayName: world.catalog.addon(id)?.displayName ?? id },
    })),
    prices: subscriptionPriceNodes(world, row),
    entitlements,
    subscriptionEntitlements: entitlements,
    minimumSpend: row.minimumSpend?.amount === undefined ? null : { minimum: row.minimumSpend, isOverride: true },
    coupons: row.coupons.map((coupon) => ({
      ...coupon,
      refId: coupon.id,
      durationInMonths: details.couponMonths[coupon.id] ?? null,
    })),
    resource: row.resourceId === null ? null : { id: row.resourceId, resourceId: row.resourceId },
  }
}

function planNode(world: World, planId: string): object {
  const plan = world.catalog.plan(planId)
  const product = plan === undefined ? undefined : world.catalog.product(plan.productId)
  return {
    id: planId,
    refId: planId,
    displayName: plan?.displayName ?? planId,
    pricingType: plan?.pricingType ?? null,
    versionNumber: plan?.versionNumber ?? 1,
    product: {
      id: product?.id ?? '',
      refId: product?.id ?? '',
      displayName: product?.displayName ?? null,
      multipleSubscriptions: product?.multipleSubscriptions ?? false,
    },
  }
}

function totalPriceOf(world: World, row: SubscriptionRow): object | null {
  const order = pricedOrderOf(row, row.prices[0]?.currency ?? null, world.catalog)
  if (order === null) return null
  const { lines } = costOf(order, world.catalog)
  const currency = lines[0]?.currency ?? order.currency
  const terms = { currency, coupons: row.coupons, taxPercentage: 0, minimumSpend: row.minimumSpend?.amount ?? null }
  return { amount: totalsOf(lines, terms).total, currency }
}

function entitlementNode(world: World, override: EntitlementOverride, updatedAt: string): object {
  if (override.type === 'FEATURE') {
    const feature = world.catalog.feature(override.id)
    return {
      __typename: 'SubscriptionFeatureEntitlement',
      featureId: override.id,
      feature: feature === undefined ? null : { ...feature, refId: feature.id },
      usageLimit: override.usageLimit ?? null,
      hasUnlimitedUsage: override.hasUnlimitedUsage ?? false,
      hasSoftLimit: override.hasSoftLimit ?? false,
      resetPeriod: override.resetPeriod ?? null,
      enumValues: null,
      updatedAt,
    }
  }
  const currency = world.catalog.currency(override.id)
  return {
    __typename: 'SubscriptionCreditEntitlement',
    customCurrencyId: override.id,
    customCurrency: currency === undefined ? null : { ...currency, currencyId: currency.id },
    amount: override.amount,
    cadence: override.cadence,
    hasSoftLimit: false,
    updatedAt,
  }
}

/** An integration of the environment. A Salesforce one without a domain is the practice org itself. */
export function integrationNode(world: World, row: StiggIntegration): object {
  const domain = row.domain ?? world.urls.salesforce
  const credentials =
    row.vendorIdentifier === 'SALESFORCE'
      ? { __typename: 'SalesforceCredentials', domain }
      : row.vendorIdentifier === 'STRIPE'
        ? { __typename: 'StripeCredentials', isTestMode: true }
        : null
  return { ...row, createdAt: null, credentials }
}
