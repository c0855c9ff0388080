import type { Context } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { NamedFault } from '../../faults.ts'
import { flowBefore, nativeFlowFault } from '../../native-flow/fault.ts'
import { errorAnswer } from '../http/error-answer.ts'
import type { Service } from '../http/pipeline.ts'
import { refusal } from '../http/stigg-error.ts'

/** Refusals that a request may be given by name, and what they say. */
const refusals: Readonly<Record<string, string>> = {
  ObjectAlreadyBeingUsedByAnotherRequestError: 'The object is already being used by another request',
  OperationTimeout: 'The operation timed out; it is safe to retry',
  RateLimitExceeded: 'Too many requests',
  UnexpectedError: 'An unexpected error occurred',
  Unauthenticated: 'Unauthenticated',
  ApiKeyExpired: 'The API key has expired',
  AccessDeniedError: 'Access denied',
  IdentityForbidden: 'Identity is forbidden',
  DuplicatedEntityNotAllowed: 'Entity with the same id already exists',
  BillingIntegrationMissing: 'No billing integration is connected to this environment',
  IntegrationNotFound: 'Integration not found',
  StripeError: 'The billing provider refused the request',
}

/** The handler runs and its effect is durable; the answer says that the operation timed out. */
export const timeoutAfterCommit = 'timeout-after-commit'
const paymentRequired = 'PAYMENT_REQUIRED'
const openInvoice = 'open-invoice'

export const faultNames: readonly string[] = [
  ...Object.keys(refusals),
  timeoutAfterCommit,
  paymentRequired,
  openInvoice,
  nativeFlowFault,
]

const statuses: Readonly<Record<string, number>> = { ApiKeyExpired: 401 }

/** The answer that a named fault gives in the handler's place; undefined lets the handler run. */
export async function meetNamedFault(
  fault: NamedFault,
  c: Context<PracticeEnv>,
  service: Service,
): Promise<Response | undefined> {
  if (fault.name === timeoutAfterCommit) return undefined
  if (fault.name === nativeFlowFault) {
    await flowBefore(fault, c, service.nativeFlow)
    return undefined
  }
  if (fault.name === paymentRequired) return payFirst(c, service)
  const code = fault.name === openInvoice ? null : fault.name
  const words = refusals[fault.name] ?? 'The previous subscription has an open, unpaid invoice'
  return refusedAs(c, service, code, words)
}

/** The same refusal in the shape of the API that was asked. */
export function refusedAs(
  c: Context<PracticeEnv>,
  { settings }: Service,
  code: string | null,
  words: string,
): Response {
  const error = refusal(code, words)
  const status = statuses[code ?? ''] ?? error.status
  if (c.req.path !== '/graphql') return errorAnswer(Object.assign(error, { status }), settings.errorShape)
  const isOutside = status === 401 || status === 403 || status === 429
  const errors = [{ message: words, extensions: { code, traceId: '0'.repeat(32) } }]
  return Response.json(isOutside ? { errors } : { errors, data: null }, { status: isOutside ? status : 200 })
}

/** An order that waits for its payment, whatever the customer has on file: 2xx, and nothing is active. */
async function payFirst(c: Context<PracticeEnv>, { world }: Service): Promise<Response | undefined> {
  const isOrder = c.req.method === 'POST' && c.req.path === '/api/v1/subscriptions'
  if (!isOrder) return undefined
  const order: unknown = await c.req.json().catch(() => null)
  if (typeof order !== 'object' || order === null) return undefined
  const id = world.newId('cs_')
  const asked: unknown = Reflect.get(order, 'id')
  const subscriptionId = typeof asked === 'string' ? asked : world.newId('subscription-')
  const waiting = { ...order, id: subscriptionId }
  world.tables.checkouts.put(id, { id, subscriptionId, order: waiting, createdAt: world.now(), completedAt: null })
  const checkout = { checkoutUrl: `${world.urls.app}/checkout/${id}`, checkoutBillingId: id }
  const data = { id: subscriptionId, status: 'PAYMENT_REQUIRED', subscription: null, entitlements: null, ...checkout }
  return Response.json({ data }, { status: 201 })
}
