import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterprise, openLab, team, type Lab, textOf } from '../lab.ts'

const trigger =
  'mutation Trigger($input: TriggerWorkflowInput!) { triggerWorkflow(input: $input) { success response } }'

describe('GraphQL', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
    await lab.customer('acme', {
      name: 'Acme Corp',
      integrations: [
        { id: 'integration-salesforce-practice', vendorIdentifier: 'SALESFORCE', syncedEntityId: '001-acme' },
      ],
    })
    const entitlements = [
      { type: 'FEATURE', id: 'feature-seats', usageLimit: 50, hasSoftLimit: true },
      { type: 'CREDIT', id: 'currency-api-credits', amount: 10_000, cadence: 'MONTH' },
    ]
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-acme', entitlements, salesforceId: '001-acme' }))
  })
  afterAll(() => lab.stop())

  it.each<[string, unknown, number, string]>([
    ['an unknown field', { query: '{ currentEnvironment nope }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a missing selection',
      { query: trigger.replace('{ success response }', ''), variables: {} },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a syntax error', { query: '{' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a document too deep to read', { query: '{a'.repeat(3000) }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['no query', { variables: {} }, 400, 'BAD_USER_INPUT'],
    [
      'an operation name that is not there',
      { query: 'query A { currentEnvironment }', operationName: 'B' },
      400,
      'BAD_USER_INPUT',
    ],
    ['a batch', [{ query: '{ currentEnvironment }' }], 400, 'GraphQLBatchedOperationsLimitExceeded'],
    ['a missing variable', { query: trigger, variables: {} }, 200, 'BAD_USER_INPUT'],
    ['a variable without a field that it needs', { query: trigger, variables: { input: {} } }, 200, 'BAD_USER_INPUT'],
    [
      'a variable with a field that there is not',
      { query: trigger, variables: { input: { triggerId: 'cancel-subscription', when: 'now' } } },
      200,
      'BAD_USER_INPUT',
    ],
  ])('refuses %s before anything runs', async (_words, body, status, code) => {
    const reply = await lab.call('POST', '/graphql', body)
    expect(reply.status).toBe(status)
    expect(reply.body['errors']?.[0]?.['extensions']).toMatchObject({
      code,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it('refuses an unknown key with 401, a read-only key for a mutation with 403, and anything but POST', async () => {
    const query = '{ currentEnvironment }'
    expect((await lab.graphql(query, {}, { 'X-API-KEY': 'server-no' })).status).toBe(401)
    expect((await lab.graphql(query, {}, { 'X-API-KEY': lab.stigg.readOnlyKey })).status).toBe(200)
    const refused = await lab.graphql(trigger, { input: { triggerId: 'x' } }, { 'X-API-KEY': lab.stigg.readOnlyKey })
    expect([refused.status, refused.body['errors']?.[0]?.['extensions']?.['code']]).toEqual([403, 'AccessDeniedError'])
    expect((await lab.call('GET', '/graphql')).status).toBe(405)
  })

  it('answers 501 for a field that Stigg has and practice has not', async () => {
    const query = 'mutation($input: CancelInput!) { cancelSubscription(input: $input) { subscriptionId } }'
    const reply = await lab.graphql(query)
    expect([reply.status, reply.body['errors']?.[0]?.message]).toEqual([
      501,
      'The practice workspace does not model GraphQL cancelSubscription',
    ])
  })

  it('describes itself', async () => {
    const query = '{ __type(name: "Mutation") { fields { name args { name type { kind ofType { name } } } } } }'
    const fields = (await lab.graphql(query)).body.data['__type']?.['fields']
    expect([...(fields ?? [])]).toContainEqual({
      name: 'triggerWorkflow',
      args: [{ name: 'input', type: { kind: 'NON_NULL', ofType: { name: 'TriggerWorkflowInput' } } }],
    })
  })

  it('names the environment and its integrations', async () => {
    const query = `{
      currentEnvironment
      environments { edges { node { id slug type isSandbox } } }
      integrations(filter: { vendorIdentifier: { eq: SALESFORCE } }) {
        edges { node { integrationId vendorIdentifier credentials { ... on SalesforceCredentials { domain } } } }
      }
    }`
    const { data } = (await lab.graphql(query)).body
    expect(data['environments']?.['edges']?.[0]?.['node']).toMatchObject({
      id: data['currentEnvironment'],
      slug: lab.stigg.environmentSlug,
    })
    expect(data['integrations']?.['edges']).toEqual([
      {
        node: {
          integrationId: 'integration-salesforce-practice',
          vendorIdentifier: 'SALESFORCE',
          credentials: { domain: 'http://127.0.0.1:4010' },
        },
      },
    ])
  })

  it('finds customers by Salesforce id, by pattern and by several at once', async () => {
    const query = `query($filter: CustomerFilter) { customers(filter: $filter, paging: { first: 50 }) {
      totalCount edges { node { customerId salesforceId hasActiveSubscription syncStates { vendorIdentifier syncedEntityId status } } }
    } }`
    const find = async (filter: object) => (await lab.graphql(query, { filter })).body.data['customers']
    expect(await find({ salesforceId: { eq: '001-acme' } })).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            customerId: 'acme',
            salesforceId: '001-acme',
            hasActiveSubscription: true,
            syncStates: [{ vendorIdentifier: 'SALESFORCE', syncedEntityId: '001-acme', status: 'SUCCESS' }],
          },
        },
      ],
    })
    expect(
      await find({ and: [{ name: { iLike: 'ACME%' } }, { salesforceId: { in: ['001-acme', 'x'] } }] }),
    ).toMatchObject({ totalCount: 1 })
    expect(await find({ or: [{ customerId: { eq: 'acme' } }, { customerId: { eq: 'nobody' } }] })).toMatchObject({
      totalCount: 1,
    })
  })

  it('pages through every customer once', async () => {
    const query = `query($after: ConnectionCursor) { customers(paging: { first: 7, after: $after }) {
      totalCount edges { node { customerId } } pageInfo { hasNextPage endCursor }
    } }`
    const seen: string[] = []
    let after: unknown = null
    for (let more = true; more;) {
      const page = (await lab.graphql(query, { after })).body.data['customers']
      seen.push(...[...(page?.['edges'] ?? [])].map((edge) => textOf(edge['node']?.['customerId'])))
      after = page?.['pageInfo']?.['endCursor']
      more = textOf(page?.['pageInfo']?.['hasNextPage']) === 'true'
      if (!more) expect(seen).toHaveLength(Number(page?.['totalCount']))
    }
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('shows what REST leaves out of a subscription, and null for none', async () => {
    const query = `query($id: String!) { getSubscription(input: { subscriptionId: $id }) {
      status billingPeriod salesforceId wasInTrial plan { refId product { refId } }
      entitlements {
        ... on SubscriptionFeatureEntitlement { featureId usageLimit hasUnlimitedUsage hasSoftLimit resetPeriod }
        ... on SubscriptionCreditEntitlement { customCurrencyId amount cadence }
      }
    } }`
    expect((await lab.graphql(query, { id: 'sub-acme' })).body.data['getSubscription']).toEqual({
      status: 'ACTIVE',
      billingPeriod: null,
      salesforceId: '001-acme',
      wasInTrial: false,
      plan: { refId: 'plan-enterprise', product: { refId: 'product-northwind' } },
      entitlements: [
        { featureId: 'feature-seats', usageLimit: 50, hasUnlimitedUsage: false, hasSoftLimit: true, resetPeriod: null },
        { customCurrencyId: 'currency-api-credits', amount: 10_000, cadence: 'MONTH' },
      ],
    })
    expect((await lab.graphql(query, { id: 'none' })).body).toEqual({ data: { getSubscription: null } })
    const customer = '{ getCustomerByRefId(input: { customerId: "none" }) { customerId } }'
    expect((await lab.graphql(customer)).body).toEqual({ data: { getCustomerByRefId: null } })
  })

  it('lists subscriptions by status, product and dates', async () => {
    await lab.customer('ending')
    const cancellationDate = '2027-01-01T00:00:00.000Z'
    await lab.post('/subscriptions', team('ending', { id: 'sub-ending', cancellationDate }))
    const query = `query($filter: CustomerSubscriptionFilter) { subscriptions(filter: $filter) { edges { node { subscriptionId cancelReason } } } }`
    const find = async (filter: object) =>
      [...((await lab.graphql(query, { filter })).body.data['subscriptions']?.['edges'] ?? [])].map((edge) =>
        textOf(edge['node']?.['subscriptionId']),
      )
    expect(await find({ cancellationDate: { gte: '2026-12-01T00:00:00.000Z' } })).toContain('sub-ending')
    expect(await find({ cancellationDate: { lt: '2026-12-01T00:00:00.000Z' } })).not.toContain('sub-ending')
    const filter = { customerId: { eq: 'ending' }, status: { in: ['ACTIVE'] }, productId: { eq: 'product-northwind' } }
    expect(await find(filter)).toEqual(['sub-ending'])
    expect(await find({ status: { eq: 'EXPIRED' }, salesforceId: { is: null } })).not.toContain('sub-ending')
  })

  it('gives a balance summary', async () => {
    const query =
      '{ creditBalanceSummary(input: { customerId: "acme" }) { balances { currencyId currentBalance totalGranted totalConsumed } } }'
    expect((await lab.graphql(query)).body.data['creditBalanceSummary']).toEqual({
      balances: [
        { currencyId: 'currency-api-credits', currentBalance: 10_000, totalGranted: 10_000, totalConsumed: 0 },
      ],
    })
  })
})

describe('workflows', () => {
  const effects = [
    { triggerId: 'cancel', responds: 'when-finished', effect: { kind: 'cancel', when: 'IMMEDIATE' } },
    { triggerId: 'cancel-queued', responds: 'immediately', effect: { kind: 'cancel', when: 'IMMEDIATE' } },
    { triggerId: 'update', responds: 'when-finished', effect: { kind: 'patch' } },
    { triggerId: 'reschedule', responds: 'when-finished', effect: { kind: 'reschedule' } },
    { triggerId: 'metadata', responds: 'when-finished', effect: { kind: 'metadata' } },
    { triggerId: 'downgrade', responds: 'when-finished', effect: { kind: 'downgrade', planId: 'plan-restricted' } },
    { triggerId: 'notify', responds: 'when-finished', effect: { kind: 'notify' } },
    { triggerId: 'refuse', responds: 'when-finished', effect: { kind: 'refuse', error: 'Not today' } },
  ] as const
  let lab: Lab
  let n = 0
  const fire = async (triggerId: string, payload?: object, isTest = false) =>
    (await lab.graphql(trigger, { input: { triggerId, isTest, ...(payload === undefined ? {} : { payload }) } })).body
  const made = async () => {
    const customerId = await lab.customer(`workflow-${n++}`)
    const id = `sub-${customerId}`
    await lab.post('/subscriptions', enterprise(customerId, { id, metadata: { a: '1' } }))
    return id
  }
  const read = async (id: string) => (await lab.get(`/subscriptions/${id}`)).body.data
  beforeAll(async () => {
    lab = await openLab({
      change: (seed) => ({
        ...seed,
        workflows: effects.map((row) => Object.assign({ id: `id-${row.triggerId}`, name: row.triggerId }, row)),
      }),
    })
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('are listed with their trigger ids', async () => {
    const reply = await lab.graphql(
      '{ workflowTriggers(input: { triggerId: "cancel" }) { id triggerId eventLogTypes } }',
    )
    expect(reply.body.data['workflowTriggers']).toEqual([{ id: 'id-cancel', triggerId: 'cancel', eventLogTypes: [] }])
  })

  it('have their effect', async () => {
    const id = await made()
    expect(await fire('update', { subscriptionId: id, addons: [{ id: 'addon-sso', quantity: 1 }] })).toMatchObject({
      data: { triggerWorkflow: { success: true } },
    })
    await fire('metadata', { subscriptionId: id, metadata: { b: '2' } })
    await fire('reschedule', { subscriptionId: id, cancellationDate: '2027-01-01T00:00:00.000Z' })
    expect(await read(id)).toMatchObject({
      addons: [{ id: 'addon-sso', quantity: 1 }],
      metadata: { a: '1', b: '2' },
      cancellationDate: '2027-01-01T00:00:00.000Z',
    })
    await fire('downgrade', { subscriptionId: id })
    expect(await read(id)).toMatchObject({ status: 'CANCELED', cancelReason: 'UPGRADE_OR_DOWNGRADE' })
    expect(await fire('notify', { hello: 'x' })).toMatchObject({
      data: { triggerWorkflow: { response: { payload: { hello: 'x' } } } },
    })
  })

  it('change nothing in a test', async () => {
    const id = await made()
    const before = await read(id)
    const reply = await fire('cancel', { subscriptionId: id }, true)
    expect(reply).toMatchObject({ data: { triggerWorkflow: { success: true, response: { isTest: true } } } })
    expect(await read(id)).toEqual(before)
  })

  it('that answer immediately have only been queued', async () => {
    const id = await made()
    const reply = await fire('cancel-queued', { subscriptionId: id })
    expect(reply).toEqual({
      data: { triggerWorkflow: { success: true, response: { message: 'Workflow was started' } } },
    })
    expect(await read(id)).toMatchObject({ status: 'ACTIVE' })
    lab.advance(1000)
    expect(await read(id)).toMatchObject({ status: 'CANCELED' })
  })

  it('that fail say so in their answer, and undo what they did', async () => {
    expect(await fire('refuse')).toEqual({
      data: { triggerWorkflow: { success: false, response: { error: 'Not today' } } },
    })
    expect(await fire('cancel', { subscriptionId: 'none' })).toMatchObject({
      data: { triggerWorkflow: { success: false, response: { error: { code: 'SubscriptionNotFound' } } } },
    })
  })

  it('that nobody made are an error with a trace id, at 200', async () => {
    const reply = await lab.graphql(trigger, { input: { triggerId: 'none' } })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      data: null,
      errors: [
        {
          message: 'Workflow trigger not found',
          path: ['triggerWorkflow'],
          extensions: { code: 'WorkflowTriggerNotFound', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
        },
      ],
    })
  })

  it('may time out after they were carried out', async () => {
    const id = await made()
    const headers = { 'X-Practice-Fault': 'timeout-after-commit' }
    const reply = await lab.graphql(
      trigger,
      { input: { triggerId: 'cancel', payload: { subscriptionId: id } } },
      headers,
    )
    expect(reply.body['errors']?.[0]?.['extensions']).toMatchObject({ code: 'OperationTimeout' })
    expect(await read(id)).toMatchObject({ status: 'CANCELED' })
  })

  it('leave a record of every call', async () => {
    const calls = (await lab.control('GET', '/workflow-calls')).body['calls']
    expect([...(calls ?? [])].at(0)).toMatchObject({ triggerId: 'update', isTest: false, success: true })
    expect([...(calls ?? [])].filter(({ isTest }) => textOf(isTest) === 'true')).toHaveLength(1)
  })
})
