/** What a scoped key may do. Write implies read. */
export type Scope = 'read' | 'customers:write' | 'subscriptions:write' | 'coupons:write' | 'catalog:write'

export interface ApiKey {
  readonly kind: 'full' | 'scoped' | 'publishable'
  readonly secret: string
  readonly scopes: readonly Scope[]
}

/** The secrets of a practice environment: part of its story, so that a stored connection stays good over restarts. */
export interface KeySecrets {
  readonly apiKey: string
  readonly readOnlyKey: string
  readonly publishableKey: string
}

/** Source: Stigg documentation, "API keys" (full access, scoped, publishable). */
export function keysOf(secrets: KeySecrets): readonly ApiKey[] {
  return [
    { kind: 'full', secret: secrets.apiKey, scopes: [] },
    { kind: 'scoped', secret: secrets.readOnlyKey, scopes: ['read'] },
    { kind: 'publishable', secret: secrets.publishableKey, scopes: ['read'] },
  ]
}

/** Whether a key may do what needs `scope`. A scoped key with any write scope may read as well. */
export function mayDo(key: ApiKey, scope: Scope): boolean {
  if (key.kind === 'full') return true
  return key.scopes.includes(scope) || (scope === 'read' && key.scopes.length > 0)
}
