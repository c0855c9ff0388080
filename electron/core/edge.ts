import { implement, type Context, type Implementer } from '@orpc/server'

import { contract } from '#shared/contract/index'
import type { Failure, Result } from '#shared/failure'

/** Implements the contract; every handler of the core is made with it. */
export const os: ContractImplementer = implement<typeof contract, Context>(contract)
/** Named, because what the compiler would infer is longer than it can write down. */
export type ContractImplementer = Implementer<typeof contract, Context, Context>

interface FailureErrors {
  readonly FAILURE: (options: { message: string; data: Failure }) => Error
}

/** The edge of the core: a Result becomes the contract's output or its typed failure here and nowhere else. */
export function orThrow<T>(result: Result<T>, errors: FailureErrors): T {
  if (!result.ok) throw errors.FAILURE({ message: result.failure.message, data: result.failure })
  return result.value
}

/** Drive a stream whose end is a Result: what it yields goes out, a failure at the end becomes the typed error. */
export async function* streamOrThrow<Event, Report>(
  stream: AsyncGenerator<Event, Result<Report>, void>,
  errors: FailureErrors,
): AsyncGenerator<Event, Report, void> {
  return orThrow(yield* stream, errors)
}
