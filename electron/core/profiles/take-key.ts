import type { KnownEnvironment, ProfileConnection } from '#shared/domain/profile-connection'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports, StiggEnvironment } from '../ports.ts'

export interface TypedKey {
  readonly key: string
  readonly confirm: { readonly environmentId: string; readonly name: string | null } | null
}

/**
 * Look whose key was typed, and seal it where the person confirmed that environment. The key goes nowhere but to Stigg.
 * Fails: `stigg.key-publishable`, `stigg.key-refused`, `stigg.other-environment`, `stigg.*`.
 */
export async function takeKey(
  { key, confirm }: TypedKey,
  connection: ProfileConnection,
  { stiggKey, settings }: Pick<Ports, 'stiggKey' | 'settings'>,
  signal?: AbortSignal,
): Promise<Result<{ environment: KnownEnvironment; isSaved: boolean }>> {
  // Source: Stigg's key kinds: `server-` writes, `client-` is for browsers and only reads.
  if (key.startsWith('client-')) return fail('stigg.key-publishable', 'A publishable key writes nothing')
  const asked = await stiggKey.environmentOf(key, signal)
  if (!asked.ok) return asked
  const environment = known(asked.value, confirm?.name ?? null)
  const bound = connection.environment
  if (bound !== null && bound.id !== environment.id) {
    return fail('stigg.other-environment', 'The key is of another environment', {
      expected: bound.name,
      found: environment.name,
    })
  }
  if (confirm === null) return ok({ environment, isSaved: false })
  if (confirm.environmentId !== environment.id) {
    return fail('stigg.other-environment', 'The key is not of the environment that was confirmed', {
      expected: confirm.environmentId,
      found: environment.name,
    })
  }
  await stiggKey.keep(key)
  settings.keepConnection({ ...connection, environment })
  return ok({ environment, isSaved: true })
}

/** A key that may not ask gets the name that a person gives, and counts as production. */
const known = ({ id, name, type, slug }: StiggEnvironment, named: string | null): KnownEnvironment => ({
  id,
  type,
  ...(type === 'UNKNOWN' ? { name: named ?? name, isNamed: named !== null } : { name, isNamed: false }),
  ...(slug === null ? {} : { slug }),
})
