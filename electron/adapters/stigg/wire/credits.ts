import { z } from 'zod'

import type { CreditConsumption, LedgerEntry } from '#shared/contract/credits'
import type { AutoRecharge, CreditGrant } from '#shared/domain/credit-grant'
import { grantMarkerIn } from '../marker.ts'
import { Amount, Instant, listOf, maybe, Metadata, oneOf, WireMoney } from './values.ts'

/* Source: Stigg REST API v1: credit grants, credit ledger, credit usage. */

const WireInvoice = z.object({
  billingId: z.string(),
  status: maybe(z.string()),
  dueDate: maybe(Instant),
  paymentUrl: maybe(z.string()),
  pdfUrl: maybe(z.string()),
})

export const WireGrant = z
  .object({
    id: z.string(),
    displayName: maybe(z.string()),
    grantType: oneOf('PAID', 'PROMOTIONAL', 'RECURRING', 'OVERDRAFT'),
    status: oneOf('PAYMENT_PENDING', 'ACTIVE', 'EXPIRED', 'VOIDED', 'SCHEDULED'),
    currencyId: z.string(),
    resourceId: maybe(z.string()),
    amount: Amount,
    consumedAmount: maybe(Amount),
    priority: maybe(z.number()),
    effectiveAt: Instant,
    expireAt: maybe(Instant),
    voidedAt: maybe(Instant),
    createdAt: Instant,
    cost: maybe(WireMoney),
    comment: maybe(z.string()),
    paymentCollection: maybe(z.string()),
    latestInvoice: maybe(WireInvoice),
    metadata: Metadata,
  })
  .transform((wire): CreditGrant => {
    const { id, currencyId, resourceId, priority, effectiveAt, expireAt, voidedAt, createdAt, cost, comment } = wire
    const invoice = wire.latestInvoice
    return {
      id,
      name: wire.displayName ?? '',
      type: wire.grantType ?? 'UNKNOWN',
      status: wire.status ?? 'UNKNOWN',
      currencyId,
      resourceId,
      granted: wire.amount,
      consumed: wire.consumedAmount ?? '0',
      priority,
      effectiveAt,
      expireAt,
      voidedAt,
      createdAt,
      cost: cost?.amount === '0' ? null : cost,
      comment,
      payment: wire.paymentCollection,
      invoice: invoice && { ...invoice, id: invoice.billingId },
      marker: grantMarkerIn(wire.metadata),
    }
  })

const eventType = oneOf(
  'CREDITS_GRANTED',
  'CREDITS_EXPIRED',
  'CREDITS_CONSUMED',
  'CREDITS_VOIDED',
  'CREDITS_UPDATED',
  'CREDITS_CONSUMPTION_TRANSFER_SOURCE',
  'CREDITS_CONSUMPTION_TRANSFER_TARGET',
)

export const WireLedgerEntry = z
  .object({
    eventId: maybe(z.string()),
    eventType,
    amount: Amount,
    creditGrantId: z.string(),
    featureId: maybe(z.string()),
    timestamp: Instant,
  })
  .transform((wire): LedgerEntry => ({
    id: wire.eventId ?? `${wire.creditGrantId} ${wire.timestamp} ${wire.eventType ?? ''}`,
    type: wire.eventType ?? 'UNKNOWN',
    amount: wire.amount,
    grantId: wire.creditGrantId,
    featureId: wire.featureId,
    at: wire.timestamp,
  }))

const WirePoint = z
  .object({ timestamp: Instant, value: Amount })
  .transform(({ timestamp, value }) => ({ at: timestamp, amount: value }))

/** One page of usage; its cursor stands inside `data`. */
export const WireUsage = z
  .object({
    series: listOf(
      z.object({
        featureId: maybe(z.string()),
        featureName: maybe(z.string()),
        totalCredits: Amount,
        points: listOf(WirePoint),
      }),
    ),
    pagination: maybe(z.object({ next: maybe(z.string()) })),
  })
  .transform(({ series, pagination }): CreditConsumption & { readonly next: string | null } => ({
    series: series.map(({ totalCredits, ...each }) => ({ ...each, total: totalCredits })),
    next: pagination?.next ?? null,
  }))

/** Without an ID it is only what Stigg would begin with. */
export const WireAutoRecharge = z
  .object({
    id: maybe(z.string()),
    isEnabled: maybe(z.boolean()),
    thresholdType: oneOf('CREDIT_AMOUNT', 'DOLLAR_AMOUNT'),
    thresholdValue: maybe(Amount),
    targetBalance: maybe(Amount),
    maxSpendLimit: maybe(Amount),
    grantExpirationPeriod: oneOf('1_MONTH', '1_YEAR'),
  })
  .transform((wire): AutoRecharge | null =>
    wire.id === null
      ? null
      : {
          isEnabled: wire.isEnabled ?? false,
          below: {
            of: wire.thresholdType === 'DOLLAR_AMOUNT' ? 'money' : 'credits',
            amount: wire.thresholdValue ?? '0',
          },
          target: wire.targetBalance ?? '0',
          spendLimit: wire.maxSpendLimit,
          expiresAfter:
            wire.grantExpirationPeriod === null ? null : wire.grantExpirationPeriod === '1_YEAR' ? 'year' : 'month',
        },
  )
