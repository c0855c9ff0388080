import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLab, type Lab, textOf } from '../lab.ts'

const salesforce = { id: 'integration-salesforce-practice', vendorIdentifier: 'SALESFORCE', syncedEntityId: 'acc-1' }

describe("a customer's integrations", () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.customer('linked')
  })
  afterAll(() => lab.stop())

  it('are linked, read, moved and removed', async () => {
    const path = '/customers/linked/integrations'
    const made = await lab.post(path, salesforce)
    expect([made.status, made.body.data]).toEqual([201, { ...salesforce, syncData: null }])
    expect((await lab.get(path)).body.data).toEqual([{ ...salesforce, syncData: null }])
    expect((await lab.get(`${path}?vendorIdentifier=STRIPE,HUBSPOT`)).body.data).toEqual([])
    const moved = await lab.patch(`${path}/${salesforce.id}`, { syncedEntityId: 'acc-2' })
    expect([moved.status, moved.body.data['syncedEntityId']]).toEqual([200, 'acc-2'])
    expect((await lab.get('/customers/linked')).body.data['integrations']).toMatchObject([{ syncedEntityId: 'acc-2' }])
    expect((await lab.remove(`${path}/${salesforce.id}`)).body.data['syncedEntityId']).toBe('acc-2')
    expect((await lab.get(`${path}/${salesforce.id}`)).body.code).toBe('IntegrationNotFound')
  })

  it('are one of Salesforce at most', async () => {
    await lab.customer('once')
    await lab.post('/customers/once/integrations', salesforce)
    const again = await lab.post('/customers/once/integrations', { ...salesforce, syncedEntityId: 'acc-9' })
    expect([again.status, again.body.code]).toEqual([409, 'DuplicateIntegrationNotAllowed'])
  })

  it.each([
    ['an integration that the environment has not', { ...salesforce, id: 'other' }, 404, 'IntegrationNotFound'],
    ['another vendor', { ...salesforce, vendorIdentifier: 'STRIPE' }, 400, 'IntegrationValidationError'],
    ['a vendor that nobody knows', { ...salesforce, vendorIdentifier: 'SAP' }, 400, 'BadUserInput'],
    ['no entity', { ...salesforce, syncedEntityId: null }, 400, 'BadUserInput'],
    ['more fields', { ...salesforce, domain: 'x' }, 400, 'BadUserInput'],
  ])('are refused with %s', async (_words, body, status, code) => {
    await lab.customer(`refused-${code}-${status}`).catch(() => undefined)
    const reply = await lab.post(`/customers/refused-${code}-${status}/integrations`, body)
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  it('may be addressed by the uuid of the integration, as GraphQL gives it', async () => {
    const query =
      '{ integrations(filter: { vendorIdentifier: { eq: SALESFORCE } }) { edges { node { id integrationId } } } }'
    const node = (await lab.graphql(query)).body.data['integrations']?.['edges']?.[0]?.['node']
    await lab.customer('by-uuid')
    const made = await lab.post('/customers/by-uuid/integrations', { ...salesforce, id: textOf(node?.['id']) })
    expect(made.status).toBe(201)
    expect((await lab.get(`/customers/by-uuid/integrations/${textOf(node?.['integrationId'])}`)).status).toBe(200)
  })
})
