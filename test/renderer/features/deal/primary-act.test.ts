import { expect, it } from 'vitest'

import { finding } from '#shared/domain/finding'

import { primaryAct } from '#renderer/features/deal/primary-act.ts'

import { aPreview, aStatus } from '../../fixtures.ts'

const reason = { finding: null, facts: {}, runId: 'run-1', warnings: 0 }

it('reviews a deal that is ready', () => {
  expect(primaryAct(aPreview(), aStatus())).toEqual({
    act: 'review',
    label: 'Review and provision',
    because: null,
    quiet: false,
  })
})

it('says how many errors stand in the way', () => {
  const preview = aPreview({
    state: 'blocked',
    findings: [finding('mapping.no-plan'), finding('opportunity.no-account')],
  })
  expect(primaryAct(preview, aStatus()).because).toBe('2 errors to mend first.')
})

it('is not held up by warnings', () => {
  expect(primaryAct(aPreview({ findings: [finding('subscription.replaces')] }), aStatus()).because).toBeNull()
})

it('names the profile’s access before anything else', () => {
  const status = aStatus({ profile: { ...aStatus().profile, access: 'read-only' } })
  expect(primaryAct(aPreview({ findings: [finding('mapping.no-plan')] }), status).because).toBe(
    'This profile is read-only.',
  )
})

it.each(['in-flight', 'attention'] as const)('shows the run of a deal that is %s', (state) => {
  expect(primaryAct(aPreview({ state, reason }), aStatus())).toMatchObject({ act: 'show-run', because: null })
})

it('steps back where the deal is live', () => {
  expect(primaryAct(aPreview({ state: 'live', reason }), aStatus())).toMatchObject({
    label: 'Review and provision again',
    quiet: true,
  })
})

it('reviews a deal again whose run stopped at the answer of a call-out', () => {
  const callOut = { runId: 'run-1', at: null, ids: { customerId: 'cust-1', resourceIds: {} } }
  expect(primaryAct(aPreview({ state: 'attention', reason, callOut }), aStatus())).toMatchObject({
    act: 'review',
    label: 'Review with the new IDs',
  })
  const other = { ...callOut, runId: 'run-0' }
  expect(primaryAct(aPreview({ state: 'attention', reason, callOut: other }), aStatus()).act).toBe('show-run')
})
