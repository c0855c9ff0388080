import { describe, expect, it } from 'vitest'

import { readyWorkflows } from '#shared/domain/ready-workflows'
import { draftPayload, renderWorkflow } from '#shared/domain/render-workflow'
import { Workflow, type WorkflowField } from '#shared/domain/workflow'
import { readPayload } from '#shared/domain/workflow-payload'
import { needsSubscription } from '#shared/domain/workflow-places'
import { problemsInWorkflows } from '#shared/domain/workflow-problems'
import { aStiggCustomer, aSubscription } from '#test/builders'

const subject = {
  customer: aStiggCustomer({ id: 'customer-1', name: 'Acme “Corp”' }),
  subscription: aSubscription({ id: 'sub-1' }),
  opportunity: null,
  org: { id: 'org-1', name: 'Northwind' },
}
const offer = { subscriptionIds: ['sub-1', 'sub-2'], planIds: ['plan-restricted'], addonIds: ['addon-sso'] }
const ready = (id: string): Workflow => {
  const found = readyWorkflows.find((workflow) => workflow.id === id)
  if (!found) throw new Error(`No ready workflow ${id}`)
  return found
}
const day = '2027-01-31T00:00:00.000Z'

describe('the ready entries', () => {
  it('have the trigger IDs and payload keys that Stigg’s examples have', () => {
    const values = {
      cancellationTime: 'SPECIFIC_DATE',
      endDate: day,
      addons: '[]',
      entitlements: '[]',
      charges: '[]',
      cancellationDate: day,
      metadata: '{}',
      targetPlanId: 'plan-restricted',
      message: 'Hello',
    }
    const told = readyWorkflows.map((workflow) => {
      const rendered = renderWorkflow(workflow, subject, values, offer)
      return [workflow.triggerId, rendered.ok ? Object.keys(rendered.payload) : rendered.problems]
    })
    expect(Object.fromEntries(told)).toEqual({
      'cancel-subscription': ['subscriptionId', 'cancellationTime', 'endDate'],
      'update-subscription': ['subscriptionId', 'addons', 'entitlements', 'charges'],
      'reschedule-cancellation': ['subscriptionId', 'cancellationDate'],
      'set-subscription-metadata': ['subscriptionId', 'metadata'],
      'grace-period-downgrade': ['customerId', 'subscriptionId', 'targetPlanId'],
      'notify-csm': ['customerId', 'customerName', 'message'],
    })
  })

  it('can be saved as they are, and cover every operation that has no action of its own', () => {
    expect(problemsInWorkflows(readyWorkflows)).toEqual([])
    for (const workflow of readyWorkflows) expect(Workflow.parse(workflow)).toEqual(workflow)
    expect(readyWorkflows.map(({ purpose }) => purpose)).toEqual([
      'cancel',
      'update',
      'reschedule',
      'set-metadata',
      'downgrade',
      'notify',
    ])
    expect(readyWorkflows.filter(({ isDestructive }) => isDestructive).map(({ id }) => id)).toEqual([
      'cancel-subscription',
      'grace-period-downgrade',
    ])
    expect(readyWorkflows.filter((workflow) => !needsSubscription(workflow)).map(({ id }) => id)).toEqual([
      'notify-csm',
    ])
  })
})

describe('rendering a payload', () => {
  it('leaves out what was not given, and keeps each value’s type', () => {
    expect(renderWorkflow(ready('cancel-subscription'), subject, {}, offer)).toEqual({
      ok: true,
      payload: { subscriptionId: 'sub-1' },
    })
    const charges = '[{"id":"feature-seats","quantity":25}]'
    expect(renderWorkflow(ready('update-subscription'), subject, { charges }, offer)).toEqual({
      ok: true,
      payload: { subscriptionId: 'sub-1', charges: [{ id: 'feature-seats', quantity: 25 }] },
    })
  })

  it('puts a value into a text as it is, whatever it holds', () => {
    const workflow = { ...ready('notify-csm'), payload: '{"text": "{{customer.name}}: {{fields.message}}"}' }
    const message = '"}, {{customer.id}} \\ {"x": "'
    expect(renderWorkflow(workflow, subject, { message }, offer)).toEqual({
      ok: true,
      payload: { text: `Acme “Corp”: ${message}` },
    })
  })

  const fields: readonly (readonly [WorkflowField['type'], string, unknown])[] = [
    ['text', ' as typed ', ' as typed '],
    ['number', '12.5', 12.5],
    ['date', day, day],
    ['choice', 'b', 'b'],
    ['subscription', 'sub-2', 'sub-2'],
    ['plan', 'plan-restricted', 'plan-restricted'],
    ['addon', 'addon-sso', 'addon-sso'],
    ['json', '{"a": [1]}', { a: [1] }],
  ]
  const withField = (type: WorkflowField['type'], required = false): Workflow => ({
    ...ready('notify-csm'),
    fields: [{ key: 'it', label: 'It', type, required, choices: ['a', 'b'] }],
    payload: '{"it": "{{fields.it}}"}',
  })

  it.each(fields)('takes a field of type %s', (type, text, value) => {
    expect(renderWorkflow(withField(type), subject, { it: text }, offer)).toEqual({ ok: true, payload: { it: value } })
  })

  it.each([
    ['number', 'twelve', 'not-a-number'],
    ['number', '1e9', 'not-a-number'],
    ['date', 'tomorrow', 'not-a-date'],
    ['date', '2027-13-45T00:00:00.000Z', 'not-a-date'],
    ['choice', 'c', 'not-a-choice'],
    ['subscription', 'sub-of-another', 'not-offered'],
    ['plan', 'plan-nowhere', 'not-offered'],
    ['addon', 'addon-nowhere', 'not-offered'],
    ['json', '{"a": }', 'not-json'],
    ['text', '', 'missing'],
  ] as const)('refuses a field of type %s with %j', (type, text, why) => {
    const at = why === 'not-json' ? { line: 1, column: 7 } : null
    const rendered = renderWorkflow(withField(type, true), subject, { it: text }, offer)
    expect(rendered).toEqual({ ok: false, problems: [{ field: 'it', why, at }] })
    expect(() => draftPayload(withField(type, true), subject, { it: text })).not.toThrow()
  })
})

