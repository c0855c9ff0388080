import type { StiggCustomer } from '../../seed/types.ts'
import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInPath, param, type Route, type StiggRequest } from '../http/route.ts'
import { refusal } from '../http/stigg-error.ts'
import { parsed, vendors } from '../requests/common.ts'
import { LinkIntegration, RelinkIntegration } from '../requests/customers.ts'
import type { World } from '../world.ts'
import { checkLinks, customerOf, saveCustomer } from './customers.ts'

type Link = StiggCustomer['integrations'][number]

const shown = (link: Link): object => ({ ...link, syncData: null })

/** Fails: `IntegrationNotFound`. Either id of the environment's integration is understood. */
function linkOf(world: World, customer: StiggCustomer, request: StiggRequest): Link {
  const asked = param(request, 'integrationId')
  const known = [...world.tables.integrations.values()].find((row) => row.id === asked || row.integrationId === asked)
  const link = customer.integrations.find(({ id }) => id === asked || id === known?.integrationId || id === known?.id)
  if (link === undefined) throw refusal('IntegrationNotFound', `Customer "${customer.id}" has no link "${asked}"`)
  return link
}

const list: Route = {
  method: 'GET',
  path: '/customers/:id/integrations',
  scope: 'read',
  handle(request, world) {
    const query = Query.ofList(request.search, ['vendorIdentifier'])
    const wanted = query.list('vendorIdentifier', vendors)
    const customer = customerOf(world, param(request, 'id'))
    const links = customer.integrations.filter((link) => wanted === null || wanted.includes(link.vendorIdentifier))
    return pagedList(links, ({ id }) => ({ createdAt: customer.createdAt, key: id }), query.page(), shown)
  },
}

const link: Route = {
  method: 'POST',
  path: '/customers/:id/integrations',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    const added = parsed(LinkIntegration, request.body)
    const customer = customerOf(world, param(request, 'id'))
    if (customer.integrations.some(({ vendorIdentifier }) => vendorIdentifier === added.vendorIdentifier)) {
      const words = `Customer "${customer.id}" already has a ${added.vendorIdentifier} link`
      throw refusal('DuplicateIntegrationNotAllowed', words)
    }
    const integrations = [...customer.integrations, added]
    checkLinks(world, integrations)
    saveCustomer(world, { ...customer, integrations })
    return created(shown(added))
  },
}

const retrieve: Route = {
  method: 'GET',
  path: '/customers/:id/integrations/:integrationId',
  scope: 'read',
  handle: (request, world) => found(shown(linkOf(world, customerOf(world, param(request, 'id')), request))),
}

const relink: Route = {
  method: 'PATCH',
  path: '/customers/:id/integrations/:integrationId',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    const { syncedEntityId } = parsed(RelinkIntegration, request.body)
    const customer = customerOf(world, param(request, 'id'))
    const old = linkOf(world, customer, request)
    const changed = { ...old, syncedEntityId }
    const integrations = customer.integrations.map((row) => (row === old ? changed : row))
    saveCustomer(world, { ...customer, integrations })
    return found(shown(changed))
  },
}

const unlink: Route = {
  method: 'DELETE',
  path: '/customers/:id/integrations/:integrationId',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    const customer = customerOf(world, param(request, 'id'))
    const removed = linkOf(world, customer, request)
    saveCustomer(world, { ...customer, integrations: customer.integrations.filter((row) => row !== removed) })
    return found(shown(removed))
  },
}

/** Source: Stigg REST API, "Customer integrations". */
export const customerIntegrationRoutes: readonly Route[] = [list, link, retrieve, relink, unlink]
