/** A deal as the flow reads it off the org. */
export interface FlowDeal {
  readonly opportunityId: string
  readonly isWon: boolean
  readonly account: { readonly id: string; readonly name: string; readonly stiggCustomerId: string | null } | null
  /** Lines whose product says what it is in Stigg. */
  readonly sold: readonly { readonly stiggType: string; readonly stiggId: string; readonly quantity: number }[]
}

/** What the flow does in the org. */
export interface FlowOrg {
  /** Null where there is no such deal. */
  deal(opportunityId: string): FlowDeal | null
  /** Write the links to the account, as the automation user. */
  stamp(accountId: string, customer: { readonly id: string; readonly url: string }): void
  /** The deal that a request is about, by the record ids in it: an opportunity, else the newest won deal of an account. */
  dealIn(text: string): string | null
  /** Show in Setup what the org's flows are, and whether everybody may look. */
  publish(flow: { readonly enabled: boolean; readonly renamed: boolean; readonly visible: boolean }): void
}

/** What the actions of Stigg's package do. They throw what Stigg refuses with. */
export interface FlowStigg {
  /** Create or update. @returns where the customer's page is */
  ensureCustomer(customer: { readonly id: string; readonly name: string; readonly accountId: string }): { url: string }
  /** Provision what was sold, under an id that Stigg chooses. @returns the subscription's id */
  provision(order: { readonly customerId: string; readonly accountId: string; readonly sold: FlowDeal['sold'] }): string
}
