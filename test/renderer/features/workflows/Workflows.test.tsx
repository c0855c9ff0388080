import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { ProvisioningReport } from '#shared/contract/provisioning'
import type { WorkflowPreview, WorkflowSituation } from '#shared/contract/workflows'
import { readyWorkflows } from '#shared/domain/ready-workflows'
import type { StepRecord } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'
import type { Workflow, WorkflowCall } from '#shared/domain/workflow'
import { failure } from '#shared/failure'
import { aStiggCustomer, aSubscription, now } from '#test/builders'

import { noWorkflows, type WorkflowsWorld } from '../../fake-workflows.ts'
import { aReport, aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const customer = aStiggCustomer({ id: 'customer-1', name: 'Acme Corp' })
const held = aSubscription({ id: 'sub-1', customerId: customer.id })
const situation = (vary: Partial<WorkflowSituation> = {}): WorkflowSituation => ({
  customer,
  subscriptions: [held],
  opportunity: null,
  org: { id: 'org', name: 'Northwind' },
  links: { customerUrl: null, accountUrl: null },
  readAt: now,
  ...vary,
})
const stepOf = (call: WorkflowCall, workflow: Workflow): WorkflowStep => ({
  kind: 'trigger-workflow',
  id: `workflow:${workflow.triggerId}`,
  workflowId: workflow.id,
  name: workflow.name,
  triggerId: workflow.triggerId,
  customerId: call.customerId,
  subscriptionId: call.subscriptionId,
  payload: { subscriptionId: 'sub-1', ...call.values, correlationId: 'run-workflow' },
  isTest: call.isTest,
  expects: workflow.expects,
  heldBefore: null,
})
const previewOf = (call: WorkflowCall, vary: Partial<WorkflowPreview> = {}): WorkflowPreview => {
  const workflow = readyWorkflows.find(({ id }) => id === call.workflowId)
  if (!workflow) throw new Error('No such workflow')
  return {
    call,
    workflow,
    customerName: 'Acme Corp',
    subscription: held,
    step: stepOf(call, workflow),
    consequences: [],
    requests: [{ service: 'stigg', method: 'POST', path: '/graphql', body: { query: 'mutation' } }],
    runId: 'run-workflow',
    asksFor: null,
    fingerprint: 'workflow-1',
    readAt: now,
    ...vary,
  }
}
const workflows = (vary: Partial<WorkflowsWorld> = {}): WorkflowsWorld => ({
  ...noWorkflows(),
  triggers: ['cancel-subscription', 'notify-csm'],
  situation: situation(),
  preview: (call) => previewOf(call),
  ...vary,
})
/** A run of the workflow as it stands in the end. */
function ended(vary: Partial<StepRecord> = {}, verified: 'same' | 'different' = 'same'): ProvisioningReport {
  const call = { workflowId: 'cancel-subscription', customerId: 'customer-1', subscriptionId: 'sub-1' }
  const { step, requests } = previewOf({ ...call, opportunityId: null, values: {}, payload: null, isTest: false })
  const record: StepRecord = {
    step,
    requests,
    state: 'done',
    attempt: 1,
    sentAt: now,
    answeredAt: now,
    answer: { recordId: '', foundExisting: false, byRunId: null, checkoutUrl: null, facts: {} },
    failure: null,
    heard: [
      {
        at: now,
        method: 'POST',
        path: '/graphql',
        status: 200,
        requestId: null,
        body: { data: { triggerWorkflow: { success: true, response: { told: 'everything' } } } },
      },
    ],
    ...vary,
  }
  return aReport({
    id: 'run-workflow',
    kind: 'workflow',
    state: record.state === 'done' ? 'done' : 'attention',
    opportunityId: '',
    opportunityName: 'Acme Corp',
    accountName: 'Acme Corp',
    customerId: 'customer-1',
    steps: [record],
    verification:
      record.state === 'done'
        ? {
            at: now,
            fields: [
              { record: 'Subscription sub-1', field: 'Status', expected: 'cancelled', found: 'x', result: verified },
            ],
            failure: null,
            findings: [],
          }
        : null,
  })
}
const path = '/workflows/cancel-subscription?customer=customer-1&subscription=sub-1'

describe('the catalogue', () => {
  it('says of every workflow what it is for, and whether the environment has it', async () => {
    openWindow({ workflows: workflows() }, '/workflows')
    const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') as HTMLElement
    expect(await within(await row('Cancel a subscription')).findByText('There')).toBeVisible()
    expect(await within(await row('Set subscription metadata')).findByText('Not there')).toBeVisible()
    expect(within(await row('Send a notification')).getByText('Tells somebody')).toBeVisible()
  })

  it('says that it is not known where the key may not ask', async () => {
    openWindow({ workflows: workflows({ triggers: null }) }, '/workflows')
    expect(await screen.findAllByText('not known')).toHaveLength(readyWorkflows.length)
  })

  it('asks for a customer, and goes on with it', async () => {
    const { person } = openWindow({ workflows: workflows() }, '/workflows')
    await person.click(await screen.findByRole('link', { name: 'Cancel a subscription' }))
    await person.type(await screen.findByRole('textbox', { name: 'Account or Stigg customer ID' }), 'customer-1{Enter}')
    expect(await screen.findByRole('heading', { name: 'Cancel a subscription for Acme Corp' })).toBeVisible()
    expect(new URLSearchParams(window.location.search).get('customer')).toBe('customer-1')
  })

  it('leads back from a link to a workflow that it does not have', async () => {
    const { person } = openWindow({ workflows: workflows() }, '/workflows/none?customer=customer-1')
    await person.click(await screen.findByRole('button', { name: 'Back to the workflows' }))
    expect(window.location.pathname).toBe('/workflows')
  })
})

describe('the form', () => {
  it('is filled in by a link, shows the payload as it grows, and fires nothing by itself', async () => {
    const { person, world } = openWindow({ workflows: workflows() }, '/workflows/notify-csm?customer=customer-1')
    const payload = await screen.findByRole('region', { name: 'Payload' })
    expect(within(payload).getByText(/"customerName": "Acme Corp"/)).toBeVisible()
    await person.type(screen.getByRole('textbox', { name: /^Message/ }), 'Signed')
    expect(within(payload).getByText(/"message": "Signed"/)).toBeVisible()
    expect(world.written).toEqual([])
  })

  it('says at its field what is missing, and at the place where JSON stops being JSON', async () => {
    const { person } = openWindow(
      { workflows: workflows() },
      '/workflows/set-subscription-metadata?customer=customer-1&subscription=sub-1',
    )
    await person.click(await screen.findByRole('button', { name: /^Review/ }))
    expect(await screen.findByText('This has to be given.')).toBeVisible()
    await person.click(screen.getByRole('textbox', { name: /^Metadata/ }))
    await person.paste('{"tier": gold}')
    expect(await screen.findByText(/It stops being JSON at line 1, column 10/)).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('takes the payload as JSON, and names the place of a mistake', async () => {
    const seen: WorkflowCall[] = []
    const preview = (call: WorkflowCall) => {
      seen.push(call)
      return previewOf(call)
    }
    const { person } = openWindow({ workflows: workflows({ preview }) }, path)
    await person.click(await screen.findByRole('button', { name: 'Edit as JSON' }))
    const editor = screen.getByRole('textbox', { name: 'Payload as JSON' })
    expect(editor).toHaveFocus()
    await person.clear(editor)
    await person.paste('{"subscriptionId": "sub-9"}')
    expect(
      await screen.findByText('/subscriptionId, line 1, column 20: This has to be sub-1, which was chosen.'),
    ).toBeVisible()
    await person.clear(editor)
    await person.paste('{"subscriptionId": "sub-1", "own": true}')
    await person.click(screen.getByRole('button', { name: /^Review/ }))
    await waitFor(() => expect(seen[0]).toMatchObject({ payload: '{"subscriptionId": "sub-1", "own": true}' }))
  })

  it('offers nothing to fire on a profile that may only read', async () => {
    const status = aStatus()
    const profile = { ...status.profile, access: 'read-only' as const }
    openWindow({ status: { ...status, profile }, workflows: workflows() }, path)
    expect(await screen.findByRole('button', { name: /^Review/ })).toBeDisabled()
  })
})

describe('firing', () => {
  it('asks for the customer’s name where it has to be typed, and sends what was agreed to', async () => {
    const preview = (call: WorkflowCall) => previewOf(call, { asksFor: 'Acme Corp' })
    const { person, world } = openWindow({ workflows: workflows({ preview }) }, path)
    await person.click(await screen.findByRole('button', { name: /^Review/ }))
    const sheet = await screen.findByRole('dialog')
    const fire = await within(sheet).findByRole('button', { name: /^Fire “Cancel a subscription”/ })
    expect(fire).toBeDisabled()
    await person.type(within(sheet).getByRole('textbox', { name: 'Type Acme Corp to confirm' }), 'Acme Corp')
    await person.click(fire)
    await waitFor(() =>
      expect(world.written).toMatchObject([
        {
          call: 'workflows.fire',
          input: { runId: 'run-workflow', fingerprint: 'workflow-1', typed: 'Acme Corp', call: { isTest: false } },
        },
      ]),
    )
  })

  it('says of a test that it is one, before and after', async () => {
    const { person } = openWindow({ workflows: workflows() }, path)
    await person.click(await screen.findByRole('switch', { name: /^Only a test/ }))
    await person.click(screen.getByRole('button', { name: /^Review/ }))
    const sheet = await screen.findByRole('dialog')
    expect(await within(sheet).findByText('A test run: nothing is to change.')).toBeVisible()
    expect(within(sheet).getByRole('button', { name: /^Test “Cancel a subscription”/ })).toBeEnabled()
    expect(within(sheet).queryByText('What cannot be undone')).toBeNull()
  })

  it.each([
    ['same', /The subscription has changed as it was to/],
    ['different', /the subscription had not changed as it was to/],
  ] as const)('shows the whole answer and what was read back (%s)', async (verified, said) => {
    const report = ended({}, verified)
    const { person } = openWindow(
      {
        workflows: workflows(),
        async *apply() {
          yield { runId: report.run.id, index: 0, record: report.run.steps[0] as StepRecord }
          return report
        },
      },
      path,
    )
    await person.click(await screen.findByRole('button', { name: /^Review/ }))
    const sheet = await screen.findByRole('dialog')
    await person.click(await within(sheet).findByRole('button', { name: /^Fire/ }))
    expect(await within(sheet).findByText(said)).toBeVisible()
    expect(within(sheet).getAllByText(/"told": "everything"/)[0]).toBeVisible()
    await person.keyboard('{Escape}')
    expect(await within(screen.getByRole('list', { name: 'Fired from here' })).findByText(said)).toBeVisible()
  })

  it('can be left while it waits, and is seen again on the page with its end', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const report = ended()
    const { person } = openWindow(
      {
        workflows: workflows(),
        async *apply() {
          yield {
            runId: report.run.id,
            index: 0,
            record: { ...(report.run.steps[0] as StepRecord), state: 'sent' as const },
          }
          await promise
          return report
        },
      },
      path,
    )
    await person.click(await screen.findByRole('button', { name: /^Review/ }))
    const sheet = await screen.findByRole('dialog')
    await person.click(await within(sheet).findByRole('button', { name: /^Fire/ }))
    expect(await within(sheet).findByText('Stigg may take up to a minute to answer.')).toBeVisible()
    await person.click(within(sheet).getByRole('button', { name: 'Hide' }))
    await person.click(screen.getByRole('button', { name: 'Back to the workflows' }))
    const underWay = await screen.findByRole('list', { name: 'Under way' })
    await person.click(within(underWay).getByRole('link', { name: /Cancel a subscription for Acme Corp/ }))
    expect(await screen.findByText('Waiting for the answer.')).toBeVisible()
    resolve()
    expect(await screen.findByText(/The subscription has changed as it was to/)).toBeVisible()
  })

  it('says why it was refused, and looks again', async () => {
    const refused = failure('workflow.trigger-unknown', 'Unknown', { triggerId: 'cancel-subscription' })
    const { person } = openWindow({ workflows: workflows({ preview: () => refused }) }, path)
    await person.click(await screen.findByRole('button', { name: /^Review/ }))
    expect(await screen.findByText('Stigg does not know this trigger')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Review again' })).toBeEnabled()
  })
})

describe('a run of a workflow', () => {
  const unknown = ended({
    state: 'unknown',
    answer: null,
    answeredAt: null,
    heard: [],
    failure: failure('workflow.outcome-unknown', 'No answer', { reason: 'timeout' }),
  }).run

  it('of unknown outcome waits for a person’s word, and leads back to its form', async () => {
    const { person, world } = openWindow({ workflows: workflows(), runs: [unknown] }, '/runs/run-workflow')
    const link = await screen.findByRole('link', { name: 'Open the workflow' })
    expect(link).toHaveAttribute('href', path)
    expect(screen.getByText(/It is never sent again by itself/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'It did not run: fire it again' }))
    await waitFor(() =>
      expect(world.written).toEqual([
        { call: 'provisioning.resume', input: { runId: 'run-workflow', callOutNotDone: true } },
      ]),
    )
  })

  it('that failed does not say that nothing was changed', async () => {
    const failed = ended({ state: 'refused', failure: failure('workflow.failed', 'Failed', { message: 'Node 3' }) }).run
    openWindow({ workflows: workflows(), runs: [failed] }, '/runs/run-workflow')
    expect(await screen.findByText(/Whether anything was changed is not known yet/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Fire it again' })).toBeEnabled()
  })
})
