import type { Locator, Page } from '@playwright/test'

import { practiceSession } from '#hosts/composition/practice-session'
import { CLIENT_ID, REDIRECT_URIS } from '#practice/salesforce/oauth/app'
import { STORIES } from '#practice/seed/deals/all'
import type { Shown } from '#practice/seed/shown'

import { expect, type RunningApp } from './app.ts'

export interface Told {
  /** Name of the deal. */
  readonly deal: string
  readonly account: string
}

/** The first deal of the practice story that shows something. */
export function dealThatShows(shows: Shown): Told {
  const story = STORIES.find((candidate) => candidate.shows.includes(shows))
  if (!story?.account) throw new Error(`No story shows ${shows} with an account`)
  return { deal: story.name, account: story.account.name }
}

/** Find a deal by its name as a person does, and open it. */
export async function openDeal(page: Page, { deal }: Told): Promise<void> {
  await page
    .getByRole('searchbox')
    .or(page.getByPlaceholder(/Name, account/))
    .first()
    .fill(deal)
  await page.getByRole('row').filter({ hasText: deal }).first().click()
  await expect(page.getByRole('heading', { name: deal })).toBeVisible()
}

/** Open the sheet, tick every warning, and leave the approving to the case. @returns the sheet */
export async function review(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Review and provision' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  for (const box of await sheet.getByRole('checkbox').all()) await box.check()
  return sheet
}

export const approve = (sheet: Locator, { account }: Told): Promise<void> =>
  sheet.getByRole('button', { name: new RegExp(`^(Provision|Start trial for) ${escaped(account)}`) }).click()

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

type Service = keyof RunningApp['practice']

/** Make the next request that matches go wrong, through the practice services' own control plane. */
export async function addFault(app: RunningApp, service: Service, rule: object): Promise<void> {
  const answer = await fetch(`${app.practice[service]}/__practice/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Let every answer of a practice service take longer. */
export async function slowDown(app: RunningApp, service: Service, ms: number): Promise<void> {
  const body = JSON.stringify({ ms })
  const headers = { 'content-type': 'application/json' }
  await fetch(`${app.practice[service]}/__practice/latency`, { method: 'POST', headers, body })
}

/** How many requests of a kind a practice service has answered with success. */
export async function answered(app: RunningApp, service: Service, method: string, path: RegExp): Promise<number> {
  const answer = await fetch(`${app.practice[service]}/__practice/exchanges`)
  const { exchanges } = (await answer.json()) as {
    exchanges: { method: string; path: string; status: number | null }[]
  }
  return exchanges.filter((one) => one.method === method && path.test(one.path) && String(one.status).startsWith('2'))
    .length
}

/** Ask Salesforce itself, as a colleague who is signed in there. */
async function asColleague({ practice }: RunningApp) {
  const { accessToken } = await practiceSession({
    loginUrl: practice.salesforce,
    clientId: CLIENT_ID,
    redirectUris: REDIRECT_URIS,
    username: 'olivia.ops@northwind.example',
  })
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${practice.salesforce}/services/data/v66.0${path}`, {
      ...init,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer
  }
  return {
    firstId: async (query: string): Promise<string> => {
      const found = (await (await ask(`/query?q=${encodeURIComponent(query)}`)).json()) as { records: { Id: string }[] }
      return found.records[0]?.Id ?? ''
    },
    create: (object: string, fields: object) =>
      ask(`/sobjects/${object}`, { method: 'POST', body: JSON.stringify(fields) }),
    patch: (object: string, id: string, fields: object) =>
      ask(`/sobjects/${object}/${id}`, { method: 'PATCH', body: JSON.stringify(fields) }),
  }
}

/** A colleague in Salesforce wins a deal. @returns its name */
export async function sellDeal(app: RunningApp, name: string): Promise<string> {
  const { create } = await asColleague(app)
  const CloseDate = new Date().toISOString().slice(0, 10)
  await create('Opportunity', { Name: name, StageName: 'Closed Won', CloseDate, CurrencyIsoCode: 'USD' })
  return name
}

/** Change the first line of a deal that has this Stigg Type, as a colleague in Salesforce would. */
export async function changeLine(app: RunningApp, { deal }: Told, stiggType: string, fields: object): Promise<void> {
  const { firstId, patch } = await asColleague(app)
  const query = `SELECT Id FROM OpportunityLineItem WHERE Opportunity.Name = '${deal}' AND Product2.Stigg_Type__c = '${stiggType}' LIMIT 1`
  await patch('OpportunityLineItem', await firstId(query), fields)
}

/** Give a deal another name in Salesforce. */
export async function renameDeal(app: RunningApp, { deal }: Told, name: string): Promise<void> {
  const { firstId, patch } = await asColleague(app)
  await patch('Opportunity', await firstId(`SELECT Id FROM Opportunity WHERE Name = '${deal}' LIMIT 1`), { Name: name })
}

/** The bodies of the requests of a kind that a practice service answered with success, oldest first. */
export async function sentTo(app: RunningApp, service: Service, method: string, path: RegExp): Promise<unknown[]> {
  const answer = await fetch(`${app.practice[service]}/__practice/exchanges`)
  const { exchanges } = (await answer.json()) as {
    exchanges: { method: string; path: string; status: number | null; requestBody: string }[]
  }
  return exchanges
    .filter((one) => one.method === method && path.test(one.path) && String(one.status).startsWith('2'))
    .map(({ requestBody }) => JSON.parse(requestBody) as unknown)
}
