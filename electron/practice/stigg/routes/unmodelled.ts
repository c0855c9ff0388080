/**
 * Routes that Stigg has and this simulator does not model: contracts, exports, governance, raw events, and the authoring
 * of the catalogue. They answer 501, loudly, so that a client that comes to need one finds out at once.
 * Source: Stigg REST API, endpoint index.
 */
const patterns: readonly (readonly [method: string, path: RegExp])[] = [
  ['*', /^\/api\/v1-beta\//],
  ['*', /^\/api\/v1\/contracts(\/|$)/],
  ['GET', /^\/api\/v1\/customers\/[^/]+\/contracts$/],
  ['*', /^\/api\/v1\/data-export(\/|$)/],
  ['POST', /^\/api\/v1\/events(\/estimate)?$/],
  ['POST', /^\/api\/v1\/(plans|addons|features|products)$/],
  ['PATCH', /^\/api\/v1\/(plans|addons|features|products)\/[^/]+$/],
  ['POST', /^\/api\/v1\/(plans|addons)\/[^/]+\/(archive|draft|publish|entitlements|charges)$/],
  ['*', /^\/api\/v1\/(plans|addons)\/[^/]+\/entitlements\/[^/]+$/],
  ['POST', /^\/api\/v1\/(features|products)\/[^/]+\/(archive|unarchive)$/],
]

export const isUnmodelled = (method: string, path: string): boolean =>
  patterns.some(([known, pattern]) => (known === '*' || known === method) && pattern.test(path))
