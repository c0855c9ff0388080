import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { LinkSearch } from '#shared/contract/links'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

let opened: OpenCompanion
let contact: { readonly id: string; readonly email: string; readonly accountId: string; readonly accountName: string }
let linked: { readonly accountId: string; readonly customerId: string }

beforeAll(async () => {
  opened = await openCompanion()
  await drain(await opened.companion.opportunities.sync({}))
  const [row] = await opened.practice.query(
    "SELECT Id, Email, AccountId, Account.Name FROM Contact WHERE Email = 'robin@anchorage.example'",
  )
  contact = {
    id: String(row?.['Id']),
    email: String(row?.['Email']),
    accountId: String(row?.['AccountId']),
    accountName: String((row?.['Account'] as { Name: string } | undefined)?.Name),
  }
  const [account] = await opened.practice.query(
    'SELECT Id, Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c != null ORDER BY Name LIMIT 1',
  )
  linked = { accountId: String(account?.['Id']), customerId: String(account?.['Stigg_Customer_ID__c']) }
})
afterAll(() => opened.close())
beforeEach(async () => {
  await opened.practice.salesforce.forgetExchanges()
  await opened.practice.stigg.forgetExchanges()
  await opened.practice.stigg.clearFaults()
  await opened.practice.salesforce.clearFaults()
})

const here = (text: string) => opened.companion.links.search({ text })
const beyond = (text: string) => opened.companion.links.search({ text, reach: 'services' })
const shown = ({ found }: LinkSearch) => found.map(({ kind, id, why }) => ({ kind, id, by: why.by }))
const asked = async () => ({
  salesforce: (await opened.practice.salesforce.exchanges()).length,
  stigg: (await opened.practice.stigg.exchanges()).length,
})

