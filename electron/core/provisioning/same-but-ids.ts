import type { ProvisioningPreview } from '#shared/contract/provisioning'
import { canonicalJson } from '#shared/domain/canonical'
import type { Consequence } from '#shared/domain/change-set'
import type { Finding } from '#shared/domain/finding'
import { stiggUrl } from '#shared/domain/record-url'
import type { Run } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'

import { callKeyOf } from './answered-call-out.ts'
import type { Context } from './live-state.ts'

type Planned = Pick<ProvisioningPreview, 'changeSet' | 'findings'> & {
  readonly customerId: string
  readonly steps: readonly Step[]
}

/**
 * Whether a plan that was made anew is the approved one but for the IDs of customer and resources, and what follows from
 * those: the identity of each subscription, the marker, the links. A warning or an error that nobody agreed to makes it
 * another plan, and so does anything that would be held, started, replaced or lost.
 * @returns what differs, in order; empty where nothing does
 */
export function differencesBeyondIds(
  approved: Run,
  now: ProvisioningPreview,
  { profile }: Pick<Context, 'profile'>,
): readonly Difference[] {
  const template = profile.customerUrlTemplate
  const before = shapeOf(
    {
      ...approved.approval,
      customerId: approved.customerId,
      steps: approved.steps.map(({ step }) => step),
    },
    template,
  )
  const after = shapeOf(
    {
      ...now,
      customerId: now.draft?.customer.id ?? '',
      steps: now.steps.map(({ step }) => step),
    },
    template,
  )
  const isNew = (key: string) => !before.findings.includes(key)
  return [
    ...(after.findings.some(isNew) ? (['findings'] as const) : []),
    ...(canonicalJson(before.changes) === canonicalJson(after.changes) ? [] : (['changes'] as const)),
    ...(canonicalJson(before.steps) === canonicalJson(after.steps) ? [] : (['steps'] as const)),
  ]
}
type Difference = 'findings' | 'changes' | 'steps'

const anId = '#'

function shapeOf({ customerId, steps, changeSet, findings }: Planned, template: string | null) {
  const subscriptions = steps.flatMap((step) => (step.kind === 'provision-subscription' ? [step.subscriptionId] : []))
  const names = new Map([
    [customerId, `${anId}customer`],
    ...(template === null ? [] : [[stiggUrl(template, customerId), `${anId}customer-url`] as const]),
    ...subscriptions.map((id, index) => [id, `${anId}subscription-${index}`] as const),
  ])
  const places = new Map(steps.map(({ id }, index) => [id, String(index)]))
  const named = (text: string): string =>
    names.get(text) ??
    text
      .split(', ')
      .map((part) => names.get(part) ?? part)
      .join(', ')
  return {
    steps: steps.map((step) => stepShape(step, named, (id) => places.get(id) ?? id)),
    changes: { rows: changeSet.rows, consequences: changeSet.consequences.map(consequenceShape) },
    findings: findings.filter(({ severity }) => severity !== 'info').map((found) => findingShape(found, named)),
  }
}

function stepShape(step: Step, named: (text: string) => string, placeOf: (stepId: string) => string): unknown {
  switch (step.kind) {
    case 'create-customer':
    case 'update-customer':
      return { ...step, customerId: anId }
    case 'provision-subscription': {
      const { request } = step
      const marker = { ...request.marker, runId: anId }
      return {
        ...step,
        id: anId,
        subscriptionId: anId,
        request: { ...request, customerId: anId, resourceId: anId, marker },
      }
    }
    case 'amend-subscription': {
      const { amendment } = step.request
      return { ...step, request: { ...step.request, amendment: amendment && { ...amendment, runId: anId } } }
    }
    case 'write-back':
      return {
        ...step,
        records: step.records.map(({ fields, late, ...record }) => ({
          ...record,
          fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, named(value)])),
          late: Object.fromEntries(
            Object.entries(late ?? {}).map(([field, told]) => [field, { ...told, stepIds: told.stepIds.map(placeOf) }]),
          ),
        })),
      }
    // What was made is named by IDs in the description, and in the mark.
    case 'log-task':
      return { ...step, subject: step.subject.replace(step.mark, anId), mark: anId, description: anId }
    case 'call-out':
      return callKeyOf(step)
    default:
      return step
  }
}

const consequenceShape = (told: Consequence): Consequence =>
  'customerId' in told ? { ...told, customerId: anId } : told

const findingShape = ({ code, record, lineIds }: Finding, named: (text: string) => string): string =>
  canonicalJson({ code, record: record && named(record.id), lineIds })
