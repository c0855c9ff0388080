import { z } from 'zod'

import type { Contact } from '#shared/domain/opportunity'
import { ok, type Result } from '#shared/failure'

import type { WireRecord } from './query.ts'
import { flag, parsed, recordId, text } from './wire.ts'

const WireContact = z.object({ Id: recordId, Name: text, Email: text, Title: text })
const WireRole = z.object({ Role: text, IsPrimary: flag, Contact: WireContact.nullish() })

/**
 * The account's contacts and those who have a role on the deal, each once, the deal's own first and its primary before
 * all. A contact with several roles keeps the primary one. Fails: `salesforce.unexpected-answer`.
 */
export function toContacts(contacts: readonly WireRecord[], roles: readonly WireRecord[]): Result<Contact[]> {
  const all = parsed(z.array(WireContact), contacts, 'Contact')
  if (!all.ok) return all
  const held = parsed(z.array(WireRole), roles, 'OpportunityContactRole')
  if (!held.ok) return held
  const byId = new Map<string, Contact>()
  const primaryFirst = held.value.toSorted((a, b) => Number(b.IsPrimary) - Number(a.IsPrimary))
  for (const { Contact: contact, Role, IsPrimary } of primaryFirst) {
    if (contact && !byId.has(contact.Id)) byId.set(contact.Id, toContact(contact, Role, IsPrimary))
  }
  for (const contact of all.value) {
    if (!byId.has(contact.Id)) byId.set(contact.Id, toContact(contact, null, false))
  }
  return ok([...byId.values()])
}

const toContact = (from: z.infer<typeof WireContact>, role: string | null, isPrimary: boolean): Contact => ({
  id: from.Id,
  name: from.Name ?? '',
  email: from.Email,
  title: from.Title,
  role,
  isPrimary,
})
