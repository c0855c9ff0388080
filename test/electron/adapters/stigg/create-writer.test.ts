import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import type { WireAnswer } from '#shared/domain/run'
import { accountId, orgId, opportunityId } from '#test/builders'
import { openPracticeStigg, type PracticeStigg } from './practice.ts'
import { aCreateStep, aProvisionStep, anUpdateStep } from './steps.ts'

let stigg: PracticeStigg
beforeEach(async () => {
  const opened = await openPracticeStigg()
  stigg = opened
  onTestFinished(() => opened.close())
})

const provisions = { method: 'POST', path: '^/api/v1/subscriptions$' }
const made = { foundExisting: false, byRunId: null, checkoutUrl: null }
const subscriptions = async () => {
  const state = await stigg.reader.customerState({
    customerId: 'customer-of-tests',
    accountId,
    email: null,
    marker: { orgId, opportunityId },
  })
  return state.ok ? state.value.subscriptions.map(({ id }) => id) : state
}

describe('a write that meets trouble on its way', () => {
  beforeEach(async () => {
    expect(await stigg.writer.send(aCreateStep(), 'key-customer')).toMatchObject({ ok: true })
  })

  it.each([
    'reset-after',
    'reset-before',
    'timeout-after-commit',
    'OperationTimeout',
    '503',
    '429',
    'truncate',
    'empty',
  ])('makes one subscription, and tells it as made, through %s', async (fault) => {
    await stigg.failNext(fault, provisions)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({ ok: true, value: made })
    expect(await subscriptions()).toEqual(['sub-of-tests'])
  })

  it('tells every answer that it heard, a repeated one and what reading back said among them', async () => {
    const heard: WireAnswer[] = []
    const hear = (answer: WireAnswer) => void heard.push(answer)
    await stigg.failNext('429', provisions)
    await stigg.writer.send(aProvisionStep(), 'key-1', undefined, hear)
    const path = '/api/v1/subscriptions'
    expect(heard).toMatchObject([
      { at: stigg.clock.now().toISOString(), method: 'POST', path, status: 429, body: { code: 'RateLimitExceeded' } },
      { method: 'POST', path, status: 201, body: { data: { id: 'sub-of-tests', status: 'SUCCESS' } } },
    ])
    await stigg.writer.readBack(aProvisionStep(), undefined, hear)
    expect(heard[2]).toMatchObject({ method: 'GET', path: `${path}/sub-of-tests`, status: 200 })
  })

  it('hears nothing where nothing was answered', async () => {
    const heard: WireAnswer[] = []
    await stigg.failNext('reset-before', provisions, 4)
    await stigg.writer.send(aProvisionStep(), 'key-1', undefined, (answer) => heard.push(answer))
    expect(heard).toEqual([])
  })

  it('finds its own work where the key is no longer remembered', async () => {
    await stigg.failNext('reset-after', provisions, 4)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({
      failure: { code: 'stigg.outcome-unknown' },
    })
    const found = { ok: true, value: { ...made, recordId: 'sub-of-tests', foundExisting: true } }
    expect(await stigg.writer.readBack(aProvisionStep())).toMatchObject(found)
    expect(await stigg.writer.send(aProvisionStep(), 'key-after-a-day')).toMatchObject(found)
    expect(await subscriptions()).toEqual(['sub-of-tests'])
  })

  it('looks at what is there where a lost attempt is followed by a conflict', async () => {
    await stigg.writer.send(aProvisionStep(), 'key-of-somebody')
    await stigg.failNext('reset-before', provisions)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({
      ok: true,
      value: { foundExisting: true },
    })
  })

  it('lets a conflict stand that cannot be looked into', async () => {
    await stigg.writer.send(aProvisionStep(), 'key-of-somebody')
    await stigg.failNext('AccessDeniedError', { method: 'GET', path: '^/api/v1/subscriptions/' })
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({ failure: { code: 'stigg.conflict' } })
  })

  it('waits for a lock to pass', async () => {
    await stigg.failNext('ObjectAlreadyBeingUsedByAnotherRequestError', provisions)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({ ok: true, value: made })
  })

  it('names an open invoice as the reason of a refusal', async () => {
    await stigg.failNext('open-invoice', provisions)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({
      failure: { code: 'stigg.refused', facts: { reason: 'open-invoice' } },
    })
  })

  it('tells the way to pay where payment comes first', async () => {
    await stigg.failNext('PAYMENT_REQUIRED', provisions)
    expect(await stigg.writer.send(aProvisionStep(), 'key-1')).toMatchObject({
      ok: true,
      value: { checkoutUrl: expect.stringContaining('http'), facts: { status: 'PAYMENT_REQUIRED' } },
    })
    expect(await subscriptions()).toEqual([])
  })

  it('does not repeat a change of a customer whose outcome is not known, and reads it back', async () => {
    await stigg.failNext('reset-after', { method: 'PATCH' })
    const step = anUpdateStep({ name: 'Renamed' })
    expect(await stigg.writer.send(step, 'key-2')).toMatchObject({ failure: { code: 'stigg.outcome-unknown' } })
    expect(await stigg.writer.readBack(step)).toMatchObject({ ok: true, value: { foundExisting: true } })
  })

  it('changes nothing of a customer that is linked to another account', async () => {
    const link = { salesforceAccountId: '0015g00000OtherAAA', integrationId: aCreateStep().integrationId, metadata: {} }
    const step = anUpdateStep({ name: 'Renamed', link })
    const facts = { customerId: 'customer-of-tests', salesforceAccountId: accountId }
    expect(await stigg.writer.send(step, 'key-2')).toMatchObject({ failure: { code: 'stigg.conflict', facts } })
    expect(await stigg.writer.readBack(anUpdateStep({ name: 'Customer of tests' }))).toMatchObject({ ok: true })
  })

  it('answers two at once with one subscription between them', async () => {
    const marker = { orgId, opportunityId, generation: 1 }
    const [one, other] = await Promise.all([
      stigg.writer.send(aProvisionStep({ marker: { ...marker, runId: 'run-1' } }), 'key-1'),
      stigg.writer.send(aProvisionStep({ marker: { ...marker, runId: 'run-2' } }), 'key-2'),
    ])
    const found = [one, other].map((result) => result.ok && result.value.foundExisting)
    expect(new Set(found)).toEqual(new Set([false, true]))
    expect(await subscriptions()).toEqual(['sub-of-tests'])
  })
})

