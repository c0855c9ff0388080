import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Currency } from './money.ts'

/** A calendar day without a zone, as Salesforce's date fields hold it: "2026-11-18". */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export type Day = z.infer<typeof Day>

/** A moment in UTC, ISO 8601 with milliseconds and Z. */
export const Moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
export type Moment = z.infer<typeof Moment>

/** Source: Salesforce CPQ, SBQQ__Quote__c. */
export const PrimaryQuote = z.object({
  id: z.string(),
  name: z.string(),
  /** "Quote", "Amendment", "Renewal". */
  type: z.string().nullable(),
  status: z.string().nullable(),
  startDate: Day.nullable(),
  endDate: Day.nullable(),
  termMonths: z.number().int().nullable(),
  billingFrequency: z.string().nullable(),
})
export type PrimaryQuote = z.infer<typeof PrimaryQuote>

export const Opportunity = z.object({
  id: z.string(),
  name: z.string(),
  stageName: z.string(),
  isWon: z.boolean(),
  isClosed: z.boolean(),
  closeDate: Day,
  /** Whole units; null where the deal has no amount. */
  amount: Decimal.nullable(),
  /** The deal's currency; the org's own in a single-currency org. */
  currency: Currency,
  type: z.string().nullable(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  ownerName: z.string().nullable(),
  pricebookId: z.string().nullable(),
  pricebookName: z.string().nullable(),
  contractId: z.string().nullable(),
  /** Developer name of the record type; null where the object has none. */
  recordType: z.string().nullable(),
  /** The primary CPQ quote, where there is one: its own dates, term and frequency stand for lines that say none. */
  quote: PrimaryQuote.nullable(),
  /** The value of the org's Stigg Subscription ID field, where it has one. */
  subscriptionId: z.string().nullable(),
  systemModstamp: Moment,
})
export type Opportunity = z.infer<typeof Opportunity>

/** What CPQ says about a line: absolute and prior quantity on an amendment, the segment of a ramp, the line's dates. */
export const QuoteLine = z.object({
  quoteLineId: z.string(),
  quoteType: z.string().nullable(),
  /** On an amendment the new absolute quantity; the opportunity's line holds the difference. */
  quantity: Decimal.nullable(),
  priorQuantity: Decimal.nullable(),
  segmentIndex: z.number().int().nullable(),
  startDate: Day.nullable(),
  endDate: Day.nullable(),
  billingFrequency: z.string().nullable(),
  subscriptionTermMonths: z.number().int().nullable(),
  /** The price book of the quote line's own entry. */
  pricebookId: z.string().nullable(),
})
export type QuoteLine = z.infer<typeof QuoteLine>

export const OpportunityLine = z.object({
  id: z.string(),
  productId: z.string(),
  productName: z.string(),
  productCode: z.string().nullable(),
  productActive: z.boolean(),
  /** Raw values as they stand in Salesforce; a value on the line beats the product's. */
  stiggType: z.string().nullable(),
  stiggId: z.string().nullable(),
  /** Which record the mapping stands on. */
  mappedOn: z.enum(['line', 'product', 'none']),
  quantity: Decimal,
  /** Sales price per unit before `discountPercent`, whole units of the deal's currency. */
  unitPrice: Decimal.nullable(),
  listPrice: Decimal.nullable(),
  discountPercent: Decimal.nullable(),
  totalPrice: Decimal.nullable(),
  description: z.string().nullable(),
  serviceDate: Day.nullable(),
  sortOrder: z.number().int().nullable(),
  pricebookId: z.string().nullable(),
  /** Whether the standard price book has an active entry for the product in the deal's currency. */
  standardPriceActive: z.boolean(),
  quote: QuoteLine.nullable(),
})
export type OpportunityLine = z.infer<typeof OpportunityLine>

export const Account = z.object({
  id: z.string(),
  name: z.string(),
  website: z.string().nullable(),
  /** The values of the org's Stigg Customer ID and Stigg Customer URL fields. */
  stiggCustomerId: z.string().nullable(),
  stiggCustomerUrl: z.string().nullable(),
  lastModifiedDate: Moment.nullable(),
})
export type Account = z.infer<typeof Account>

export const Contact = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  /** The contact's role on the opportunity ("Billing", "Decision Maker"), null where it has none. */
  role: z.string().nullable(),
  isPrimary: z.boolean(),
})
export type Contact = z.infer<typeof Contact>

/** One deal as Salesforce holds it at the moment of reading: everything that a draft is built from. */
export const Deal = z.object({
  opportunity: Opportunity,
  account: Account.nullable(),
  lines: z.array(OpportunityLine),
  contacts: z.array(Contact),
  readAt: Moment,
})
export type Deal = z.infer<typeof Deal>

export const Org = z.object({
  id: z.string(),
  name: z.string(),
  isSandbox: z.boolean(),
  /** IANA name of the signed-in user's time zone. */
  timeZone: z.string(),
  currency: Currency,
  userId: z.string(),
  userName: z.string(),
  username: z.string(),
  /** Base of record links, without a trailing slash. */
  lightningUrl: z.string(),
})
export type Org = z.infer<typeof Org>
