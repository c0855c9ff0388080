import type { Account, Deal, Moment, Opportunity, OpportunityLine, Org } from '#shared/domain/opportunity'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { AccountTie } from '#shared/domain/link-mend'
import type { LinkAccount, LinkContact } from '#shared/domain/link-states'
import type { ChosenFields, FieldCandidates } from '#shared/domain/field-choice'
import type { ProductCatalogue } from '#shared/domain/readiness'
import type { Asked } from '#shared/domain/search-text'
import type { MappingFields, ProvisioningRules } from '#shared/domain/profile'
import type { Result } from '#shared/failure'

/** A deal as the mirror keeps it: what lists, searches and the checks without a live call need. */
export interface MirrorDeal {
  readonly opportunity: Opportunity
  readonly account: Account | null
  readonly lines: readonly OpportunityLine[]
}

/** Where an incremental read goes on: the greatest SystemModstamp seen, never the local clock. */
export interface Watermark {
  readonly modstamp: Moment
}

export interface DealBatch {
  readonly deals: readonly MirrorDeal[]
  /** Opportunities that were deleted, or are no longer won nor in a trial stage. */
  readonly gone: readonly string[]
  readonly watermark: Watermark
  /** Opportunities in all, where the service said so. */
  readonly total: number | null
}

export interface LineScope {
  readonly fields: MappingFields
  /** Where the lines of a deal with a primary CPQ quote come from; the other one serves where there are none. */
  readonly lineSource: ProvisioningRules['lineSource']
}

export interface DealScope extends LineScope {
  readonly trialStages: readonly string[]
}

/**
 * Whether the org has an active flow of Stigg's own, which provisions a deal the moment it is won. `unknown` where the
 * signed-in user may not look. `names` are labels of flows, as Setup shows them.
 */
export interface NativeFlows {
  readonly state: 'active' | 'none' | 'unknown'
  readonly names: readonly string[]
}

/** An account that a search found, and what it was found by. */
export interface FoundAccount extends LinkAccount {
  readonly found: { readonly by: 'name' | 'website' | 'contact'; readonly value: string }
}

/** Reads of the signed-in Salesforce org. Every failure is one of `salesforce.*`; nothing here writes. */
export interface SalesforcePort {
  /** The org and the signed-in user. */
  org(signal?: AbortSignal): Promise<Result<Org>>
  /** Find the fields that carry the mapping and the links, through describe; what was chosen stands above it. */
  discoverFields(chosen?: ChosenFields, signal?: AbortSignal): Promise<Result<MappingFields>>
  /** Fields that could carry each role, with what records hold in them now. Two calls. Fails: `salesforce.*`. */
  mappingCandidates(signal?: AbortSignal): Promise<Result<FieldCandidates>>
  /**
   * Products that carry a mapping, and whether sales could add them to a deal; null where no field of the product does.
   * One call, and one more for each 2,000 rows. Fails: `salesforce.*`.
   */
  mappedProducts(fields: MappingFields, signal?: AbortSignal): Promise<Result<ProductCatalogue | null>>
  /** What the org offers for rules and templates. Fails: `salesforce.*`. */
  choices(signal?: AbortSignal): Promise<Result<OrgChoices>>
  /** One deal live, in one round trip. Fails: `opportunity.not-found`. */
  readDeal(opportunityId: string, scope: LineScope, signal?: AbortSignal): Promise<Result<Deal>>
  /** How many deals one call of readDeals may ask for. */
  readonly dealsAtOnce: number
  /** Several deals live, in one round trip, each with its own result. Fails: `salesforce.*`. */
  readDeals(
    opportunityIds: readonly string[],
    scope: LineScope,
    signal?: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Result<Deal>>>>
  /** Won deals and those in trial stages, changed since the watermark (null = all), oldest change first, in batches. */
  changedDeals(scope: DealScope, since: Watermark | null, signal?: AbortSignal): AsyncIterable<Result<DealBatch>>
  /** Accounts with a Stigg customer ID or won deals, page by page. */
  linkAccounts(fields: MappingFields, signal?: AbortSignal): AsyncIterable<Result<readonly LinkAccount[]>>
  /** Accounts by their IDs; those that cannot be found are left out. */
  accountsById(
    fields: MappingFields,
    accountIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly LinkAccount[]>>
  /** Accounts whose Stigg Customer ID is this one; none where the org has no such field. At most 20. */
  accountsNaming(
    fields: MappingFields,
    customerId: string,
    signal?: AbortSignal,
  ): Promise<Result<readonly LinkAccount[]>>
  /** E-mails of the contacts of accounts with won deals and no Stigg customer ID, page by page, as far as the bound goes. */
  linkContacts(fields: MappingFields, signal?: AbortSignal): AsyncIterable<Result<readonly LinkContact[]>>
  /** What accounts hold of a link, by ID; those that cannot be found are left out. */
  accountTies(
    fields: MappingFields,
    accountIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly AccountTie[]>>
  /** Accounts by their name, their web site, or their contacts' e-mail addresses, in one request. At most `limit` of each. */
  searchAccounts(
    fields: MappingFields,
    asked: Asked,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Result<readonly FoundAccount[]>>
  /** The account of a contact; null where there is none, or the user may not see it. */
  accountOfContact(fields: MappingFields, contactId: string, signal?: AbortSignal): Promise<Result<FoundAccount | null>>
  /** Active flows that point to Stigg. */
  nativeFlows(signal?: AbortSignal): Promise<Result<NativeFlows>>
  /** API calls that this process has made, and what the org says of its daily limit. */
  usage(): { readonly calls: number; readonly org: { readonly used: number; readonly limit: number } | null }
}
