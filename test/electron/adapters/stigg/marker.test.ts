import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { customerMetadata, fromMetadata, toMetadata } from '#adapters/stigg/marker'
import { aMarker } from '#test/builders'

describe('the marker', () => {
  it('has fixed key names', () => {
    const marker = { orgId: '00D', opportunityId: '006', runId: 'run-1', generation: 2 }
    expect(toMetadata(marker)).toEqual({
      companionOrg: '00D',
      companionOpportunity: '006',
      companionRun: 'run-1',
      companionGeneration: '2',
    })
    expect(customerMetadata({ salesforceAccountId: '001', orgId: '00D' })).toEqual({
      salesforceAccountId: '001',
      companionOrg: '00D',
    })
  })

  it('is read back from any metadata that holds it', () => {
    const text = fc.string({ minLength: 1 })
    const markers = fc.record({ orgId: text, opportunityId: text, runId: text, generation: fc.integer({ min: 1 }) })
    fc.assert(
      fc.property(markers, (marker) => {
        expect(fromMetadata({ other: 'x', ...toMetadata(marker) })).toEqual(marker)
      }),
    )
  })

  it.each([{}, { companionOrg: '00D' }, { ...toMetadata(aMarker()), companionGeneration: '0' }])(
    'is not there where it is not whole',
    (metadata) => expect(fromMetadata(metadata)).toBeNull(),
  )

  it.each(['1.5', 'x', '', '-1'])('has no generation of %j', (companionGeneration) => {
    expect(fromMetadata({ ...toMetadata(aMarker()), companionGeneration })).toBeNull()
  })
})
