import { afterEach, describe, expect, it } from 'vitest'

import { createSalesforceApi } from '#adapters/salesforce/api'
import { createExchange } from '#adapters/http/exchange'
import { readOrg } from '#adapters/salesforce/org'
import { createRedactor } from '#adapters/salesforce/redact'
import { createFailures } from '#adapters/salesforce/to-failure'
import { PlainTransport } from '#adapters/salesforce/transport'
import { ok } from '#shared/failure'
import { stoppedClock } from '#test/fakes/small-ports'

import { serve } from '#test/harness/loopback'
import { failureOf, quick, value } from './open-salesforce.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const page = (records: unknown[]) => ({ totalSize: records.length, done: true, records })
const organization = {
  httpStatusCode: 200,
  referenceId: 'organization',
  body: page([{ Name: 'Acme', IsSandbox: false }]),
}

/** An org that answers by path. Shapes: REST API Developer Guide; Connect REST API Developer Guide, "Organization". */
async function open(answers: Record<string, unknown>) {
  const server = await serve((request, response) => {
    const path = Object.keys(answers).find((known) => request.url?.endsWith(known))
    response.writeHead(path ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(path ? answers[path] : [{ errorCode: 'NOT_FOUND', message: 'no such resource' }]))
  })
  closing.push(server.close)
  const session = { accessToken: 'token', instanceUrl: server.url }
  return createSalesforceApi({
    keeper: {
      current: () => Promise.resolve(ok(session)),
      renewed: () => Promise.resolve(ok(session)),
      accepted: () => undefined,
      adopt: () => Promise.resolve(),
      scopes: () => null,
      signOut: () => Promise.resolve({ atSalesforce: 'revoked', failure: null }),
    },
    transport: new PlainTransport(createExchange(), 5_000),
    failures: createFailures(createRedactor()),
    timeouts: quick,
    clock: stoppedClock(),
  })
}

const common = {
  '/services/data/': [{ version: '66.0' }],
  '/services/oauth2/userinfo': {
    user_id: '0055g00000AbCdEAAV',
    organization_id: '00D5g000004XyZQEA0',
    name: 'Olivia Ops',
    preferred_username: 'ops@acme.example',
    zoneinfo: 'Europe/Berlin',
  },
}
const currencyRefused = (errorCode: string) => ({
  compositeResponse: [
    organization,
    { httpStatusCode: 400, referenceId: 'currency', body: [{ errorCode, message: 'CurrencyType' }] },
  ],
})

describe('readOrg', () => {
  it('asks the Connect API for the currency of an org that has one alone', async () => {
    const api = await open({
      ...common,
      '/composite': currencyRefused('INVALID_TYPE'),
      '/connect/organization': { features: { multiCurrency: false, defaultCurrencyIsoCode: 'GBP' } },
    })
    expect(value(await readOrg(api))).toMatchObject({
      name: 'Acme',
      isSandbox: false,
      currency: 'gbp',
      timeZone: 'Europe/Berlin',
    })
  })

  it('takes no other refusal for a single currency', async () => {
    const api = await open({ ...common, '/composite': currencyRefused('REQUEST_LIMIT_EXCEEDED') })
    expect(failureOf(await readOrg(api)).code).toBe('salesforce.limit-reached')
  })
})
