import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import { blankGrant } from '#shared/domain/grant-presets'
import type { CreditAct, GrantRequest } from '#shared/domain/grant-request'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type World } from '#test/harness/sell-deals'

/* Credits of a customer, end to end over HTTP: looked at, granted once, voided, and told again. */

let opened: OpenCompanion
let world: World
let count = 0
beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
})
afterAll(() => opened.close())

const currencyId = 'currency-api-credits'

async function customer(fields: object = {}): Promise<string> {
  const id = `credits-${(count += 1)}`
  await opened.practice.stiggSend('POST', '/customers', { id, name: `Credits ${count}`, ...fields })
  return id
}

const aGrant = (customerId: string, vary: Partial<GrantRequest> = {}): CreditAct => ({
  kind: 'grant-credits',
  request: {
    ...blankGrant({ customerId, opportunityId: null }),
    currencyId,
    displayName: 'Goodwill',
    amount: '250',
    ...vary,
  },
})

async function apply(act: CreditAct, at: OpenCompanion = opened, typed = '') {
  const { fingerprint, findings } = await at.companion.credits.preview({ act })
  const acknowledged = findings.map(({ code }) => code)
  return (await drain(await at.companion.credits.apply({ act, fingerprint, acknowledged, typed }))).report.run
}

const Grants = z.array(
  z.looseObject({ id: z.string(), status: z.string(), metadata: z.record(z.string(), z.string()) }),
)
const grantsOf = async (customerId: string) =>
  Grants.parse(await opened.practice.stiggData(`/credits/grants?customerId=${customerId}&limit=100`))

