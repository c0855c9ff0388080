import { assertNever } from '#shared/assert-never'
import { isSameLink, isSameMarks } from '#shared/domain/link-mend'
import type { WireRequest } from '#shared/domain/run'
import type { StiggStep } from '#shared/domain/step'
import { grantBody } from './credit-steps.ts'
import { workflowRequest } from './trigger-workflow.ts'
import { customerMetadata } from './marker.ts'
import { restPath } from './pages.ts'
import { amendBody, provisionBody, said } from './subscription-body.ts'
import { salesforceVendor } from './wire/customers.ts'

type Customer<Kind extends StiggStep['kind']> = Extract<StiggStep, { kind: Kind }>

const request = (method: 'POST' | 'PATCH' | 'DELETE', parts: readonly string[], body: unknown): WireRequest => ({
  service: 'stigg',
  method,
  path: restPath(parts),
  body,
})

const linkBody = (integrationId: string, accountId: string | null) => ({
  id: integrationId,
  vendorIdentifier: salesforceVendor,
  syncedEntityId: accountId,
})

const createBody = (step: Customer<'create-customer'>) =>
  said({
    id: step.customerId,
    name: step.name,
    email: step.email,
    integrations: step.integrationId === null ? null : [linkBody(step.integrationId, step.salesforceAccountId)],
    metadata: { ...step.metadata, ...customerMetadata(step) },
  })

/** The link goes first: where it is refused, nothing else has been changed. */
function updateRequests({ customerId, name, email, metadata, link }: Customer<'update-customer'>): WireRequest[] {
  const requests: WireRequest[] = []
  if (link && link.integrationId !== null) {
    const body = linkBody(link.integrationId, link.salesforceAccountId)
    requests.push(request('POST', ['customers', customerId, 'integrations'], body))
  }
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(link ? { metadata: link.metadata } : metadata ? { metadata } : {}),
  }
  if (Object.keys(changes).length > 0) requests.push(request('PATCH', ['customers', customerId], changes))
  return requests
}

/** The time is always said, because the product's own default may be another. Source: Stigg REST API v1, "Cancel subscription". */
const cancelBody = ({ cancellation: { time, endsAt, revokes, prorates } }: Customer<'cancel-subscription'>) => ({
  cancellationTime: time,
  ...(time === 'SPECIFIC_DATE' ? { endDate: endsAt } : {}),
  cancellationAction: revokes ? 'REVOKE_ENTITLEMENTS' : 'DEFAULT',
  prorate: prorates,
})

/** The link first, then the metadata; a half that does not change is not sent. */
function mendRequests({ customerId, from, to, metadata }: Customer<'mend-customer'>): WireRequest[] {
  const path = ['customers', customerId, 'integrations']
  const requests: WireRequest[] = []
  if (!isSameLink(from.link, to.link)) {
    if (to.link === null) requests.push(request('DELETE', [...path, from.link?.integrationId ?? ''], null))
    else if (from.link === null) {
      requests.push(request('POST', path, linkBody(to.link.integrationId, to.link.accountId)))
    } else {
      requests.push(request('PATCH', [...path, from.link.integrationId], { syncedEntityId: to.link.accountId }))
    }
  }
  if (!isSameMarks(from.marks, to.marks)) requests.push(request('PATCH', ['customers', customerId], { metadata }))
  return requests
}

/** The exact requests of a step, in order; the same step yields the same requests on every machine. */
export function requestsFor(step: StiggStep): readonly WireRequest[] {
  switch (step.kind) {
    case 'create-customer':
      return [request('POST', ['customers'], createBody(step))]
    case 'update-customer':
      return updateRequests(step)
    case 'provision-subscription':
      return [request('POST', ['subscriptions'], provisionBody(step.subscriptionId, step.request))]
    case 'amend-subscription':
      return [request('PATCH', ['subscriptions', step.subscriptionId], amendBody(step.request))]
    case 'revoke-schedule': {
      const waiting = step.waitsFor === 'date' ? 'schedule' : 'pending-payment'
      return [request('DELETE', ['subscriptions', step.subscriptionId, 'future-update', waiting], null)]
    }
    case 'cancel-subscription':
      return [request('POST', ['subscriptions', step.subscriptionId, 'cancel'], cancelBody(step))]
    case 'grant-credits':
      return [request('POST', ['credits', 'grants'], grantBody(step))]
    case 'void-grant':
      return [request('POST', ['credits', 'grants', step.grantId, 'void'], {})]
    case 'trigger-workflow':
      return [workflowRequest(step)]
    case 'mend-customer':
      return mendRequests(step)
    default:
      return assertNever(step)
  }
}
