import { mapEventIterator, ORPCError } from '@orpc/client'
import { onError, type Router } from '@orpc/server'
import type { StandardHandlerOptions } from '@orpc/server/standard'

import type { contract } from '#shared/contract/index'

/** What a host serves: the whole contract, with no context of the host's. */
export type CompanionRouter = Router<typeof contract, Record<never, never>>

const isStream = (output: unknown): output is AsyncIterator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output

/** Neither a typed failure, nor a request that was refused, nor one that its caller gave up. */
function isDefect(error: unknown): boolean {
  if (error instanceof ORPCError) return !error.defined && error.status >= 500
  return !(error instanceof Error && error.name === 'AbortError')
}

/**
 * Options of oRPC's handler that are the same over every transport: what is a bug is reported, be it thrown at once or in
 * the middle of a stream. oRPC itself keeps the words of a bug from the page.
 */
export function rpcOptions(reportDefect: (error: unknown) => void): StandardHandlerOptions<Record<never, never>> {
  const report = (error: unknown): void => {
    if (isDefect(error)) reportDefect(error)
  }
  return {
    interceptors: [onError(report)],
    clientInterceptors: [
      async ({ next }) => {
        const output = await next()
        if (!isStream(output)) return output
        return mapEventIterator(output, {
          value: async (value) => value,
          error: async (error) => {
            report(error)
            return error
          },
        })
      },
    ],
  }
}
