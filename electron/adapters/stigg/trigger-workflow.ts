import { z } from 'zod'

import type { StepAnswer, WireRequest } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'
import type { Failure, Result } from '#shared/failure'
import { fail, ok } from '#shared/failure'
import type { Http } from './http.ts'
import { normalCode } from './problem.ts'
import { made } from './step-answer.ts'
import { dataOf, maybe } from './wire/values.ts'

/** What is asked of the answer, the whole of it first. Stigg's schema is not published whole: a server may know less. */
const selections = ['{ success response }', '{ success }', ''] as const

/** Which of the selections this server takes, once that is known. */
export interface TakenSelection {
  index: number
}

const textWith = (selection: string): string =>
  `mutation TriggerWorkflow($input: TriggerWorkflowInput!) { triggerWorkflow(input: $input)${selection === '' ? '' : ` ${selection}`} }`

/** The one request that fires a workflow. Source: Stigg GraphQL API, `triggerWorkflow`. */
export const workflowRequest = (
  { triggerId, payload, isTest }: WorkflowStep,
  selection: string = selections[0],
): WireRequest => ({
  service: 'stigg',
  method: 'POST',
  path: '/graphql',
  body: { query: textWith(selection), variables: { input: { triggerId, payload, isTest } } },
})

const WireOutcome = dataOf(
  z.object({
    // Without a selection it is whatever the server makes of it.
    triggerWorkflow: z.union([
      z.object({ success: maybe(z.boolean()), response: z.unknown() }),
      z
        .union([z.boolean(), z.string(), z.number(), z.null()])
        .transform((value) => ({ success: value !== false && value !== null, response: value })),
    ]),
  }),
)

const isOfSelection = ({ facts }: Failure): boolean =>
  normalCode(facts.code ?? null) === 'graphqlvalidationfailed' ||
  /must have a selection of subfields|must not have a selection|cannot query field/i.test(facts.message ?? '')

/** What the server says before it begins to execute anything. */
const beforeExecution: ReadonlySet<string> = new Set(
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'BadUserInput', 'InvalidArgumentError'].map(
    normalCode,
  ),
)

/**
 * Fire a workflow, once. A request that went out is never sent again: Stigg knows no key for it. Only a selection that the
 * server does not take is asked for otherwise, since that is refused before anything is executed.
 * Fails: `workflow.trigger-unknown`; `workflow.failed` where the workflow says that it failed, and may have done a part;
 * `workflow.outcome-unknown`; and `stigg.*` where nothing ran.
 */
export async function triggerWorkflow(
  http: Http,
  step: WorkflowStep,
  taken: TakenSelection,
  signal?: AbortSignal,
): Promise<Result<StepAnswer>> {
  for (;;) {
    const { body } = workflowRequest(step, selections[taken.index])
    const sent = await http.send({ method: 'POST', path: null, body, isFired: true }, WireOutcome, signal)
    if (sent.ok) return outcomeOf(step, sent.value.triggerWorkflow)
    if (!isOfSelection(sent.failure) || taken.index === selections.length - 1) return sorted(step, sent.failure)
    taken.index += 1
  }
}

function outcomeOf(
  { triggerId, name }: WorkflowStep,
  { success, response }: { readonly success: boolean | null; readonly response?: unknown },
): Result<StepAnswer> {
  if (success !== false) return ok(made('', {}))
  return fail('workflow.failed', 'The workflow says that it failed', { triggerId, name, message: briefly(response) })
}

/** What a workflow says of its failure, in one line; the whole stands in what was heard. */
function briefly(response: unknown): string {
  if (typeof response === 'string') return response.slice(0, 300)
  const told: unknown = typeof response === 'object' && response !== null ? Reflect.get(response, 'error') : undefined
  const text = typeof told === 'string' ? told : (JSON.stringify(told ?? response) ?? '')
  return text.slice(0, 300)
}

function sorted({ triggerId, name }: WorkflowStep, failure: Failure): Result<StepAnswer> {
  const facts = { ...failure.facts, triggerId, name }
  const code = normalCode(failure.facts.code ?? null)
  if (code === 'workflowtriggernotfound') {
    return fail('workflow.trigger-unknown', 'The environment has no such workflow trigger', facts)
  }
  // A 200 with an error that is none of the server's own may come out of the middle of the workflow.
  const isFromInside =
    (failure.code === 'stigg.refused' || failure.code === 'stigg.conflict' || failure.code === 'stigg.not-found') &&
    failure.facts.status === '200' &&
    !beforeExecution.has(code)
  if (failure.code !== 'stigg.outcome-unknown' && !isFromInside) return { ok: false, failure }
  return fail('workflow.outcome-unknown', 'Whether the workflow ran is not known', facts)
}
