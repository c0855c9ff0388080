import { z } from 'zod'

import type { Act } from '#shared/domain/act'
import type { CreditAct } from '#shared/domain/grant-request'
import type { WorkflowCall } from '#shared/domain/workflow'
import type { Mend } from '#shared/domain/link-mend'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { noEdits } from '#shared/domain/draft-edits'
import type { PracticeProcess } from './practice-process.ts'

/** A won deal that was made for one test, for an account of its own. */
export interface Subject {
  readonly opportunityId: string
  readonly accountId: string
  readonly email: string
  readonly edits: DraftEdits
  /** The Stigg customer that it is to have, where that is not the account's own ID. */
  readonly customerId?: string
  /** What is done to a subscription of the account, where that is what the test is about. */
  readonly act?: Act
  /** What is done about the customer's credits, where that is what the test is about. */
  readonly credits?: CreditAct
  /** The workflow that is fired for the customer, where that is what the test is about. */
  readonly workflow?: WorkflowCall
  /** The link that is mended, where that is what the test is about. */
  readonly mend?: Mend
}

const Found = z.object({ Id: z.string() })

/** Lines by Stigg ID: quantity, and the sales price per unit. */
export type Sold = Readonly<Record<string, { readonly quantity: number; readonly price: number }>>

/** Deals made through Salesforce's own API, as sales would make them. */
export function worldOf(practice: PracticeProcess) {
  let count = 0
  const entries = new Map<string, string>()

  async function entryOf(stiggId: string): Promise<string> {
    const known = entries.get(stiggId)
    if (known) return known
    const [row] = await practice.query(
      `SELECT Id FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND IsActive = true AND CurrencyIsoCode = 'USD' AND Product2.IsActive = true AND Product2.Stigg_ID__c = '${stiggId}' LIMIT 1`,
    )
    const { Id } = Found.parse(row)
    entries.set(stiggId, Id)
    return Id
  }

  async function sell(title: string, sold: Sold, edits: DraftEdits = noEdits): Promise<Subject> {
    count += 1
    const email = `billing@deal-${count}.example`
    const accountId = await practice.create('Account', {
      Name: `${title} ${count}`,
      Website: `https://deal-${count}.example`,
    })
    await practice.create('Contact', { AccountId: accountId, LastName: 'Payer', Email: email })
    return { ...(await sellTo({ accountId, email }, title, sold)), edits }
  }

  async function sellTo(
    { accountId, email }: Pick<Subject, 'accountId' | 'email'>,
    title: string,
    sold: Sold,
  ): Promise<Subject> {
    const [book] = await practice.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true')
    const opportunityId = await practice.create('Opportunity', {
      Name: `${title} ${count}`,
      AccountId: accountId,
      StageName: 'Negotiation/Review',
      CloseDate: new Date().toISOString().slice(0, 10),
      CurrencyIsoCode: 'USD',
      Pricebook2Id: Found.parse(book).Id,
    })
    for (const [stiggId, { quantity, price }] of Object.entries(sold)) {
      await practice.create('OpportunityLineItem', {
        OpportunityId: opportunityId,
        PricebookEntryId: await entryOf(stiggId),
        Quantity: quantity,
        UnitPrice: price,
      })
    }
    await practice.patch('Opportunity', opportunityId, { StageName: 'Closed Won' })
    return { opportunityId, accountId, email, edits: noEdits }
  }

  return { sell, sellTo }
}
export type World = ReturnType<typeof worldOf>

export const enterprise: Sold = {
  'plan-enterprise': { quantity: 1, price: 30_000 },
  'feature-seats': { quantity: 150, price: 100 },
}
