import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { overheard } from '#adapters/stigg/http'
import { requestsFor } from '#adapters/stigg/requests-for'
import { triggerWorkflow } from '#adapters/stigg/trigger-workflow'
import type { WireAnswer } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'

import { openPracticeStigg } from './practice.ts'
import { answer, reset, scripted, secret, silence } from './scripted-server.ts'

/* The one mutation of this app, on the wire. */

const step: WorkflowStep = {
  kind: 'trigger-workflow',
  id: 'workflow:cancel-subscription',
  workflowId: 'cancel-subscription',
  name: 'Cancel a subscription',
  triggerId: 'cancel-subscription',
  customerId: 'customer-1',
  subscriptionId: 'sub-1',
  payload: { subscriptionId: 'sub-1', correlationId: 'run-1' },
  isTest: false,
  expects: { kind: 'cancelled' },
  heldBefore: null,
}
const said = (triggerWorkflow: unknown) => answer(200, { data: { triggerWorkflow } })
const refused = (code: string | undefined, message: string) =>
  answer(200, { errors: [{ message, extensions: { code, traceId: 'trace-1' } }], data: null })
const validation = (message: string) =>
  answer(400, { errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })

const Body = z.object({ query: z.string(), variables: z.unknown() })
type Server = Awaited<ReturnType<typeof scripted>>
const queriesOf = ({ seen }: Server) => seen.map(({ body }) => Body.parse(JSON.parse(body)).query)
const fire = ({ http }: Server, taken = { index: 0 }) => triggerWorkflow(http, step, taken)

describe('firing a workflow', () => {
  it('is one operation with trigger ID, payload and is-test as Stigg names them, without an idempotency key', async () => {
    const server = await scripted([said({ success: true, response: { message: 'Workflow was started' } })])
    expect(await fire(server)).toMatchObject({ ok: true, value: { recordId: '', foundExisting: false } })
    expect(server.seen).toMatchObject([{ method: 'POST', url: '/graphql', key: secret, idempotencyKey: undefined }])
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      query:
        'mutation TriggerWorkflow($input: TriggerWorkflowInput!) { triggerWorkflow(input: $input) { success response } }',
      variables: {
        input: {
          triggerId: 'cancel-subscription',
          payload: { subscriptionId: 'sub-1', correlationId: 'run-1' },
          isTest: false,
        },
      },
    })
    expect(requestsFor(step)).toMatchObject([{ path: '/graphql', body: JSON.parse(server.seen[0]?.body ?? '') }])
  })

  it.each([{ deep: ['list'] }, ['list'], 'text', 12, null])(
    'takes %j as what the last node answered',
    async (response) => {
      const server = await scripted([said({ success: true, response })])
      const heard: WireAnswer[] = []
      const result = await triggerWorkflow(
        overheard(server.http, (one) => void heard.push(one)),
        step,
        { index: 0 },
      )
      expect(result.ok).toBe(true)
      expect(heard).toMatchObject([{ status: 200, body: { data: { triggerWorkflow: { success: true, response } } } }])
    },
  )

  it('asks for less where the server does not take the selection, which is refused before anything runs, and remembers it', async () => {
    const server = await scripted([
      validation('Cannot query field "response" on type "TriggerWorkflowDto".'),
      validation('Field "triggerWorkflow" must not have a selection since type "Boolean!" has no subfields.'),
      said(true),
      said(true),
    ])
    const taken = { index: 0 }
    expect(await fire(server, taken)).toMatchObject({ ok: true })
    expect(await fire(server, taken)).toMatchObject({ ok: true })
    expect(queriesOf(server).map((text) => /\{ (.+) \}$/.exec(text)?.[1])).toEqual([
      'triggerWorkflow(input: $input) { success response }',
      'triggerWorkflow(input: $input) { success }',
      'triggerWorkflow(input: $input)',
      'triggerWorkflow(input: $input)',
    ])
  })

  it('gives up on selections where none is taken: nothing ran', async () => {
    const server = await scripted([validation('Cannot query field "triggerWorkflow" on type "Mutation".')])
    expect(await fire(server)).toMatchObject({ ok: false, failure: { code: 'stigg.refused' } })
    expect(server.seen).toHaveLength(3)
  })

  it('fails where the workflow says so, with what it said', async () => {
    const server = await scripted([said({ success: false, response: { error: 'The third node failed' } })])
    expect(await fire(server)).toMatchObject({
      ok: false,
      failure: { code: 'workflow.failed', facts: { message: 'The third node failed' } },
    })
    expect(server.seen).toHaveLength(1)
  })

  it('names a trigger that the environment does not have, with Stigg’s trace ID, though the status is 200', async () => {
    const server = await scripted([refused('WorkflowTriggerNotFound', 'Workflow trigger not found')])
    expect(await fire(server)).toMatchObject({
      ok: false,
      failure: {
        code: 'workflow.trigger-unknown',
        facts: { triggerId: 'cancel-subscription', traceId: 'trace-1' },
      },
    })
  })

  it.each([
    ['a breakdown', answer(500)],
    ['a gateway that gives up', answer(503, 'Service Unavailable')],
    ['a connection that breaks', reset],
    ['half an answer', answer(200, '{"data":{"trigger')],
    ['another shape', said({ success: 'yes, very' })],
    ['an error out of the middle', refused('SubscriptionNotFound', 'Subscription not found')],
    ['an error without a code', refused(undefined, 'Something went wrong')],
  ])('does not know whether it ran after %s, and does not send it again', async (_, reply) => {
    const server = await scripted([reply])
    expect(await fire(server)).toMatchObject({ ok: false, failure: { code: 'workflow.outcome-unknown' } })
    expect(server.seen).toHaveLength(1)
  })

  it('does not know whether it ran where no answer comes in time', async () => {
    const server = await scripted([silence], { requestMs: 60 })
    expect(await fire(server)).toMatchObject({
      ok: false,
      failure: { code: 'workflow.outcome-unknown', facts: { reason: 'timeout' } },
    })
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    ['too many requests', answer(429, { message: 'Slow down' }, { 'retry-after': '0' }), 'stigg.rate-limited'],
    ['a key that may not', answer(403, { message: 'Forbidden' }), 'stigg.not-permitted'],
    ['a wrong input', refused('BAD_USER_INPUT', 'Variable "$input" got invalid value'), 'stigg.refused'],
  ])('knows that nothing ran after %s, and does not send it again', async (_, reply, code) => {
    const server = await scripted([reply])
    expect(await fire(server)).toMatchObject({ ok: false, failure: { code } })
    expect(server.seen).toHaveLength(1)
  })
})

describe('the triggers of an environment', () => {
  it('are listed without their addresses; a key that may not ask hears nothing of them', async () => {
    const stigg = await openPracticeStigg()
    try {
      const triggers = await stigg.reader.workflowTriggers()
      expect(triggers).toMatchObject({ ok: true, value: expect.arrayContaining(['cancel-subscription', 'notify-csm']) })
      await stigg.failNext({ kind: 'status', status: 403 }, { path: '/graphql' }, null)
      expect(await stigg.reader.workflowTriggers()).toEqual({ ok: true, value: null })
    } finally {
      await stigg.close()
    }
  })
})
