import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PortTaken } from '#practice/ports'
import { StoreInUse } from '#practice/record-store'
import { startPractice, type Practice, type PracticeOptions } from '#practice/start-practice'

let folder: string
const running: Practice[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'))
})
afterEach(async () => {
  for (const practice of running.splice(0)) await practice.close()
  rmSync(folder, { recursive: true })
})

async function start(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const practice = await startPractice({ dataDir: folder, ...options })
  running.push(practice)
  return practice
}
async function stop(practice: Practice): Promise<void> {
  running.splice(running.indexOf(practice), 1)
  await practice.close()
}

const FJORDLINE = '0015g00000BcDeFAAV'
const salesforce = ({ salesforce: { instanceUrl, apiVersion, accessToken } }: Practice, path: string, init = {}) =>
  fetch(`${instanceUrl}/services/data/v${apiVersion}${path}`, {
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    ...init,
  })
async function queryOne(practice: Practice, soql: string): Promise<Record<string, unknown>> {
  const answer = (await (await salesforce(practice, `/query?q=${encodeURIComponent(soql)}`)).json()) as {
    records: Record<string, unknown>[]
  }
  return answer.records[0] ?? {}
}
const accountName = async (practice: Practice) =>
  (await queryOne(practice, `SELECT Name FROM Account WHERE Id = '${FJORDLINE}'`))['Name']
const rename = (practice: Practice, name: string) =>
  salesforce(practice, `/sobjects/Account/${FJORDLINE}`, { method: 'PATCH', body: JSON.stringify({ Name: name }) })
const stigg = ({ stigg: { baseUrl, apiKey } }: Practice, path: string) =>
  fetch(`${baseUrl}/api/v1${path}`, { headers: { 'X-API-KEY': apiKey } })