describe('a payload that was edited', () => {
  const downgrade = ready('grace-period-downgrade')
  const whole = { customerId: 'customer-1', subscriptionId: 'sub-1', targetPlanId: 'plan-restricted' }
  const read = (payload: unknown, workflow = downgrade) =>
    readPayload(typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2), workflow, subject, offer)

  it('is taken with members of one’s own', () => {
    expect(read({ ...whole, note: { by: ['sales'] } })).toEqual({
      ok: true,
      payload: { ...whole, note: { by: ['sales'] } },
    })
  })

  it('says of every mistake at once where it is', () => {
    expect(read({ customerId: 'another', subscriptionId: 'sub-2', targetPlanId: 12 })).toEqual({
      ok: false,
      problems: [
        { pointer: '/customerId', why: 'not-the-chosen', at: { line: 2, column: 17 }, wanted: 'customer-1' },
        { pointer: '/subscriptionId', why: 'not-the-chosen', at: { line: 3, column: 21 }, wanted: 'sub-1' },
        { pointer: '/targetPlanId', why: 'not-offered', at: { line: 4, column: 19 }, wanted: null },
      ],
    })
    expect(read({ customerId: 'customer-1' })).toMatchObject({
      problems: [
        { pointer: '/subscriptionId', at: null },
        { pointer: '/targetPlanId', why: 'missing', at: null },
      ],
    })
  })

  it('is held to the template however deep it is', () => {
    const deep = { ...downgrade, payload: '{"list": [{"to": "{{fields.targetPlanId}}"}]}' }
    expect(read({ list: [{ to: 'plan-nowhere' }] }, deep)).toMatchObject({
      problems: [{ pointer: '/list/0/to', why: 'not-offered' }],
    })
  })

  it.each(['[]', '"x"', 'null', '12'])('is no %s', (text) => {
    expect(read(text)).toMatchObject({ ok: false, problems: [{ pointer: '', why: 'not-an-object' }] })
  })
})

describe('a catalogue', () => {
  const vary = (change: Partial<Workflow>) => problemsInWorkflows([{ ...ready('notify-csm'), ...change }])
  const field = { key: 'a', label: 'A', type: 'text' as const, required: false, choices: [] }

  it.each([
    [{ payload: '{"a": ' }, { at: 'workflows.0.payload', why: 'not-json', what: 'line 1, column 7' }],
    [{ payload: '[]' }, { at: 'workflows.0.payload', why: 'not-an-object' }],
    [{ payload: '{"a": "{{fields.b}}"}' }, { at: 'workflows.0.payload', why: 'unknown-place', what: 'fields.b' }],
    [{ payload: '{"a": "{{account.id}}"}' }, { at: 'workflows.0.payload', why: 'unknown-place', what: 'account.id' }],
    [
      { fields: [field, field], payload: '{}' },
      { at: 'workflows.0.fields.1.key', why: 'field-key-twice' },
    ],
    [
      { fields: [{ ...field, type: 'choice' as const }], payload: '{}' },
      { at: 'workflows.0.fields.0.choices', why: 'empty' },
    ],
    [
      { expects: { kind: 'metadata' as const, at: 'metadata' } },
      { at: 'workflows.0.expects.at', why: 'not-a-pointer' },
    ],
  ] as const)('with %j is told where it is wrong', (change, problem) => {
    expect(vary(change as Partial<Workflow>)).toEqual([problem])
  })

  it('has each ID once', () => {
    const [one] = readyWorkflows
    expect(problemsInWorkflows(one ? [one, one] : [])).toEqual([{ at: 'workflows.1.id', why: 'workflow-twice' }])
  })
})
