import { refusal } from '../http/stigg-error.ts'
import { provisionSubscription } from '../provisioning.ts'
import type { World } from '../world.ts'

/**
 * Somebody pays at a checkout: the customer has a payment method from now on, and what was ordered is provisioned.
 * Repeating it changes nothing. Fails: as provisioning does; 404 for an unknown checkout.
 */
export function completeCheckout(world: World, id: string): object {
  const checkout = world.tables.checkouts.get(id)
  if (checkout === undefined) throw refusal('SubscriptionNotFound', `Checkout "${id}" not found`)
  if (checkout.completedAt !== null) return { id: checkout.subscriptionId, status: 'SUCCESS' }
  const payerId: unknown = Reflect.get(checkout.order, 'payingCustomerId') ?? Reflect.get(checkout.order, 'customerId')
  const payer = world.tables.customers.get(String(payerId))
  if (payer !== undefined && payer.defaultPaymentMethod === null) {
    const card = { type: 'CARD', cardLast4Digits: '4242', cardExpiryMonth: 12, cardExpiryYear: 2030 } as const
    const updatedAt = world.now()
    const defaultPaymentMethod = { billingId: world.newId('pm_'), ...card }
    world.tables.customers.put(payer.id, { ...payer, defaultPaymentMethod, updatedAt })
  }
  const provisioned = provisionSubscription(world, checkout.order)
  world.tables.checkouts.put(id, { ...checkout, completedAt: world.now() })
  return provisioned
}