describe('granting credits', () => {
  it('takes every field, shows the balance before and after, and is read back', async () => {
    const customerId = await customer({ email: 'pay@credits.example' })
    const act = aGrant(customerId, {
      type: 'PAID',
      collection: 'NONE',
      cost: { amount: '99.5', currency: 'usd' },
      comment: 'PO 4711',
      priority: 3,
      effectiveAt: '2026-01-01T00:00:00.000Z',
      expireAt: '2099-01-01T00:00:00.000Z',
    })
    const preview = await opened.companion.credits.preview({ act })
    expect(preview).toMatchObject({ ordinal: 1, after: '250', before: { balance: '0' }, findings: [] })
    expect(preview.requests).toMatchObject([
      { method: 'POST', path: '/api/v1/credits/grants', body: { customerId, amount: 250, cost: { amount: 99.5 } } },
    ])
    const run = await apply(act)
    expect(run).toMatchObject({ kind: 'grant-credits', state: 'done', customerId })
    expect(run.verification?.fields.map(({ result }) => result)).not.toContain('different')
    expect(run.verification?.fields.length).toBeGreaterThan(5)
    const overview = await opened.companion.credits.overview({ customerId })
    expect(overview.balances).toMatchObject([{ currencyId, balance: '250', source: 'stigg' }])
    expect(overview.grants).toMatchObject([{ granted: '250', consumed: '0', status: 'ACTIVE', comment: 'PO 4711' }])
  })

  it('makes one grant of a double click, whichever of the two comes first', async () => {
    const customerId = await customer()
    const act = aGrant(customerId)
    const { fingerprint } = await opened.companion.credits.preview({ act })
    const once = () => opened.companion.credits.apply({ act, fingerprint, acknowledged: [], typed: '' }).then(drain)
    const ends = await Promise.allSettled([once(), once()])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await failureOf(once())).toMatchObject({ code: 'credits.stale' })
    expect(await grantsOf(customerId)).toHaveLength(1)
  })

  it('makes one grant of two machines, even where they say different things of it', async () => {
    const other = await openCompanionOn(opened.practice)
    try {
      const customerId = await customer()
      const mine = aGrant(customerId)
      const theirs = aGrant(customerId, { comment: 'Said by somebody else' })
      const looked = await Promise.all([
        opened.companion.credits.preview({ act: mine }),
        other.companion.credits.preview({ act: theirs }),
      ])
      const [a, b] = looked.map(({ fingerprint }) => fingerprint)
      const calls = [
        opened.companion.credits.apply({ act: mine, fingerprint: a ?? '', acknowledged: [], typed: '' }).then(drain),
        other.companion.credits.apply({ act: theirs, fingerprint: b ?? '', acknowledged: [], typed: '' }).then(drain),
      ]
      const ends = await Promise.allSettled(calls)
      const [grant, ...others] = await grantsOf(customerId)
      expect(others).toEqual([])
      // Each is told of the one grant: by its own run, or because the other's came before it.
      const told = await Promise.all(
        calls.map(async (call, n) =>
          ends[n]?.status === 'fulfilled'
            ? (await call).report.run.steps[0]?.answer?.recordId
            : (await failureOf(call)).code,
        ),
      )
      expect(told).toContain(grant?.id)
      for (const each of told) expect([grant?.id, 'credits.stale']).toContain(each)
    } finally {
      await other.close()
    }
  })

  it('says of a deliberate second one that it is the second, asks for it, and makes it', async () => {
    const customerId = await customer()
    const act = aGrant(customerId)
    await apply(act)
    const { findings, ordinal, fingerprint } = await opened.companion.credits.preview({ act })
    expect({ ordinal, codes: findings.map(({ code }) => code) }).toEqual({ ordinal: 2, codes: ['another'] })
    const unticked = { act, fingerprint, acknowledged: [], typed: '' }
    expect(await failureOf(opened.companion.credits.apply(unticked).then(drain))).toMatchObject({
      code: 'credits.unconfirmed',
    })
    expect(await apply(act)).toMatchObject({ state: 'done' })
    expect(await grantsOf(customerId)).toHaveLength(2)
  })

  it('grants anew after a void: the voided one does not answer for it', async () => {
    const customerId = await customer()
    await apply(aGrant(customerId))
    const [first] = await grantsOf(customerId)
    await apply({ kind: 'void-grant', customerId, grantId: first?.id ?? '', opportunityId: null })
    await apply(aGrant(customerId))
    const states = (await grantsOf(customerId)).map(({ status }) => status)
    expect(states.toSorted()).toEqual(['ACTIVE', 'VOIDED'])
  })

  it('asks again for the same amount within the hours of the profile, and for the ID beyond its caps', async () => {
    const customerId = await customer()
    await opened.practice.stiggSend('POST', '/credits/grants', {
      customerId,
      currencyId,
      amount: 250,
      displayName: 'By somebody in Stigg',
      grantType: 'PROMOTIONAL',
    })
    const same = await opened.companion.credits.preview({ act: aGrant(customerId) })
    expect(same.findings).toMatchObject([{ code: 'repeated' }])
    const much = aGrant(customerId, { amount: '60000' })
    const preview = await opened.companion.credits.preview({ act: much })
    expect(preview.findings.map(({ code }) => code)).toContain('over-grant-cap')
    expect(await failureOf(apply(much))).toMatchObject({ code: 'credits.unconfirmed' })
    expect(await apply(much, opened, customerId)).toMatchObject({ state: 'done' })
    const more = await opened.companion.credits.preview({ act: aGrant(customerId, { amount: '49999' }) })
    expect(more.findings.map(({ code }) => code)).toContain('over-day-cap')
  })

  it('refuses what breaks a rule before anything is sent', async () => {
    const customerId = await customer()
    const act = aGrant(customerId, { amount: '-1', currencyId: 'currency-nobody-knows' })
    const { findings, fingerprint } = await opened.companion.credits.preview({ act })
    expect(findings.map(({ code }) => code)).toEqual(['currency-not-found', 'amount-not-positive'])
    const apply = opened.companion.credits.apply({ act, fingerprint, acknowledged: [], typed: '' }).then(drain)
    expect(await failureOf(apply)).toMatchObject({ code: 'credits.blocked' })
    expect(await grantsOf(customerId)).toEqual([])
  })

  it('waits for the payment of an invoice, and adds nothing to the balance before', async () => {
    const customerId = await customer({ email: 'pay@credits.example' })
    const paid = aGrant(customerId, { type: 'PAID', collection: 'INVOICE', cost: { amount: '10', currency: 'usd' } })
    const run = await apply(paid)
    expect(run.state).toBe('waiting')
    expect((await opened.companion.credits.overview({ customerId })).balances).toMatchObject([{ balance: '0' }])
  })

  describe('that waits for its payment', () => {
    const waitingFor = async () => {
      const customerId = await customer({ email: 'pay@credits.example' })
      const cost = { amount: '10', currency: 'usd' }
      const run = await apply(aGrant(customerId, { type: 'PAID', collection: 'INVOICE', cost }))
      const [held] = await grantsOf(customerId)
      return { customerId, run, grantId: held?.id ?? '' }
    }
    const lookAgain = async (runId: string) =>
      (await drain(await opened.companion.provisioning.resume({ runId }))).report.run

    it('is done once the invoice is paid, without a second grant', async () => {
      const { customerId, run, grantId } = await waitingFor()
      expect(await lookAgain(run.id)).toMatchObject({ state: 'waiting' })
      await opened.practice.stigg.settle(grantId)
      const paid = await lookAgain(run.id)
      expect(paid).toMatchObject({ kind: 'grant-credits', state: 'done', steps: [{ state: 'done', attempt: 1 }] })
      expect(paid.verification?.fields.map(({ result }) => result)).not.toContain('different')
      expect(await grantsOf(customerId)).toMatchObject([{ id: grantId, status: 'ACTIVE' }])
      const { balances, grants } = await opened.companion.credits.overview({ customerId })
      expect(balances).toMatchObject([{ balance: '250' }])
      expect(grants).toMatchObject([{ cost: { amount: '10' }, invoice: { status: 'PAID' } }])
    })

    it('is told as void where somebody voided it meanwhile', async () => {
      const { customerId, run, grantId } = await waitingFor()
      await opened.practice.stiggSend('POST', `/credits/grants/${grantId}/void`)
      const after = await lookAgain(run.id)
      expect(after.verification?.fields).toContainEqual(
        expect.objectContaining({ field: 'State', found: 'VOIDED', result: 'different' }),
      )
      expect(await grantsOf(customerId)).toHaveLength(1)
    })
  })

  it('carries the deal that it is granted for, and does not make the deal live', async () => {
    const subject = await world.sell('With credits', enterprise)
    const { accountId, email, opportunityId } = subject
    const integrations = [{ id: SALESFORCE_INTEGRATION, vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId }]
    await opened.practice.stiggSend('POST', '/customers', { id: accountId, name: 'With credits', email, integrations })
    expect(await apply(aGrant(accountId, { opportunityId }))).toMatchObject({ state: 'done', opportunityId })
    const [held] = await grantsOf(accountId)
    expect(held?.metadata['companionOpportunity']).toBe(opportunityId)
    const { state } = await opened.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(state).toBe('ready')
  })
})

