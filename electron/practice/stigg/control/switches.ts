import type { Context, Hono } from 'hono'
import * as z from 'zod'
import type { PracticeEnv } from '../../control.ts'
import { consume } from '../credit-ledger.ts'
import { errorBody } from '../http/error-answer.ts'
import type { Scope } from '../http/keys.ts'
import type { Service } from '../http/pipeline.ts'
import { StiggError } from '../http/stigg-error.ts'
import { applyPaidUpdates } from '../provisioning.ts'
import { parsed } from '../requests/common.ts'
import { customerOf, saveCustomer } from '../routes/customers.ts'
import { settleGrant, settleSubscription } from '../settling.ts'
import { bringUpToDate } from '../up-to-date.ts'
import { shownGrant, shownSubscription } from '../views.ts'
import { completeCheckout } from './checkout.ts'

const RateLimitSwitch = z.strictObject({ enabled: z.boolean().optional(), retryAfter: z.boolean().optional() })
const ErrorSwitch = z.strictObject({
  shape: z.enum(['flat', 'nested']).optional(),
  refusesUntypedBodies: z.boolean().optional(),
})
const IdempotencySwitch = z.strictObject({ keepsRefusals: z.boolean() })
const scopes: readonly Scope[] = ['read', 'customers:write', 'subscriptions:write', 'coupons:write', 'catalog:write']
const NewKey = z.strictObject({ secret: z.string().min(8), scopes: z.array(z.enum(scopes)) })
const BillingSwitch = z.strictObject({ connected: z.boolean() })
const PaymentMethod = z.strictObject({ customerId: z.string() })
const Settlement = z.union([z.strictObject({ subscriptionId: z.string() }), z.strictObject({ grantId: z.string() })])
const Consumption = z.strictObject({
  customerId: z.string(),
  currencyId: z.string(),
  amount: z.number().positive(),
  resourceId: z.string().nullish(),
})

/**
 * What a tester can switch and help along beside faults and the clock: rate limits, error shape, idempotency, scoped
 * keys, payments, consumption; and what can be looked at: kept answers and workflow calls. Refusals have Stigg's shape.
 */
export function addSwitches(routes: Hono<PracticeEnv>, service: Service): void {
  const { settings, world } = service
  const post = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    act: (request: z.output<Schema>) => unknown,
  ): void => {
    routes.post(path, async (c) => {
      // What is not JSON fails the schema, like any other wrong shape.
      const body: unknown = await c.req.json().catch(() => null)
      return answered(c, () => act(parsed(schema, body)))
    })
  }
  const answered = (c: Context<PracticeEnv>, act: () => unknown): Response => {
    try {
      const data = world.store.transaction(() => {
        bringUpToDate(world)
        return act()
      })
      return c.json({ data })
    } catch (error) {
      if (!(error instanceof StiggError)) throw error
      return Response.json(errorBody(error, 'flat'), { status: error.status })
    }
  }
  const { rateLimits } = settings
  const limits = () => ({ enabled: rateLimits.enabled, retryAfter: rateLimits.sendsRetryAfter })
  routes.get('/rate-limits', (c) => c.json(limits()))
  post('/rate-limits', RateLimitSwitch, ({ enabled, retryAfter }) => {
    rateLimits.enabled = enabled ?? rateLimits.enabled
    rateLimits.sendsRetryAfter = retryAfter ?? rateLimits.sendsRetryAfter
    rateLimits.clear()
    return limits()
  })
  post('/errors', ErrorSwitch, ({ shape, refusesUntypedBodies }) => {
    settings.errorShape = shape ?? settings.errorShape
    settings.refusesUntypedBodies = refusesUntypedBodies ?? settings.refusesUntypedBodies
    return { shape: settings.errorShape, refusesUntypedBodies: settings.refusesUntypedBodies }
  })
  post('/idempotency', IdempotencySwitch, ({ keepsRefusals }) => {
    settings.keepsRefusals = keepsRefusals
    return { keepsRefusals }
  })
  routes.get('/idempotency/:key', (c) => {
    const kept = world.tables.keptAnswers.get(c.req.param('key'))
    return kept === undefined ? c.json({ error: 'No answer is kept under this key' }, 404) : c.json(kept)
  })
  post('/keys', NewKey, ({ secret, scopes: granted }) => {
    settings.keys.set(secret, { kind: 'scoped', secret, scopes: granted })
    return { secret, scopes: granted }
  })
  routes.delete('/keys/:secret', (c) => c.json({ removed: settings.keys.delete(c.req.param('secret')) }))
  post('/billing', BillingSwitch, ({ connected }) => {
    const { integrations } = world.tables
    for (const row of world.seed.integrations.filter(({ vendorType }) => vendorType === 'BILLING')) {
      if (connected) integrations.put(row.id, row)
      else integrations.delete(row.id)
    }
    return { connected: world.hasBilling() }
  })
  post('/payment-methods', PaymentMethod, ({ customerId }) => {
    const card = { type: 'CARD', cardLast4Digits: '4242', cardExpiryMonth: 12, cardExpiryYear: 2030 } as const
    const defaultPaymentMethod = { billingId: world.newId('pm_'), ...card }
    const saved = saveCustomer(world, { ...customerOf(world, customerId), defaultPaymentMethod })
    applyPaidUpdates(world, customerId)
    return saved
  })
  post('/invoices/settle', Settlement, (asked) =>
    'grantId' in asked
      ? shownGrant(settleGrant(world, asked.grantId))
      : shownSubscription(settleSubscription(world, asked.subscriptionId)),
  )
  post('/credits/consume', Consumption, ({ customerId, currencyId, amount, resourceId }) => {
    customerOf(world, customerId)
    consume(world, { customerId, currencyId, resourceId: resourceId ?? null }, amount, world.now())
    return { customerId, currencyId, amount }
  })
  routes.post('/checkouts/:id/complete', (c) => answered(c, () => completeCheckout(world, c.req.param('id'))))
  routes.get('/workflow-calls', (c) => c.json({ calls: [...world.tables.workflowCalls.values()] }))
}
