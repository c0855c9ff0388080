import { ORPCError } from '@orpc/client'

import { Failure, failure } from '#shared/failure'

/** Whatever a call was rejected with, as a failure that has words. A defect stays a defect: it is named, not hidden. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const parsed = Failure.safeParse(error.data)
    if (parsed.success) return parsed.data
    if (error.code === 'BAD_REQUEST') return failure('contract.violated', error.message)
    if (error.code === 'UNAUTHORIZED') return failure('host.unavailable', error.message)
    return failure('app.defect', error.message)
  }
  if (isAbort(error)) return failure('request.cancelled', 'Stopped')
  // fetch rejects with a TypeError where nobody answers at all.
  if (error instanceof TypeError) return failure('host.unavailable', error.message)
  return failure('app.defect', error instanceof Error ? error.message : String(error))
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
