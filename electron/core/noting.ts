import type { Result } from '#shared/failure'

import type { CoreServices } from './services.ts'

/** The same stream; what it ends with is kept as what is known of the connections. */
export async function* noting<Event, T>(
  stream: AsyncGenerator<Event, Result<T>, void>,
  core: Pick<CoreServices, 'noted' | 'connections'>,
): AsyncGenerator<Event, Result<T>, void> {
  const result = core.noted(yield* stream)
  if (result.ok) core.connections.answered()
  return result
}
