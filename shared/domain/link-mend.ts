import { z } from 'zod'

import { obstacleToWrite } from './checks/write-back.ts'
import { linkRows, type LinkAccount, type LinkCustomer, type LinkRow } from './link-states.ts'
import type { FieldRef } from './profile.ts'
import type { Run } from './run.ts'
import type { AccountMendStep, CustomerMendStep } from './step.ts'
import { SalesforceId, toId18 } from './salesforce-id.ts'
import { shownName } from './shown-name.ts'

const CustomerId = z.string().min(1).max(255)

/** What is to be done about two records that belong together, or about one that leads nowhere. */
export const Mend = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pair'),
    accountId: SalesforceId,
    customerId: CustomerId,
    /** What each said of the other when the person chose; where it says something else now, nothing is overwritten. */
    saw: z.object({ customerId: z.string().nullable(), accountId: z.string().nullable() }),
    /** Accounts and customers that are tied to one of the two as well, and are let go. */
    release: z.object({
      accountIds: z.array(SalesforceId).max(50),
      customerIds: z.array(CustomerId).max(50),
    }),
  }),
  /** Take an ID that leads nowhere off the account. */
  z.object({ kind: z.literal('clear-account'), accountId: SalesforceId, saw: z.string() }),
  /** Take the link to an account that is not there off the customer. */
  z.object({ kind: z.literal('clear-customer'), customerId: CustomerId, saw: z.string() }),
  /** Restore what stood there before a mend. */
  z.object({ kind: z.literal('undo'), runId: z.string().min(1).max(100) }),
])
export type Mend = z.infer<typeof Mend>
type PairMend = Extract<Mend, { kind: 'pair' }>

/** The account's half of a link, read moments ago. */
export interface AccountTie {
  readonly id: string
  readonly name: string
  /** What the fields of a link hold, by API name. */
  readonly held: Readonly<Record<string, string | null>>
}

/** The customer's half of a link, read moments ago. */
export interface CustomerTie {
  readonly id: string
  readonly name: string | null
  readonly archived: boolean
  /** Tells one version of the customer from another; null where Stigg does not say. */
  readonly updatedAt: string | null
  readonly link: CustomerMendStep['from']['link']
  readonly metadata: Readonly<Record<string, string>>
}

export interface MendLive {
  readonly accounts: ReadonlyMap<string, AccountTie>
  readonly customers: ReadonlyMap<string, CustomerTie>
}

/** What a mend rests on beside the two records. */
export interface MendGround {
  readonly orgId: string
  /** The environment's Salesforce integration; null = links are kept in metadata alone. */
  readonly integrationId: string | null
  readonly fields: { readonly customerId: FieldRef | null; readonly customerUrl: FieldRef | null }
  /** Null where the pattern of customer URLs is not known. */
  readonly urlOf: (customerId: string) => string | null
}

/** Why a mend cannot be done to the records as they are now. */
export type MendObstacle =
  | 'account-gone'
  | 'customer-gone'
  | 'customer-archived'
  | 'changed'
  | 'nothing-to-do'
  | 'no-field'
  | 'field-read-only'
  | 'field-too-short'
  | 'not-undoable'

export type MendStep = AccountMendStep | CustomerMendStep
export type MendPlan = { readonly steps: readonly MendStep[] } | { readonly obstacle: MendObstacle }

const idOf = (id: string): string => toId18(id) ?? id
const customerIdOf = ({ held }: AccountTie, { fields }: MendGround): string | null =>
  (fields.customerId && held[fields.customerId.field]) ?? null

/** Metadata keys of ours on a customer; every copy of the app knows them. */
const accountKey = 'salesforceAccountId'
const orgKey = 'companionOrg'

export const isMark = (key: string): boolean => key === accountKey || key === orgKey

export const marksIn = (metadata: CustomerTie['metadata']): CustomerMendStep['from']['marks'] => ({
  accountId: metadata[accountKey] ?? null,
  orgId: metadata[orgKey] ?? null,
})

/** The account that a customer names: the integration's word goes before that of the metadata. */
export function accountNamedBy({ link, metadata }: Pick<CustomerTie, 'link' | 'metadata'>): string | null {
  const named = link?.accountId ?? marksIn(metadata).accountId
  return named === null || named === '' ? null : idOf(named)
}

