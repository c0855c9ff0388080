import { z } from 'zod'

import type {
  EffectiveEntitlement,
  HeldEntitlement,
  PromotionalEntitlement,
  StiggCustomer,
} from '#shared/domain/customer'
import { accountKey } from '../marker.ts'
import { Amount, Instant, listOf, maybe, Metadata } from './values.ts'

/* Source: Stigg REST API v1: customers, customer entitlements, promotional entitlements. */

export const salesforceVendor = 'SALESFORCE'

const WireIntegrationLink = z.object({
  id: z.string(),
  vendorIdentifier: z.string(),
  syncedEntityId: maybe(z.string()),
})

/** The account is the one that the Salesforce integration names, else the one in our metadata. */
export const WireCustomer = z
  .object({
    id: z.string(),
    name: maybe(z.string()),
    email: maybe(z.string()),
    archivedAt: maybe(z.string()),
    billingId: maybe(z.string()),
    defaultPaymentMethod: maybe(z.unknown()),
    integrations: listOf(WireIntegrationLink),
    metadata: Metadata,
  })
  .transform((wire): StiggCustomer => {
    const link = wire.integrations.find(({ vendorIdentifier }) => vendorIdentifier === salesforceVendor)
    return {
      id: wire.id,
      name: wire.name,
      email: wire.email,
      archived: wire.archivedAt !== null,
      salesforceAccountId: link?.syncedEntityId ?? wire.metadata[accountKey] ?? null,
      hasPaymentMethod: wire.defaultPaymentMethod !== null,
      billingId: wire.billingId,
      metadata: wire.metadata,
    }
  })

const WireEntitlement = z.object({
  type: z.string(),
  isGranted: maybe(z.boolean()),
  feature: maybe(z.object({ id: z.string() })),
  currency: maybe(z.object({ currencyId: z.string() })),
  usageLimit: maybe(Amount),
  hasUnlimitedUsage: maybe(z.boolean()),
  currentUsage: maybe(Amount),
  resetPeriod: maybe(z.string()),
  usagePeriodEnd: maybe(Instant),
  validUntil: maybe(Instant),
})

/** Null for a kind of entitlement that we do not know, and for one that names neither feature nor currency. */
function effectiveOf(wire: z.output<typeof WireEntitlement>): EffectiveEntitlement | null {
  const isGranted = wire.isGranted ?? false
  if (wire.type === 'FEATURE' && wire.feature)
    return {
      type: 'FEATURE',
      featureId: wire.feature.id,
      isGranted,
      usageLimit: wire.usageLimit,
      hasUnlimitedUsage: wire.hasUnlimitedUsage ?? false,
      currentUsage: wire.currentUsage,
    }
  if (wire.type === 'CREDIT' && wire.currency)
    return {
      type: 'CREDIT',
      currencyId: wire.currency.currencyId,
      isGranted,
      usageLimit: wire.usageLimit ?? '0',
      currentUsage: wire.currentUsage ?? '0',
    }
  return null
}

/** Why a customer may use nothing at all, where that is so, and what it may use, with its periods. */
export const WireHeldEntitlements = z
  .object({ accessDeniedReason: maybe(z.string()), entitlements: listOf(WireEntitlement) })
  .transform(({ accessDeniedReason, entitlements }) => ({
    deniedBecause: accessDeniedReason,
    entitlements: entitlements.flatMap((wire): HeldEntitlement[] => {
      const effective = effectiveOf(wire)
      const { resetPeriod, usagePeriodEnd: resetsAt, validUntil } = wire
      return effective === null ? [] : [{ effective, resetPeriod, resetsAt, validUntil }]
    }),
  }))

export const WireEffectiveEntitlements = z
  .object({ entitlements: listOf(WireEntitlement.transform(effectiveOf)) })
  .transform(({ entitlements }) => entitlements.filter((entitlement) => entitlement !== null))

/** The same with the reason where the customer has none at all. */
export const WireEntitledTo = z
  .object({ accessDeniedReason: maybe(z.string()), entitlements: listOf(WireEntitlement.transform(effectiveOf)) })
  .transform(({ accessDeniedReason, entitlements }) => ({
    denied: accessDeniedReason,
    entitlements: entitlements.filter((entitlement) => entitlement !== null),
  }))

export const WirePromotionalEntitlement = z
  .object({
    featureId: z.string(),
    status: maybe(z.string()),
    usageLimit: maybe(Amount),
    hasUnlimitedUsage: maybe(z.boolean()),
    endDate: maybe(Instant),
  })
  .transform((wire): PromotionalEntitlement & { readonly status: string | null } => ({
    featureId: wire.featureId,
    usageLimit: wire.usageLimit,
    hasUnlimitedUsage: wire.hasUnlimitedUsage ?? false,
    endsAt: wire.endDate,
    status: wire.status,
  }))
