import { mapEventIterator, ORPCError } from '@orpc/client'
import type { Context, Router } from '@orpc/server'
import type { StandardHandlerOptions } from '@orpc/server/standard'

import type { contract } from '#shared/contract/index'
import { isWithinBounds } from '#shared/domain/bounds'

/** What a host serves: the whole contract, with nothing of the host's own in its context. */
export type CompanionRouter = Router<typeof contract, Context>

const isStream = (output: unknown): output is AsyncIterator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output

/** Neither a typed failure, nor a request that was refused, nor one that its caller gave up. */
function isDefect(error: unknown): boolean {
  if (error instanceof ORPCError) return !error.defined && error.status >= 500
  return !(error instanceof Error && error.name === 'AbortError')
}

/**
 * Options of oRPC's handler that are the same over every transport: what is a bug is reported, be it thrown at once or in
 * the middle of a stream, and input out of all bounds is refused unread. oRPC itself keeps the words of a bug from the page.
 */
export function rpcOptions(reportDefect: (error: unknown) => void): StandardHandlerOptions<Context> {
  const report = (error: unknown): void => {
    if (isDefect(error)) reportDefect(error)
  }
  return {
    // Around the procedure and its schemas, and not around the whole request: a body that is no JSON is no bug of ours.
    clientInterceptors: [
      async (call) => {
        if (!isWithinBounds(call.input))
          throw new ORPCError('BAD_REQUEST', { message: 'That is more than any call holds' })
        try {
          const output = await call.next()
          if (!isStream(output)) return output
          return mapEventIterator(output, {
            value: async (value) => value,
            error: async (error) => {
              report(error)
              return error
            },
          })
        } catch (error) {
          report(error)
          throw error
        }
      },
    ],
  }
}
