import { describe, expect, it } from 'vitest'

import type { MendProgress } from '#shared/contract/links'
import type { Mend } from '#shared/domain/link-mend'
import type { AccessLevel, Profile } from '#shared/domain/profile'
import { fail, ok } from '#shared/failure'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { scriptedWriters } from '#test/fakes/scripted-writers'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

const ids = ['0015g00000BcDeFAAV', '0015g00000XyZaBAAV', '0015g00000QrStUAAV'] as const

/** Accounts that name nobody, each with a customer under its own ID that names it. */
function openLinks(vary: Partial<Profile> = {}, writers = scriptedWriters({})) {
  const { ports, journal } = somePorts({ writers })
  const opened = openCore({
    ...ports,
    settings: { ...ports.settings, profile: () => aProfile(vary) },
    salesforce: {
      ...ports.salesforce,
      accountTies: (_fields, wanted) =>
        Promise.resolve(
          ok(wanted.map((id) => ({ id, name: `Account ${id.slice(10, 12)}`, held: { Stigg_Customer_ID__c: null } }))),
        ),
    },
    stigg: {
      ...ports.stigg,
      customerTie: (id) =>
        Promise.resolve(
          ok({
            id,
            name: 'Acme',
            archived: false,
            updatedAt: null,
            link: { integrationId: 'integration', accountId: id },
            metadata: {},
          }),
        ),
    },
  })
  return { ...opened, journal, writers }
}

const pairOf = (id: string): Mend => ({
  kind: 'pair',
  accountId: id,
  customerId: id,
  saw: { customerId: null, accountId: id },
  release: { accountIds: [], customerIds: [] },
})

async function mend({ companion }: ReturnType<typeof openLinks>, some: readonly string[], typed: string | null) {
  const looks = await companion.links.preview({ mends: some.map(pairOf) })
  const items = looks.map(({ mend: of, preview }) => ({ mend: of, fingerprint: preview?.fingerprint ?? '' }))
  return drain(await companion.links.mend({ items, typed }))
}

describe('who may mend', () => {
  it('is nobody on a profile that may only read, though it may look', async () => {
    const opened = openLinks({ access: 'read-only' })
    expect(await failureOf(mend(opened, [ids[0]], null))).toMatchObject({ code: 'access.read-only' })
    expect(opened.writers.sent).toEqual([])
  })

  it.each<[AccessLevel, Profile['kind'], readonly string[], string | null]>([
    ['retype', 'sandbox', [ids[0]], 'Account Bc'],
    ['retype', 'sandbox', ids, '3'],
    ['confirm', 'production', ids, '3'],
    ['confirm', 'mixed', ids, '3'],
  ])('with %s on %s is asked to type, by the core itself', async (access, kind, some, typed) => {
    const opened = openLinks({ access, kind })
    if (kind === 'mixed') {
      expect(await failureOf(mend(opened, some, typed))).toMatchObject({ code: 'access.mixed-pair' })
      await opened.companion.profiles.confirmMixedPair()
    }
    for (const wrong of [null, '', 'something else']) {
      expect(await failureOf(mend(opened, some, wrong))).toMatchObject({ code: 'link.unconfirmed' })
    }
    expect(opened.writers.sent).toEqual([])
    const { report } = await mend(opened, some, typed)
    expect(report.outcomes.map(({ state }) => state)).toEqual(some.map(() => 'done'))
  })
})

describe('many mends', () => {
  it('are runs of their own, told as they begin and end; a refused one does not stop the others', async () => {
    const refused = fail('salesforce.refused', 'A validation rule', {})
    const opened = openLinks({}, scriptedWriters({ sends: { [`mend-account:${ids[1]}`]: [refused] } }))
    const { report, events } = await mend(opened, ids, null)
    const states = (of: readonly MendProgress[]) => of.map(({ index, state }) => `${index} ${state}`)
    expect(states(report.outcomes)).toEqual(['0 done', '1 attention', '2 done'])
    expect(states(events).filter((told) => told.startsWith('0'))).toEqual(['0 running', '0 running', '0 done'])
    expect(report.outcomes[1]?.failure).toMatchObject({ code: 'salesforce.refused' })
    expect(opened.journal.list({}).map(({ kind }) => kind)).toEqual(['mend-link', 'mend-link', 'mend-link'])
  })

  it('end before the next one where the caller gives up', async () => {
    const opened = openLinks()
    const looks = await opened.companion.links.preview({ mends: ids.map(pairOf) })
    const items = looks.map(({ mend: of, preview }) => ({ mend: of, fingerprint: preview?.fingerprint ?? '' }))
    const stopper = new AbortController()
    const stream = await opened.companion.links.mend({ items, typed: null }, { signal: stopper.signal })
    const begun: MendProgress[] = []
    for (;;) {
      const next = await stream.next()
      if (next.done) {
        expect(next.value.outcomes.length).toBeLessThan(ids.length)
        break
      }
      begun.push(next.value)
      stopper.abort()
    }
    expect(begun.some(({ index }) => index === ids.length - 1)).toBe(false)
  })

  it('are refused where what was approved is something else', async () => {
    const opened = openLinks()
    const items = [{ mend: pairOf(ids[0]), fingerprint: 'of something else' }]
    const { report } = await drain(await opened.companion.links.mend({ items, typed: null }))
    expect(report.outcomes).toMatchObject([{ state: 'refused', runId: null, failure: { code: 'link.stale' } }])
  })
})
