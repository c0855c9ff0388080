import { beforeAll, describe, expect, it } from 'vitest'

import { planned } from '#core/runs/new-run'
import { differencesBeyondIds } from '#core/provisioning/same-but-ids'
import type { ProvisioningPreview } from '#shared/contract/provisioning'
import { finding } from '#shared/domain/finding'
import type { Run } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { accountId, opportunityId } from '#test/builders'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { aRun } from '../run-builders.ts'

const profile = aProfile({ customerUrlTemplate: 'https://app.stigg.io/x/customers/{customerId}' })
let approved: Run
let preview: ProvisioningPreview

beforeAll(async () => {
  const { ports } = somePorts()
  const { companion } = openCore({ ...ports, settings: { ...ports.settings, profile: () => profile } })
  preview = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
  const { changeSet, findings, steps, draft } = preview
  const run = aRun()
  approved = {
    ...run,
    customerId: draft?.customer.id ?? '',
    approval: { ...run.approval, changeSet, findings },
    steps: steps.map(({ step, requests }) => planned(step, requests)),
  }
})

/** The plan with an answer's IDs: another customer, another resource, and the identity that follows from them. */
function answered(): ProvisioningPreview {
  const { draft, ...rest } = structuredClone(preview)
  if (!draft) throw new Error('There is no draft')
  const steps = rest.steps.map(({ step, requests }) => ({ step: withIds(step), requests }))
  const consequences = rest.changeSet.consequences.map((told) =>
    'customerId' in told ? { ...told, customerId: 'cust-9' } : told,
  )
  return {
    ...rest,
    draft: { ...draft, customer: { ...draft.customer, id: 'cust-9' } },
    changeSet: { ...rest.changeSet, consequences },
    steps,
  }
}

function withIds(step: Step): Step {
  if (step.kind === 'create-customer') return { ...step, customerId: 'cust-9' }
  if (step.kind === 'provision-subscription') {
    const { request } = step
    return {
      ...step,
      id: `${step.id}:ws-9`,
      subscriptionId: 'sub-9',
      request: {
        ...request,
        customerId: 'cust-9',
        resourceId: 'ws-9',
        marker: { ...request.marker, runId: 'run-of-another-fingerprint' },
      },
    }
  }
  if (step.kind !== 'write-back') return step
  const held = new Set(
    preview.steps.flatMap(({ step: made }) => (made.kind === 'provision-subscription' ? [made.subscriptionId] : [])),
  )
  const moved = (value: string) => (held.has(value) ? 'sub-9' : value.replaceAll(accountId, 'cust-9'))
  return {
    ...step,
    records: step.records.map((record) => ({
      ...record,
      fields: Object.fromEntries(Object.entries(record.fields).map(([name, value]) => [name, moved(value)])),
    })),
  }
}

const altered = (alter: (now: ProvisioningPreview) => ProvisioningPreview) =>
  differencesBeyondIds(approved, alter(answered()), { profile })
const withStep = (kind: Step['kind'], change: (step: Step) => Step) => (now: ProvisioningPreview) => ({
  ...now,
  steps: now.steps.map((held) => (held.step.kind === kind ? { ...held, step: change(held.step) } : held)),
})

describe('a plan that was made again with an answer’s IDs', () => {
  it('is the approved one where nothing but IDs and what follows from them differs', () => {
    expect(preview.steps.map(({ step }) => step.kind)).toEqual([
      'create-customer',
      'provision-subscription',
      'write-back',
    ])
    expect(altered((now) => now)).toEqual([])
  })

  it.each<[string, (now: ProvisioningPreview) => ProvisioningPreview, string]>([
    [
      'another limit',
      withStep('provision-subscription', (step) =>
        step.kind === 'provision-subscription' ? { ...step, request: { ...step.request, unitQuantity: '7' } } : step,
      ),
      'steps',
    ],
    [
      'another generation',
      withStep('provision-subscription', (step) =>
        step.kind === 'provision-subscription'
          ? { ...step, request: { ...step.request, marker: { ...step.request.marker, generation: 2 } } }
          : step,
      ),
      'steps',
    ],
    [
      'another name of the customer',
      withStep('create-customer', (step) => (step.kind === 'create-customer' ? { ...step, name: 'Other' } : step)),
      'steps',
    ],
    [
      'a customer that is there already',
      withStep('create-customer', () => ({ kind: 'update-customer', id: 'customer', customerId: 'cust-9' })),
      'steps',
    ],
    ['one step less', (now) => ({ ...now, steps: now.steps.slice(0, -1) }), 'steps'],
    [
      'another value that is written back',
      withStep('write-back', (step) =>
        step.kind === 'write-back'
          ? { ...step, records: step.records.map((record) => ({ ...record, fields: { ...record.fields, X__c: 'y' } })) }
          : step,
      ),
      'steps',
    ],
    [
      'a subscription that would be replaced',
      (now) => ({
        ...now,
        changeSet: {
          ...now.changeSet,
          consequences: [
            ...now.changeSet.consequences,
            { kind: 'replaces', subscriptionId: 'sub-1', planName: 'Team', endsAt: null, daysEarly: null },
          ],
        },
      }),
      'changes',
    ],
    [
      'a row less',
      (now) => ({ ...now, changeSet: { ...now.changeSet, rows: now.changeSet.rows.slice(1) } }),
      'changes',
    ],
    ['a new warning', (now) => ({ ...now, findings: [finding('customer.possible-duplicate')] }), 'findings'],
    ['a new error', (now) => ({ ...now, findings: [finding('link.conflict')], steps: [] }), 'findings'],
  ])('is another one with %s', (_, alter, difference) => {
    expect(altered(alter)).toContain(difference)
  })

  it('is the approved one where it only informs of more', () => {
    expect(altered((now) => ({ ...now, findings: [finding('link.no-integration')] }))).toEqual([])
  })
})