describe('voiding a grant', () => {
  it('takes away what is left, once; a second try says that it is void', async () => {
    const customerId = await customer()
    await apply(aGrant(customerId))
    const [held] = await grantsOf(customerId)
    const act: CreditAct = { kind: 'void-grant', customerId, grantId: held?.id ?? '', opportunityId: null }
    expect(await opened.companion.credits.preview({ act })).toMatchObject({ before: { balance: '250' }, after: '0' })
    const run = await apply(act)
    expect(run).toMatchObject({ kind: 'void-grant', state: 'done' })
    expect(run.verification?.fields).toMatchObject([{ field: 'Status', result: 'same' }])
    expect(await failureOf(opened.companion.credits.preview({ act }))).toMatchObject({
      code: 'credits.not-voidable',
      facts: { obstacle: 'voided' },
    })
  })
})

describe('what a customer has', () => {
  it('is told page by page in the ledger, and by day in what was consumed', async () => {
    const customerId = await customer()
    await apply(aGrant(customerId))
    const consumptions = Array.from({ length: 30 }, (_, n) => ({
      customerId,
      currencyId,
      amount: 1,
      idempotencyKey: `use-${n}`,
    }))
    await opened.practice.stiggSend('POST', '/credits/consumption/async', { consumptions })
    const pool = { customerId, currencyId, resourceId: null }
    const first = await opened.companion.credits.ledger({ ...pool, cursor: null })
    expect(first.entries).toHaveLength(25)
    const second = await opened.companion.credits.ledger({ ...pool, cursor: first.next })
    expect(second.next).toBeNull()
    const all = [...first.entries, ...second.entries]
    expect(
      all
        .map(({ type }) => type)
        .toSorted()
        .at(-1),
    ).toBe('CREDITS_GRANTED')
    expect(new Set(all.map(({ id }) => id)).size).toBe(31)
    const { series } = await opened.companion.credits.consumption({ ...pool, range: 'LAST_MONTH' })
    expect(series).toMatchObject([{ total: '30' }])
  })

  it('is not found for an ID that Stigg does not know', async () => {
    expect(await failureOf(opened.companion.credits.overview({ customerId: 'nobody' }))).toMatchObject({
      code: 'stigg.not-found',
    })
  })
})