describe('the practice workspace', () => {
  it('serves both systems under the addresses and credentials that it names', async () => {
    const practice = await start({ dataDir: ':memory:' })
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
    const plan = await stigg(practice, '/plans/plan-enterprise')
    expect(await plan.json()).toMatchObject({ data: { id: 'plan-enterprise', pricingType: 'CUSTOM' } })
    const graphql = await fetch(practice.stigg.graphqlUrl, {
      method: 'POST',
      headers: { 'X-API-KEY': practice.stigg.apiKey, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ environments { edges { node { slug } } } }' }),
    })
    expect(await graphql.text()).toContain(practice.stigg.environmentSlug)
  })

  it('writes links on accounts that open', async () => {
    const practice = await start({ dataDir: ':memory:' })
    const { Stigg_Customer_URL__c: url } = await queryOne(
      practice,
      `SELECT Stigg_Customer_URL__c FROM Account WHERE Name = 'Tidewater Robotics'`,
    )
    const page = await fetch(String(url))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Tidewater Robotics')
  })

  it('comes back on the same ports with what was changed and the sessions that were granted', async () => {
    const first = await start()
    await rename(first, 'Fjordline Maritime AS')
    const { accessToken, instanceUrl } = first.salesforce
    const { baseUrl, apiKey } = first.stigg
    await stop(first)
    const second = await start()
    expect([second.salesforce.instanceUrl, second.stigg.baseUrl]).toEqual([instanceUrl, baseUrl])
    expect(second.stigg.apiKey).toBe(apiKey)
    const answer = await fetch(`${instanceUrl}/services/data/v66.0/sobjects/Account/${FJORDLINE}?fields=Name`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    })
    expect(await answer.json()).toMatchObject({ Name: 'Fjordline Maritime AS' })
  })

  it('begins another story for another seed or number of deals, and keeps the ports', async () => {
    const first = await start({ seed: 1 })
    await rename(first, 'Changed')
    const { instanceUrl } = first.salesforce
    await stop(first)
    const second = await start({ seed: 2, opportunities: 50 })
    expect([await accountName(second), second.salesforce.instanceUrl]).toEqual(['Fjordline Logistics AS', instanceUrl])
    await rename(second, 'Changed again')
    await stop(second)
    expect(await accountName(await start())).toBe('Changed again')
  })

  it('starts over where it stands, and takes the session that was granted before', async () => {
    const practice = await start()
    const { accessToken, instanceUrl } = practice.salesforce
    await rename(practice, 'Changed')
    await practice.startOver()
    expect(practice.salesforce.instanceUrl).toBe(instanceUrl)
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
    const before = await fetch(`${instanceUrl}/services/data/v66.0/limits`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    })
    expect(before.status).toBe(200)
    await practice.startOver()
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
  })

  it('starts both systems over from the control plane of either', async () => {
    const practice = await start({ dataDir: ':memory:' })
    await rename(practice, 'Changed')
    await fetch(`${practice.stigg.baseUrl}/__practice/start-over`, { method: 'POST' })
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
  })

  it('shares one clock between both systems', async () => {
    const practice = await start({ dataDir: ':memory:' })
    await fetch(`${practice.salesforce.instanceUrl}/__practice/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ setTo: '2031-05-01T00:00:00Z' }),
    })
    const clock = await fetch(`${practice.stigg.baseUrl}/__practice/clock`)
    expect(await clock.text()).toContain('2031-05-01')
  })

  it('applies a write whose answer is lost, and none of one that was cut before', async () => {
    const practice = await start({ dataDir: ':memory:' })
    const { accessToken, instanceUrl } = practice.salesforce
    const { baseUrl, apiKey } = practice.stigg
    const json = { 'Content-Type': 'application/json' }
    const renamed = (name: string, fault: string) =>
      fetch(`${instanceUrl}/services/data/v66.0/sobjects/Account/${FJORDLINE}`, {
        method: 'PATCH',
        headers: { ...json, Authorization: `Bearer ${accessToken}`, 'X-Practice-Fault': fault },
        body: JSON.stringify({ Name: name }),
      })
    const made = (id: string, fault: string) =>
      fetch(`${baseUrl}/api/v1/customers`, {
        method: 'POST',
        headers: { ...json, 'X-API-KEY': apiKey, 'X-Practice-Fault': fault },
        body: JSON.stringify({ id, name: id }),
      })
    await expect(renamed('Cut', 'reset-before')).rejects.toThrow('fetch failed')
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
    await expect(renamed('Applied', 'reset-after')).rejects.toThrow('fetch failed')
    expect(await accountName(practice)).toBe('Applied')
    await expect(made('cut-customer', 'reset-before')).rejects.toThrow('fetch failed')
    await expect(made('lost-customer', 'reset-after')).rejects.toThrow('fetch failed')
    const statuses = [
      await stigg(practice, '/customers/cut-customer'),
      await stigg(practice, '/customers/lost-customer'),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([404, 200])
  })

  it('refuses a port that is taken and leaves nothing behind', async () => {
    const first = await start({ dataDir: ':memory:' })
    const port = Number(new URL(first.stigg.baseUrl).port)
    await expect(startPractice({ dataDir: folder, stiggPort: port })).rejects.toThrow(PortTaken)
    await expect(startPractice({ dataDir: folder, salesforcePort: port })).rejects.toThrow(PortTaken)
    await expect(startPractice({ dataDir: folder, salesforcePort: port, stiggPort: port })).rejects.toThrow(PortTaken)
    await start()
  })

  it('refuses a folder that is being served', async () => {
    await start()
    await expect(startPractice({ dataDir: folder })).rejects.toThrow(StoreInUse)
  })

  it('starts on damaged data, and says where they were put', async () => {
    writeFileSync(join(folder, 'practice.sqlite'), 'not a database, and not short either: one hundred bytes '.repeat(3))
    const practice = await start()
    expect(practice.notice).toContain('practice.sqlite-damaged-1')
    expect(await accountName(practice)).toBe('Fjordline Logistics AS')
  })
})
