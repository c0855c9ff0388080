import { describe, expect, it } from 'vitest'

import type { LinkAccount, LinkCustomer } from '#shared/domain/link-states'
import { ok } from '#shared/failure'
import { openCore, somePorts } from '#test/fakes/open-core'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

const idOf = (n: number): string => `0015g0000${String(n).padStart(6, '0')}AAA`
const anAccount = (n: number, vary: Partial<LinkAccount> = {}): LinkAccount => ({
  id: idOf(n),
  name: `Account ${n}`,
  customerId: null,
  website: null,
  emails: [],
  ...vary,
})
const aCustomer = (n: number, vary: Partial<LinkCustomer> = {}): LinkCustomer => ({
  id: `customer-${n}`,
  name: null,
  email: `pat@company-${n}.example`,
  accountId: null,
  ...vary,
})

/** Both services, page by page; what was asked is counted. */
function openReading(accounts: readonly LinkAccount[], customers: readonly LinkCustomer[], pages = 1) {
  const asked = { customers: 0, contacts: 0 }
  const { ports } = somePorts()
  const opened = openCore({
    ...ports,
    salesforce: {
      ...ports.salesforce,
      async *linkAccounts() {
        yield await Promise.resolve(ok(accounts))
      },
      async *linkContacts() {
        asked.contacts += 1
        yield await Promise.resolve(
          ok(accounts.map(({ id }, n) => ({ accountId: id, email: `pat@company-${n}.example` }))),
        )
      },
    },
    stigg: {
      ...ports.stigg,
      async *linkCustomers() {
        for (let page = 0; page < pages; page += 1) {
          asked.customers += 1
          yield await Promise.resolve(ok(page === 0 ? customers : []))
          // Another turn, so that whoever gives up is heard.
          await new Promise((resolve) => setImmediate(resolve))
        }
      },
    },
  })
  return { ...opened, asked }
}

describe('reading both sides', () => {
  it('stops asking once the person stops it, and ends as given up', async () => {
    const { companion, asked } = openReading([anAccount(0)], [aCustomer(0)], 10_000)
    const stopper = new AbortController()
    const stream = await companion.links.reconcile(undefined, { signal: stopper.signal })
    await stream.next()
    stopper.abort()
    const rest = async () => {
      while (!(await stream.next()).done);
    }
    expect(await failureOf(rest())).toMatchObject({ code: 'request.cancelled' })
    expect(asked.customers).toBeLessThan(100)
    expect(asked.contacts).toBe(0)
  })

  it('asks for contacts only where accounts and customers are left that they could bring together', async () => {
    const tied = openReading([anAccount(0, { customerId: 'customer-0' })], [aCustomer(0, { accountId: idOf(0) })])
    await drain(await tied.companion.links.reconcile())
    expect(tied.asked.contacts).toBe(0)
    const loose = openReading([anAccount(0), anAccount(1)], [aCustomer(0), aCustomer(1)])
    const { report, events } = await drain(await loose.companion.links.reconcile())
    expect(loose.asked.contacts).toBe(1)
    expect(report.counts).toMatchObject({ likely: 2, orphaned: 0 })
    const rows = events.flatMap((event) => (event.kind === 'rows' ? event.rows : []))
    expect(rows.map(({ because }) => because)).toEqual([
      { reason: 'email', value: 'pat@company-0.example' },
      { reason: 'email', value: 'pat@company-1.example' },
    ])
  })
})
