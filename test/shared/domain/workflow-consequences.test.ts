import { describe, expect, it } from 'vitest'

import { consequencesOfWorkflow } from '#shared/domain/workflow-consequences'
import { aCatalog, aKnownCustomer, aSubscription, now } from '#test/builders'

const held = aSubscription()
const situation = { held, live: aKnownCustomer({ subscriptions: [held] }), catalog: aCatalog(), now }
const kinds = (purpose: Parameters<typeof consequencesOfWorkflow>[0], payload: Record<string, string>) =>
  consequencesOfWorkflow(purpose, payload, situation).map(({ kind }) => kind)

describe('what a workflow is asked to bring about', () => {
  it('is told for a cancellation as for one over the API, without what only the workflow knows', () => {
    expect(kinds('cancel', { cancellationTime: 'IMMEDIATE' })).toEqual([
      'cancels',
      'takes-away',
      'bills',
      'stays-in-salesforce',
      'cannot-restart',
    ])
  })

  it.each([
    ['a day that is named', { cancellationTime: 'SPECIFIC_DATE', endDate: '2027-03-31T00:00:00.000Z' }],
    ['a day without the word for it', { endDate: '2027-03-31T00:00:00.000Z' }],
  ])('tells the day of a cancellation: %s', (_, payload) => {
    const [cancels] = consequencesOfWorkflow('cancel', payload, situation)
    expect(cancels).toMatchObject({ kind: 'cancels', endsAt: '2027-03-31T00:00:00.000Z' })
  })

  it('counts as at once where the payload tells no time, which is what Stigg does then', () => {
    expect(consequencesOfWorkflow('cancel', {}, situation)[0]).toMatchObject({ kind: 'cancels', endsAt: null })
  })

  it('tells where an end is moved to, and nothing where the payload has no day', () => {
    expect(kinds('reschedule', { cancellationDate: '2027-03-31T00:00:00.000Z' })[0]).toBe('moves-end')
    expect(kinds('reschedule', { cancellationDate: 'soon' })).toEqual([])
  })

  it('tells of a downgrade what is cancelled, what starts, and what the customer has no longer', () => {
    const found = consequencesOfWorkflow('downgrade', { targetPlanId: 'plan-free' }, situation)
    expect(found.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['replaces', 'starts', 'bills', 'stays-in-salesforce']),
    )
    expect(found).toContainEqual({ kind: 'starts', planName: 'Free', at: null, trialEndsAt: null })
    expect(found.map(({ kind }) => kind)).not.toContain('falls-back')
  })

  it.each(['update', 'set-metadata', 'notify', 'other'] as const)('says nothing of one that is for %s', (purpose) => {
    expect(kinds(purpose, { targetPlanId: 'plan-free', cancellationTime: 'IMMEDIATE' })).toEqual([])
  })
})
