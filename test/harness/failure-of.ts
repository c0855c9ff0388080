import { isDefinedError } from '@orpc/client'

import { Failure } from '#shared/failure'

/** The typed failure that a call ended with. Throws where it did not fail, or failed with something else. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && isDefinedError(error)) return Failure.parse((error as { data: unknown }).data)
    throw error
  }
  throw new Error('The call did not fail')
}
