import type { z } from 'zod'

import type { Attempt } from './attempt.ts'
import { graphqlProblem, jsonOf, restProblem } from './problem.ts'
import type { Problem } from './problem.ts'
import { verdictOf } from './retry.ts'
import type { Verdict } from './retry.ts'

/** What an attempt came to: the parsed answer, or what stood in its way. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly verdict: Verdict
      readonly problem: Problem | null
      /** How a 2xx differs from what was expected; null where the attempt did not end in a 2xx. */
      readonly misread: string | null
    }

/** Parse an attempt's answer. A 2xx that is cut short is as good as none; one of another shape stays so. */
export function readAnswer<T>(last: Attempt, schema: z.ZodType<T>, kind: 'rest' | 'graphql'): Reading<T> {
  const failed = (problem: Problem | null): Reading<T> => ({
    ok: false,
    verdict: verdictOf(last, problem),
    problem,
    misread: null,
  })
  if (last.kind !== 'answered') return failed(null)

  const body = jsonOf(last.text)
  const queryProblem = kind === 'graphql' ? graphqlProblem(last.status, body) : null
  if (queryProblem) return failed(queryProblem)
  if (last.status < 200 || last.status > 299) return failed(restProblem(last.status, body, last.traceId))
  if (body === undefined) return { ok: false, verdict: 'ambiguous', problem: null, misread: 'not whole JSON' }

  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  const misread = `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`
  return { ok: false, verdict: 'final', problem: null, misread }
}
