import type { StiggCustomer } from './customer.ts'
import type { CustomerDraft } from './draft.ts'
import type { DraftEdits } from './draft-edits.ts'
import type { Contact } from './opportunity.ts'

const billingRole = /bill|invoic|accounts? payable|financ/i

/**
 * Where invoices go, by the first that has an e-mail: the person's choice, the Stigg customer, a contact whose role on
 * the deal is about billing, the primary contact, the only contact with an e-mail.
 */
export function billingEmailOf(
  edits: DraftEdits,
  customer: StiggCustomer | null,
  contacts: readonly Contact[],
): Pick<CustomerDraft, 'email' | 'emailOrigin'> {
  if (edits.billingEmail !== undefined) return { email: edits.billingEmail, emailOrigin: 'edited' }
  const held = customer?.email?.trim()
  if (held) return { email: held, emailOrigin: 'stigg' }
  const reachable = contacts.flatMap((contact) => {
    const email = contact.email?.trim()
    return email ? [{ ...contact, email }] : []
  })
  const chosen =
    reachable.find(({ role }) => role !== null && billingRole.test(role)) ??
    reachable.find(({ isPrimary }) => isPrimary) ??
    (new Set(reachable.map(({ email }) => email.toLowerCase())).size === 1 ? reachable[0] : undefined)
  return chosen ? { email: chosen.email, emailOrigin: 'contact' } : { email: null, emailOrigin: 'none' }
}
