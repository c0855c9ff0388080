/**
 * Routes that Stigg has and this simulator does not model, as patterns over method and path. They answer 501, loudly, so
 * that a client that comes to need one finds out at once. Source: Stigg REST API, endpoint index.
 */
const patterns: readonly (readonly [method: string, path: RegExp])[] = [
  ['*', /^\/api\/v1-beta\//],
  ['*', /^\/api\/v1\/contracts(\/|$)/],
  ['*', /^\/api\/v1\/data-export(\/|$)/],
  ['POST', /^\/api\/v1\/events(\/estimate)?$/],
  ['POST', /^\/api\/v1\/(plans|addons|features|products)(\/|$)/],
  ['PATCH', /^\/api\/v1\/(plans|addons|features|products)\//],
  ['DELETE', /^\/api\/v1\/(plans|addons|features|products)\//],
]

export const isUnmodelled = (method: string, path: string): boolean =>
  patterns.some(([known, pattern]) => (known === '*' || known === method) && pattern.test(path))
