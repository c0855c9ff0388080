import { z } from 'zod'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The three check characters of a 15-character ID. Source: Salesforce, "ID Field Type". */
function checkCharacters(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = Array.from(id15.slice(start, start + 5)).reduce(
        (sum, char, index) => (char >= 'A' && char <= 'Z' ? sum + (1 << index) : sum),
        0,
      )
      return letters[bits]
    })
    .join('')
}

/**
 * The 18-character form of a record ID. A right suffix on letters whose case was lost repairs the case, as Salesforce
 * does. @returns null where the text is no record ID.
 */
export function toId18(text: string): string | null {
  if (/^[a-zA-Z0-9]{15}$/.test(text)) return text + checkCharacters(text)
  if (!/^[a-zA-Z0-9]{15}[a-zA-Z0-5]{3}$/.test(text)) return null
  const suffix = text.slice(15).toUpperCase()
  const repaired = Array.from(text.slice(0, 15))
    .map((char, index) => {
      const bits = letters.indexOf(suffix[Math.floor(index / 5)] ?? 'A')
      return bits & (1 << (index % 5)) ? char.toUpperCase() : char.toLowerCase()
    })
    .join('')
  return checkCharacters(repaired) === suffix ? repaired + suffix : null
}

/** A record ID, 15 or 18 characters in, always 18 out. */
export const SalesforceId = z.string().transform((text, context) => {
  const id = toId18(text)
  if (id) return id
  context.addIssue({ code: 'custom', message: 'not a Salesforce record ID' })
  return z.NEVER
})
export type SalesforceId = string

const prefixes = {
  '001': 'Account',
  '003': 'Contact',
  '005': 'User',
  '006': 'Opportunity',
  '00D': 'Organization',
  '00k': 'OpportunityLineItem',
  '01t': 'Product2',
  '01u': 'PricebookEntry',
  '01s': 'Pricebook2',
  '800': 'Contract',
} as const

/** The standard object that an ID belongs to, by its key prefix; null for custom objects and unknown prefixes. */
export const objectOf = (id: SalesforceId): (typeof prefixes)[keyof typeof prefixes] | null =>
  prefixes[id.slice(0, 3) as keyof typeof prefixes] ?? null
