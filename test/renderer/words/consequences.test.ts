import { describe, expect, it } from 'vitest'

import type { Consequence } from '#shared/domain/change-set'
import { finding } from '#shared/domain/finding'

import { sayConsequences, unsaidBy } from '#renderer/words/consequences.ts'

const names = { say: (moment: string): string => moment.slice(0, 10), customer: 'Acme', account: 'Acme Corp' }
const sentences = (...consequences: Consequence[]): readonly string[] =>
  sayConsequences(consequences, names).map(({ sentence }) => sentence)

const replaces: Consequence = {
  kind: 'replaces',
  subscriptionId: 'sub-1',
  planName: 'Team',
  endsAt: null,
  daysEarly: 1,
}

describe('a consequence', () => {
  it('names people by their names, not by IDs', () => {
    expect(
      sentences(
        { kind: 'creates-customer', customerId: '0015g00000AbCdEAAV', name: 'Acme' },
        { kind: 'links', customerId: '0015g00000AbCdEAAV', accountId: '0015g00000AbCdEAAV' },
      ),
    ).toEqual([
      'Acme becomes a customer in Stigg.',
      'The Stigg customer Acme is linked to the Salesforce account Acme Corp.',
    ])
    const same = sayConsequences([{ kind: 'links', customerId: 'acme', accountId: '001' }], {
      ...names,
      account: 'Acme',
    })
    expect(same[0]?.sentence).toBe('The Stigg customer Acme is linked to the Salesforce account of the same name.')
  })

  it('that takes something away is final', () => {
    const [said] = sayConsequences([replaces], names)
    expect(said).toMatchObject({
      sentence: 'The running Team subscription is cancelled at once, 1 day before its end.',
      final: true,
    })
  })

  it('names the subscription that ends by its plan', () => {
    const lost: Consequence = { kind: 'restarts-usage', subscriptionId: 'sub-1' }
    expect(sentences(replaces, lost)[1]).toBe('Usage counted on the old Team subscription starts again from zero.')
    expect(sentences(lost)[0]).toBe('Usage counted on subscription sub-1 starts again from zero.')
  })

  it('that begins something says from when and until when', () => {
    const at = '2026-12-01T00:00:00.000Z'
    expect(sentences({ kind: 'starts', planName: 'Growth', at, trialEndsAt: '2026-12-15T00:00:00.000Z' })).toEqual([
      'Growth starts on 2026-12-01 as a trial until 2026-12-15.',
    ])
  })

  it('is left out where a warning says the same', () => {
    const said = sayConsequences([replaces, { kind: 'restarts-usage', subscriptionId: 'sub-1' }], names)
    const left = unsaidBy(said, [finding('subscription.replaces')])
    expect(left.map(({ sentence }) => sentence)).toEqual([
      'Usage counted on the old Team subscription starts again from zero.',
    ])
    expect(unsaidBy(said, [])).toEqual(said)
  })
})
