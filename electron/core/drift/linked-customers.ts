import type { DriftCustomer } from '#shared/domain/drift'
import type { MarkedAs } from '#shared/domain/drift/compare-customer'
import type { SoldDeal } from '#shared/domain/drift/sold-to'
import { noEdits } from '#shared/domain/draft-edits'
import type { RunSummary } from '#shared/domain/run'

import type { MarkedSubscription, Ports } from '../ports.ts'

type MirrorPorts = Pick<Ports, 'mirror' | 'journal'>

/** A Stigg customer, and the account of the mirror that is linked to it. */
export interface LinkedCustomer extends DriftCustomer {
  /** Other accounts that name the same customer: whose deals count is then nobody's to guess. */
  readonly otherAccounts: readonly string[]
}

/** How many deals are looked at in one go, before others get their turn. */
const chunkSize = 1000

/**
 * The customers that accounts of the mirror name, and those that markers in Stigg tie to a deal whose account names none.
 * One walk over the mirror; no call.
 */
export async function linkedCustomers({ mirror }: MirrorPorts, orgId: string): Promise<LinkedCustomer[]> {
  const markedBy = new Map(
    mirror
      .markers()
      .flatMap(({ customerId, marker }) => (marker.orgId === orgId ? [[marker.opportunityId, customerId]] : [])),
  )
  const accounts = new Map<string, { name: string; customerId: string }>()
  for (const deals of mirror.chunks(chunkSize)) {
    for (const { opportunity, account } of deals) {
      if (!account) continue
      const customerId = account.stiggCustomerId ?? markedBy.get(opportunity.id)
      const known = accounts.get(account.id)
      // The account's own word beats what one of its deals was provisioned to.
      if (customerId && (!known || account.stiggCustomerId))
        accounts.set(account.id, { name: account.name, customerId })
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const byCustomer = Map.groupBy([...accounts], ([, { customerId }]) => customerId)
  return [...byCustomer]
    .flatMap(([customerId, [first, ...others]]) =>
      first
        ? [
            {
              customerId,
              accountId: first[0],
              accountName: first[1].name,
              otherAccounts: others.map(([, { name }]) => name),
            },
          ]
        : [],
    )
    .toSorted((a, b) => (a.accountName < b.accountName ? -1 : a.accountName > b.accountName ? 1 : 0))
}

export interface DealsOf {
  (customer: LinkedCustomer): { readonly deals: readonly SoldDeal[]; readonly marked: readonly MarkedAs[] }
}

/** Reads the deals of one customer after the other out of the mirror, with what the journal and the markers say of them. */
export function dealsReader({ mirror, journal }: MirrorPorts, orgId: string): DealsOf {
  const marks = Map.groupBy(
    mirror.markers().filter(({ marker }) => marker.orgId === orgId),
    ({ marker }) => marker.opportunityId,
  )
  const marksOfCustomer = Map.groupBy([...marks.values()].flat(), ({ customerId }) => customerId)
  const provisioned = new Map<string, RunSummary>()
  for (const run of journal.list({ states: ['done'] })) {
    if (run.kind === 'provision' && !provisioned.has(run.opportunityId)) provisioned.set(run.opportunityId, run)
  }

  function soldDeal(opportunityId: string): SoldDeal | null {
    const deal = mirror.get(opportunityId)
    if (!deal) return null
    const run = provisioned.get(opportunityId)
    return {
      ...deal,
      edits: (run && journal.get(run.id)?.approval.edits) ?? noEdits,
      provisionedAt: run?.startedAt ?? null,
      isProvisioned: run !== undefined || marks.has(opportunityId),
    }
  }

  return ({ customerId, accountId }) => ({
    deals: mirror.idsByAccount(accountId).flatMap((id) => soldDeal(id) ?? []),
    marked: (marksOfCustomer.get(customerId) ?? []).map(markOf),
  })
}

const markOf = ({ planId, status }: MarkedSubscription): MarkedAs => ({ planId, status })
