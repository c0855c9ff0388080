import type { DriftProgress } from '#shared/contract/drift'
import type { DriftNote, DriftReport, DriftRow } from '#shared/domain/drift'
import { compareCustomer, needsLook, notesOf } from '#shared/domain/drift/compare-customer'
import { soldTo } from '#shared/domain/drift/sold-to'
import { noteOf, type HeldBy } from '#shared/domain/drift/tally'
import { fail, ok, type Failure, type Result } from '#shared/failure'

import type { EntitledTo, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { dealsReader, linkedCustomers, type DealsOf, type LinkedCustomer } from './linked-customers.ts'

export type DriftPorts = Pick<Ports, 'mirror' | 'journal' | 'stigg' | 'clock'>

/** Customers that are looked at side by side: as many as the client sends calls at once. */
const atOnce = 12

/** Failures that every other customer would meet as well. */
const concernsAll: ReadonlySet<Failure['code']> = new Set([
  'stigg.key-refused',
  'stigg.circuit-open',
  'stigg.unreachable',
  'request.cancelled',
])

const nothingHeld: HeldBy = { subscriptions: [], promotional: [] }

interface Found {
  readonly rows: readonly DriftRow[]
  readonly notes: readonly DriftNote[]
}

/**
 * Compare what was sold to every linked customer with what is live. One call for each customer; more only where what it
 * says differs. Fails where a failure concerns all of them; any other is a note of its customer.
 */
export async function checkDrift(
  context: Context,
  ports: DriftPorts,
  report: (progress: DriftProgress) => void,
  signal: AbortSignal,
): Promise<Result<DriftReport>> {
  const { org, environmentId } = context
  const customers = await linkedCustomers(ports, org.id)
  const dealsOf = dealsReader(ports, org.id)
  const waiting = [...customers]
  const rows: DriftRow[] = []
  const notes: DriftNote[] = []
  let done = 0
  let differing = 0
  let stopped: Failure | null = null
  const lane = async (): Promise<void> => {
    for (;;) {
      const customer = stopped ? undefined : waiting.shift()
      if (!customer) return
      const found = signal.aborted ? cancelled : await lookAt(customer, dealsOf, context, ports, signal)
      if (found.ok) {
        rows.push(...found.value.rows)
        notes.push(...found.value.notes)
        if (found.value.rows.length > 0) differing += 1
      } else if (concernsAll.has(found.failure.code)) {
        stopped ??= found.failure
        return
      } else {
        notes.push(noteOf(plain(customer), 'unread', null, { failure: found.failure.code }))
      }
      done += 1
      report({ done, total: customers.length, differing })
    }
  }
  report({ done, total: customers.length, differing })
  await Promise.all(Array.from({ length: Math.min(atOnce, customers.length) }, lane))
  if (stopped) return { ok: false, failure: stopped }
  const place = new Map(customers.map(({ customerId }, index) => [customerId, index]))
  const inOrder = (a: DriftRow | DriftNote, b: DriftRow | DriftNote): number =>
    (place.get(a.customerId) ?? 0) - (place.get(b.customerId) ?? 0)
  return ok({
    orgId: org.id,
    environmentId,
    checkedAt: ports.clock.now().toISOString(),
    customers: customers.length,
    rows: rows.toSorted(inOrder),
    notes: notes.toSorted(inOrder),
  })
}

const cancelled = fail('request.cancelled', 'Given up by the caller')

/** What differs for one customer. */
async function lookAt(
  linked: LinkedCustomer,
  dealsOf: DealsOf,
  { catalog, profile, org }: Context,
  { stigg, clock }: DriftPorts,
  signal?: AbortSignal,
): Promise<Result<Found>> {
  const customer = plain(linked)
  if (linked.otherAccounts.length > 0) {
    const names = [linked.accountName, ...linked.otherAccounts].join(', ')
    return ok({ rows: [], notes: [noteOf(customer, 'several-accounts', null, { names })] })
  }
  const now = clock.now().toISOString()
  const { deals, marked } = dealsOf(linked)
  const sold = soldTo(deals, { catalog, rules: profile.rules, now, timeZone: org.timeZone })
  const entitled = await stigg.entitledTo(customer.customerId, signal)
  if (!entitled.ok) return entitled
  const { entitlements } = entitled.value
  const absence = absenceOf(entitled.value)
  const compare = (held: HeldBy) => compareCustomer(customer, sold, entitlements, held, { catalog, now })
  if (absence) {
    const { rows, notes } = compare(nothingHeld)
    return ok({ rows, notes: [noteOf(customer, absence, null), ...notes] })
  }
  if (!needsLook(sold, entitlements, marked, catalog)) return ok({ rows: [], notes: notesOf(customer, sold) })
  const held = await stigg.heldBy(customer.customerId, signal)
  return held.ok ? ok(compare(held.value)) : held
}

const plain = ({ customerId, accountId, accountName }: LinkedCustomer) => ({ customerId, accountId, accountName })

function absenceOf({ denied }: EntitledTo): 'customer-missing' | 'customer-archived' | null {
  if (denied === 'CustomerNotFound') return 'customer-missing'
  return denied === 'CustomerIsArchived' ? 'customer-archived' : null
}