/** Records that have to be read before a mend can be planned. */
export function recordsOf(mend: Mend, undone: Run | null): { accountIds: string[]; customerIds: string[] } {
  switch (mend.kind) {
    case 'pair':
      return {
        accountIds: [mend.accountId, ...mend.release.accountIds],
        customerIds: [mend.customerId, ...mend.release.customerIds],
      }
    case 'clear-account':
      return { accountIds: [mend.accountId], customerIds: [] }
    case 'clear-customer':
      return { accountIds: [], customerIds: [mend.customerId] }
    default: {
      const steps = undone?.steps.map(({ step }) => step) ?? []
      return {
        accountIds: steps.flatMap((step) => (step.kind === 'mend-account' ? [step.accountId] : [])),
        customerIds: steps.flatMap((step) => (step.kind === 'mend-customer' ? [step.customerId] : [])),
      }
    }
  }
}

/**
 * What has to be written for a mend, from what both sides hold now.
 * @param undone the run that is undone, for an undo
 */
export function planMend(mend: Mend, live: MendLive, ground: MendGround, undone: Run | null = null): MendPlan {
  switch (mend.kind) {
    case 'pair':
      return planPair(mend, live, ground)
    case 'clear-account': {
      const account = live.accounts.get(mend.accountId)
      if (!account) return { obstacle: 'account-gone' }
      const customerId = customerIdOf(account, ground)
      if (customerId === null) return { obstacle: 'nothing-to-do' }
      return customerId === mend.saw ? planOf([setAccount(account, null, ground)]) : { obstacle: 'changed' }
    }
    case 'clear-customer': {
      const customer = live.customers.get(mend.customerId)
      if (!customer) return { obstacle: 'customer-gone' }
      const named = accountNamedBy(customer)
      if (named === null) return { obstacle: 'nothing-to-do' }
      return named === idOf(mend.saw) ? planOf([setCustomer(customer, null, ground)]) : { obstacle: 'changed' }
    }
    default:
      return planUndo(undone, live)
  }
}

type Planned = MendStep | { readonly obstacle: MendObstacle }

function planOf(planned: readonly Planned[]): MendPlan {
  const stands = planned.find((each) => 'obstacle' in each)
  if (stands) return stands
  const steps = planned.filter((each): each is MendStep => !('obstacle' in each))
  return steps.length === 0 ? { obstacle: 'nothing-to-do' } : { steps }
}

function planPair(mend: PairMend, live: MendLive, ground: MendGround): MendPlan {
  const account = live.accounts.get(mend.accountId)
  const customer = live.customers.get(mend.customerId)
  if (!account) return { obstacle: 'account-gone' }
  if (!customer) return { obstacle: 'customer-gone' }
  if (customer.archived) return { obstacle: 'customer-archived' }
  const named = accountNamedBy(customer)
  const saw = mend.saw.accountId === null ? null : idOf(mend.saw.accountId)
  // What is as it is to be already is not in the way of the other half.
  const held = customerIdOf(account, ground)
  const accountMoved = held !== mend.saw.customerId && held !== mend.customerId
  const customerMoved = named !== saw && named !== mend.accountId
  if (accountMoved || customerMoved) return { obstacle: 'changed' }
  const loose = mend.release.accountIds.flatMap((id) => live.accounts.get(id) ?? [])
  const others = mend.release.customerIds.flatMap((id) => live.customers.get(id) ?? [])
  const customerIds = new Set([mend.customerId, ...mend.release.customerIds])
  const accountIds = new Set([mend.accountId, ...mend.release.accountIds])
  return planOf([
    ...(held === mend.customerId ? [] : [setAccount(account, mend.customerId, ground)]),
    ...(named === mend.accountId ? [] : [setCustomer(customer, mend.accountId, ground)]),
    ...loose
      .filter((each) => each.id !== mend.accountId && customerIds.has(customerIdOf(each, ground) ?? ''))
      .map((each) => setAccount(each, null, ground)),
    ...others
      .filter((each) => each.id !== mend.customerId && accountIds.has(accountNamedBy(each) ?? ''))
      .map((each) => setCustomer(each, null, ground)),
  ])
}