describe('a key that may not write', () => {
  it.each([
    ['readOnlyKey', 'stigg.not-permitted'],
    ['publishableKey', 'stigg.not-permitted'],
  ] as const)('is told so (%s)', async (name, code) => {
    const { writer } = stigg.clientWith(stigg.service[name])
    expect(await writer.send(aCreateStep(), 'key')).toMatchObject({ ok: false, failure: { code } })
  })

  it('is refused where Stigg does not know it', async () => {
    const { writer, reader } = stigg.clientWith('server-unknown')
    expect(await writer.send(aCreateStep(), 'key')).toMatchObject({ failure: { code: 'stigg.key-refused' } })
    expect(await reader.environment()).toMatchObject({ failure: { code: 'stigg.key-refused' } })
  })
})

describe('linking in an environment that knows its integration by the UUID alone', () => {
  const linkOf = async () => {
    const { data } = (await stigg.raw('GET', '/api/v1/customers/customer-of-tests')) as {
      data: { integrations: { id: string; syncedEntityId: string }[] }
    }
    return data.integrations
  }
  const uuid = () => stigg.seed.integrations.find(({ vendorIdentifier }) => vendorIdentifier === 'SALESFORCE')?.id
  const byReference = { method: 'POST', bodyIncludes: 'integration-salesforce-practice' }
  beforeEach(() => stigg.failNext('IntegrationNotFound', byReference, null))

  it('makes the customer with the UUID', async () => {
    expect(await stigg.writer.send(aCreateStep(), 'key-customer')).toMatchObject({ ok: true, value: made })
    expect(await linkOf()).toMatchObject([{ id: uuid(), syncedEntityId: accountId }])
    expect(await stigg.writer.readBack(aCreateStep())).toMatchObject({ ok: true, value: { foundExisting: true } })
  })

  it('links a customer that is there with the UUID', async () => {
    await stigg.raw('POST', '/api/v1/customers', { id: 'customer-of-tests' })
    const link = { salesforceAccountId: accountId, integrationId: 'integration-salesforce-practice', metadata: {} }
    expect(await stigg.writer.send(anUpdateStep({ link }), 'key-link')).toMatchObject({ ok: true })
    expect(await linkOf()).toMatchObject([{ id: uuid(), syncedEntityId: accountId }])
  })

  it('stands by the refusal where GraphQL may not be asked', async () => {
    await stigg.failNext('AccessDeniedError', { path: '^/graphql$' }, null)
    expect(await stigg.writer.send(aCreateStep(), 'key-customer')).toMatchObject({
      failure: { code: 'stigg.not-found', facts: { code: 'IntegrationNotFound' } },
    })
  })
})

describe('a customer that somebody else made meanwhile', () => {
  const customer = async () => {
    const { data } = (await stigg.raw('GET', '/api/v1/customers/customer-of-tests')) as { data: object }
    return data
  }
  const integrations = [
    { id: 'integration-salesforce-practice', vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId },
  ]
  const other = (fields: object) => stigg.raw('POST', '/api/v1/customers', { id: 'customer-of-tests', ...fields })

  it('gets what it lacks, and keeps what it has', async () => {
    await other({ name: 'By a flow', integrations, metadata: { tier: 'gold' } })
    expect(await stigg.writer.readBack(aCreateStep())).toEqual({ ok: true, value: null })
    expect(await stigg.writer.send(aCreateStep(), 'key')).toMatchObject({ ok: true, value: { foundExisting: true } })
    expect(await customer()).toMatchObject({
      name: 'By a flow',
      email: 'billing@tests.example',
      metadata: { tier: 'gold', salesforceAccountId: accountId, companionOrg: orgId },
    })
    expect(await stigg.writer.readBack(aCreateStep())).toMatchObject({ ok: true, value: { foundExisting: true } })
  })

  it('keeps the e-mail that another person gave it', async () => {
    await stigg.writer.send(aCreateStep({ email: 'first@tests.example' }), 'key-first')
    expect(await stigg.writer.send(aCreateStep(), 'key')).toMatchObject({ ok: true, value: { foundExisting: true } })
    expect(await customer()).toMatchObject({ email: 'first@tests.example' })
  })

  it('leaves the outcome open where adding what it lacks is lost', async () => {
    await other({ name: 'By a flow', integrations })
    await stigg.failNext('reset-after', { method: 'PATCH', path: '^/api/v1/customers/' })
    expect(await stigg.writer.send(aCreateStep(), 'key')).toMatchObject({ failure: { code: 'stigg.outcome-unknown' } })
    expect(await stigg.writer.readBack(aCreateStep())).toMatchObject({ ok: true, value: { foundExisting: true } })
  })

  it('of another account is a conflict, and is left alone', async () => {
    await other({ integrations: [{ ...integrations[0], syncedEntityId: '001000000000000AAA' }] })
    expect(await stigg.writer.send(aCreateStep(), 'key')).toMatchObject({ failure: { code: 'stigg.conflict' } })
    expect(await customer()).toMatchObject({ email: null, metadata: {} })
  })
})
