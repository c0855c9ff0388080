import { describe, expect, it } from 'vitest'

import { finding } from '#shared/domain/finding'
import type { RunState } from '#shared/domain/run'
import { standsAlone, stateOfDeal } from '#shared/domain/state-of-deal'

const run = (state: RunState) => ({ runId: 'run-1', state })
const error = finding('mapping.no-plan', { facts: { name: 'Acme' } })
const warning = finding('product.inactive')

describe('the state of a deal', () => {
  it.each([
    ['running', 'in-flight'],
    ['interrupted', 'attention'],
    ['attention', 'attention'],
    ['waiting', 'attention'],
    ['done', 'live'],
  ] as const)('of a run that is %s is %s, whatever else holds', (state, expected) => {
    const of = stateOfDeal({ run: run(state), marked: true, findings: [error], standing: standsAlone })
    expect(of).toMatchObject({ state: expected, reason: { runId: 'run-1', finding: null } })
  })

  it('is live where Stigg carries its marker', () => {
    expect(stateOfDeal({ run: null, marked: true, findings: [error], standing: standsAlone }).state).toBe('live')
    expect(stateOfDeal({ run: run('abandoned'), marked: true, findings: [], standing: standsAlone }).state).toBe('live')
  })

  it('is blocked by the first error, which is named', () => {
    const of = stateOfDeal({
      run: null,
      marked: false,
      findings: [error, finding('plan.archived'), warning],
      standing: standsAlone,
    })
    expect(of).toEqual({
      state: 'blocked',
      reason: { finding: 'mapping.no-plan', facts: { name: 'Acme' }, runId: null, warnings: 1 },
    })
  })

  it('is ready where nothing blocks, also after a run was given up', () => {
    expect(stateOfDeal({ run: run('abandoned'), marked: false, findings: [warning], standing: standsAlone })).toEqual({
      state: 'ready',
      reason: { finding: null, facts: {}, runId: null, warnings: 1 },
    })
  })

  const drift = { kind: 'less', name: 'Seats', count: 2 }
  const supersededBy = { id: 'later', name: 'The later deal' }

  it('is drifted where it is live and was found to differ, and says what differs', () => {
    const of = stateOfDeal({ run: run('done'), marked: false, findings: [], standing: { ...standsAlone, drift } })
    expect(of).toMatchObject({
      state: 'drifted',
      reason: { runId: 'run-1', facts: { kind: 'less', name: 'Seats', count: '2' } },
    })
    const unsent = stateOfDeal({ run: null, marked: false, findings: [], standing: { ...standsAlone, drift } })
    expect(unsent.state).toBe('ready')
  })

  it('is superseded before it is drifted, blocked or ready, and names the deal that took its place', () => {
    for (const marked of [true, false]) {
      const of = stateOfDeal({ run: null, marked, findings: [error], standing: { supersededBy, drift } })
      expect(of).toMatchObject({ state: 'superseded', reason: { facts: { by: 'The later deal' } } })
    }
    const busy = stateOfDeal({ run: run('running'), marked: true, findings: [], standing: { supersededBy, drift } })
    expect(busy.state).toBe('in-flight')
  })
})