/** The account with another customer, or with none. */
function setAccount(account: AccountTie, customerId: string | null, ground: MendGround): Planned {
  const { fields } = ground
  const url = customerId === null ? null : ground.urlOf(customerId)
  const id = fields.customerId
  if (id === null) return { obstacle: 'no-field' }
  const stands = obstacleToWrite({ ...id, value: customerId ?? '' })
  if (stands !== null) return { obstacle: stands === 'link.field-read-only' ? 'field-read-only' : 'field-too-short' }
  const ofUrl = fields.customerUrl
  // Without a pattern an old URL would lead to another customer: it goes, too.
  const oldUrl = (ofUrl && account.held[ofUrl.field]) ?? null
  const urlFits = ofUrl !== null && url !== oldUrl && obstacleToWrite({ ...ofUrl, value: url ?? '' }) === null
  return {
    kind: 'mend-account',
    id: `mend-account:${account.id}`,
    accountId: account.id,
    name: account.name,
    fields: {
      [id.field]: { label: id.label, from: customerIdOf(account, ground), to: customerId },
      ...(urlFits ? { [ofUrl.field]: { label: ofUrl.label, from: oldUrl, to: url } } : {}),
    },
  }
}

/** The customer with another account, or with none. */
function setCustomer(customer: CustomerTie, accountId: string | null, { orgId, integrationId }: MendGround): MendStep {
  const named = customer.link?.integrationId ?? integrationId
  const link = accountId === null || named === null ? null : { integrationId: named, accountId }
  const marks = accountId === null ? { accountId: null, orgId: null } : { accountId, orgId }
  return customerStep(customer, { link, marks })
}

function customerStep(customer: CustomerTie, to: CustomerMendStep['to']): CustomerMendStep {
  const { [accountKey]: _account, [orgKey]: _org, ...others } = customer.metadata
  return {
    kind: 'mend-customer',
    // With the version that it changes: undone and done again within a day, it is another request.
    id: `mend-customer:${customer.id}:${customer.updatedAt ?? ''}`,
    customerId: customer.id,
    name: customer.name ?? customer.id,
    from: { link: customer.link, marks: marksIn(customer.metadata) },
    to,
    metadata: {
      ...others,
      ...(to.marks.accountId === null ? {} : { [accountKey]: to.marks.accountId }),
      ...(to.marks.orgId === null ? {} : { [orgKey]: to.marks.orgId }),
    },
  }
}

/** What a mend wrote, the other way round; refused where any of it is not as the mend left it. */
function planUndo(undone: Run | null, live: MendLive): MendPlan {
  if (undone?.kind !== 'mend-link') return { obstacle: 'not-undoable' }
  // What somebody else had done already is not this run's to take back.
  const done = undone.steps.filter(({ state, answer }) => state === 'done' && answer?.foundExisting === false)
  if (done.length === 0 || undone.state === 'running') return { obstacle: 'not-undoable' }
  const planned = done.toReversed().flatMap(({ step }): Planned[] => {
    if (step.kind === 'mend-account') return [backAccount(step, live.accounts.get(step.accountId))]
    return step.kind === 'mend-customer' ? [backCustomer(step, live.customers.get(step.customerId))] : []
  })
  return planOf(planned)
}

function backAccount(step: AccountMendStep, held: AccountTie | undefined): Planned {
  if (!held) return { obstacle: 'account-gone' }
  const isAsLeft = Object.entries(step.fields).every(([field, { to }]) => (held.held[field] ?? null) === to)
  if (!isAsLeft) return { obstacle: 'changed' }
  const back = Object.entries(step.fields).map(
    ([field, { label, from, to }]) => [field, { label, from: to, to: from }] as const,
  )
  return { ...step, fields: Object.fromEntries(back) }
}

function backCustomer(step: CustomerMendStep, held: CustomerTie | undefined): Planned {
  if (!held) return { obstacle: 'customer-gone' }
  const now = { link: held.link, marks: marksIn(held.metadata) }
  return isSameTie(now, step.to) ? customerStep(held, step.from) : { obstacle: 'changed' }
}

export const isSameLink = (a: CustomerMendStep['from']['link'], b: CustomerMendStep['from']['link']): boolean =>
  (a === null) === (b === null) && idOf(a?.accountId ?? '') === idOf(b?.accountId ?? '')

export const isSameMarks = (a: CustomerMendStep['from']['marks'], b: CustomerMendStep['from']['marks']): boolean =>
  a.accountId === b.accountId && a.orgId === b.orgId

const isSameTie = (a: CustomerMendStep['from'], b: CustomerMendStep['from']): boolean =>
  isSameLink(a.link, b.link) && isSameMarks(a.marks, b.marks)