describe('the search box', () => {
  it('finds the account of a contact, and the customer, by an e-mail address, with one request to each service', async () => {
    const found = await beyond(contact.email.toUpperCase())
    expect(found).toMatchObject({ asked: 'email', more: false, silent: [] })
    expect(shown(found)).toEqual([{ kind: 'account', id: contact.accountId, by: 'contact' }])
    expect(found.found[0]).toMatchObject({
      name: contact.accountName,
      why: { value: expect.stringContaining(contact.email) },
    })
    expect(await asked()).toEqual({ salesforce: 1, stigg: 1 })
    const billing = await beyond('Billing <billing@anchorage.example>')
    expect(shown(billing)).toEqual([
      { kind: 'customer', id: contact.accountId, by: 'email' },
      { kind: 'account', id: contact.accountId, by: 'contact' },
    ])
  })

  it('finds customers and accounts by a domain, each once', async () => {
    const found = await beyond('https://www.anchorage.example/about')
    expect(found.asked).toBe('domain')
    expect(shown(found)).toEqual([
      { kind: 'customer', id: contact.accountId, by: 'domain' },
      { kind: 'account', id: contact.accountId, by: 'website' },
    ])
    expect(await asked()).toEqual({ salesforce: 1, stigg: 1 })
    expect((await beyond('chorage.example')).found).toEqual([])
  })

  it('finds records by words on this machine without asking anybody, then by the services', async () => {
    const first = await here('fjordline enterprise')
    expect(await asked()).toEqual({ salesforce: 0, stigg: 0 })
    expect(first).toMatchObject({ asked: 'words', more: true })
    expect(first.found[0]).toMatchObject({ kind: 'opportunity', why: { by: 'name' } })
    expect(shown(await here('fjordline')).map(({ kind }) => kind)).toContain('account')
    expect(shown(await beyond('anchorage storage'))).toEqual([
      { kind: 'customer', id: contact.accountId, by: 'name' },
      { kind: 'account', id: contact.accountId, by: 'name' },
    ])
  })

  it('takes quotes, wildcards and escapes as what they are', async () => {
    const [account] = await opened.practice.query("SELECT Id, Name FROM Account WHERE Name LIKE 'O\\'Brien%'")
    const name = String(account?.['Name'])
    expect(name).toContain('%')
    for (const text of [name, "o'brien", '100%_off', 'söhne \\']) {
      const { found, silent } = await beyond(text)
      expect(silent).toEqual([])
      expect(found.map(({ id }) => id)).toContain(account?.['Id'])
      expect(found.every((each) => each.kind !== 'account' || each.name === name)).toBe(true)
    }
    for (const text of ["' OR Name != '", '%%', '__', "x') OR (Id != '"]) {
      expect((await beyond(text)).found).toEqual([])
    }
  })

  it('leads a Stigg ID or address to its customer, and a subscription to its customer where no deal is known', async () => {
    expect((await here(linked.customerId)).found[0]).toMatchObject({ id: linked.customerId })
    const status = await opened.companion.workspace.status()
    const page = `${status.stigg.appUrl}/${status.stigg.environment?.slug}/customers/${linked.customerId}`
    expect((await here(page)).found).toMatchObject([
      { kind: 'customer', path: `/customers/${encodeURIComponent(linked.customerId)}`, why: { by: 'link' } },
    ])
  })

  it('names a plan’s deals for the plan’s ID, and its address in Stigg', async () => {
    const status = await opened.companion.workspace.status()
    const page = `${status.stigg.appUrl}/${status.stigg.environment?.slug}/plans/plan-enterprise`
    expect((await here(page)).found).toMatchObject([
      { kind: 'catalogue', name: 'Enterprise', path: '/inbox?search=plan-enterprise' },
    ])
    expect((await here('plan-enterprise')).found[0]).toMatchObject({ kind: 'catalogue', why: { by: 'id' } })
  })

  it('finds the account of a contact’s ID, and says of other objects that they have no page', async () => {
    expect(await here(contact.id)).toMatchObject({ asked: 'record', found: [], more: true })
    expect(shown(await beyond(contact.id))).toEqual([{ kind: 'account', id: contact.accountId, by: 'contact' }])
    const status = await opened.companion.workspace.status()
    const { lightningUrl = '' } = status.salesforce.org ?? {}
    expect(await failureOf(here('01t5g00000EfGhIAAV'))).toMatchObject({
      code: 'link.no-record',
      facts: { object: 'Product2' },
    })
    expect(await failureOf(here(`${lightningUrl}/lightning/o/Opportunity/list?filterName=Recent`))).toMatchObject({
      code: 'link.no-record',
      facts: { what: 'list' },
    })
  })

  it('asks, and does not switch, for what belongs to another org or environment', async () => {
    const elsewhere = 'https://globex.lightning.force.com/lightning/r/Account/0015g00000BcDeFAAV/view'
    expect(await failureOf(here(elsewhere))).toMatchObject({ code: 'link.other-profile' })
    expect(await failureOf(beyond(elsewhere))).toMatchObject({ code: 'link.other-profile' })
    expect(await asked()).toEqual({ salesforce: 0, stigg: 0 })
  })

  it('says which service is silent, and shows what the other said', async () => {
    await opened.practice.stigg.addFault({ match: { path: '/graphql' }, fault: { kind: 'status', status: 403 } })
    await opened.practice.stigg.addFault({
      match: { path: '/api/v1/customers' },
      fault: { kind: 'status', status: 403 },
    })
    const { found, silent } = await beyond('billing@anchorage.example')
    expect(silent).toMatchObject([{ service: 'stigg', failure: { code: 'stigg.not-permitted' } }])
    expect(found.map(({ kind }) => kind)).toEqual(['account'])
  })

  it('asks Stigg over REST where the key may not ask GraphQL', async () => {
    await opened.practice.stigg.addFault({ match: { path: '/graphql' }, fault: { kind: 'status', status: 403 } })
    const { found, silent } = await beyond('billing@anchorage.example')
    expect(silent).toEqual([])
    expect(found.map(({ kind }) => kind)).toEqual(['customer', 'account'])
  })

  it('never writes', async () => {
    for (const text of [contact.email, 'anchorage.example', 'anchorage', contact.id]) {
      await here(text)
      await beyond(text)
    }
    const sent = [...(await opened.practice.salesforce.exchanges()), ...(await opened.practice.stigg.exchanges())]
    const reads = /^(GET|POST \/graphql|POST \/services\/data\/v[\d.]+\/composite$)/
    expect(sent.map(({ method, path }) => `${method} ${path}`).filter((line) => !reads.test(line))).toEqual([])
  })

  it('derives the pattern of customer pages from the accounts, and keeps what is chosen', async () => {
    const { settings, workspace } = opened.companion
    const before = await settings.urlPatterns()
    expect(before.customer).toContain('/customers/{customerId}')
    expect(before.offered).toMatchObject({ customer: before.customer })
    const refused = settings.keepUrlPatterns({ customer: 'https://evil.example/{customerId}', subscription: null })
    expect(await failureOf(refused)).toMatchObject({ code: 'settings.not-valid', facts: { why: 'other-host' } })
    await settings.keepUrlPatterns({ customer: null, subscription: null })
    expect((await workspace.status()).profile).toMatchObject({ customerUrlTemplate: null })
    await settings.keepUrlPatterns({ customer: before.customer, subscription: before.subscription })
    expect((await workspace.status()).profile.customerUrlTemplate).toBe(before.customer)
  })
})