/** One value that a mend changes, as a person reads it. */
export interface MendChange {
  readonly system: 'salesforce' | 'stigg'
  readonly recordId: string
  readonly record: string
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** Each value of both sides that a step changes. */
export function changesOf(step: MendStep): MendChange[] {
  if (step.kind === 'mend-account') {
    const about = { system: 'salesforce', recordId: step.accountId, record: step.name } as const
    return Object.values(step.fields).map(({ label, from, to }) => ({
      ...about,
      field: label,
      before: from,
      after: to,
    }))
  }
  const about = { system: 'stigg', recordId: step.customerId, record: step.name } as const
  const { from, to } = step
  const rows = [
    ['Salesforce integration', from.link?.accountId ?? null, to.link?.accountId ?? null],
    [`Metadata ${accountKey}`, from.marks.accountId, to.marks.accountId],
    [`Metadata ${orgKey}`, from.marks.orgId, to.marks.orgId],
  ] as const
  return rows
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => ({ ...about, field, before, after }))
}

const pair = (
  account: LinkAccount,
  customer: LinkCustomer,
  { accounts, customers }: Pick<LinkRow, 'accounts' | 'customers'>,
): PairMend => ({
  kind: 'pair',
  accountId: idOf(account.id),
  customerId: customer.id,
  saw: { customerId: account.customerId, accountId: customer.accountId },
  release: {
    accountIds: accounts.filter(({ id }) => id !== account.id).map(({ id }) => idOf(id)),
    customerIds: customers.filter(({ id }) => id !== customer.id).map(({ id }) => id),
  },
})

/** What can be done about a row: none, one, or for a conflict each account with each customer. */
export function mendsOf(row: LinkRow): readonly Mend[] {
  const [account] = row.accounts
  const [customer] = row.customers
  if (row.state === 'linked' || row.state === 'orphaned') return []
  if (account && customer) return row.accounts.flatMap((a) => row.customers.map((c) => pair(a, c, row)))
  if (account?.customerId) return [{ kind: 'clear-account', accountId: idOf(account.id), saw: account.customerId }]
  return customer?.accountId ? [{ kind: 'clear-customer', customerId: customer.id, saw: customer.accountId }] : []
}

/**
 * An account and a customer that nothing ties to each other, chosen by a person who knows that they belong together.
 * @returns null unless the rows are one account without a customer and one customer without an account
 */
export function pairByHand(rows: readonly LinkRow[]): PairMend | null {
  if (rows.length !== 2) return null
  const accounts = rows.flatMap((row) => row.accounts)
  const customers = rows.flatMap((row) => row.customers)
  const [account] = accounts
  const [customer] = customers
  if (!account || !customer || accounts.length + customers.length !== 2) return null
  return pair(account, customer, { accounts, customers })
}

/**
 * What a person types before mends are done; null = nothing. By name where the profile asks for that; the number where
 * many are done at once and it matters.
 */
export function typedForMends(
  { access, kind }: { readonly access: string; readonly kind: string },
  names: readonly string[],
): string | null {
  const [only] = names
  if (names.length === 0) return null
  if (names.length === 1) return access === 'retype' && only !== undefined ? shownName(only).trim() : null
  return access === 'retype' || kind === 'production' || kind === 'mixed' ? String(names.length) : null
}

/** The rows as they are once steps were done, joined anew without asking anybody. */
export function afterMends(rows: readonly LinkRow[], steps: readonly MendStep[]): LinkRow[] {
  const accounts = new Map(rows.flatMap((row) => row.accounts.map((account) => [account.id, account] as const)))
  const customers = new Map(rows.flatMap((row) => row.customers.map((customer) => [customer.id, customer] as const)))
  for (const step of steps) {
    if (step.kind === 'mend-account') {
      const account = accounts.get(step.accountId)
      // The first of its fields is the one that holds the customer's ID.
      const [customerId] = Object.values(step.fields)
      if (account && customerId) accounts.set(account.id, { ...account, customerId: customerId.to })
    } else {
      const customer = customers.get(step.customerId)
      const { link, marks } = step.to
      if (customer) customers.set(customer.id, { ...customer, accountId: link?.accountId ?? marks.accountId })
    }
  }
  return linkRows([...accounts.values()], [...customers.values()])
}
