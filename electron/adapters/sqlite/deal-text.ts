import type { MirrorDeal } from '#core/ports'
import { stiggTypeOf } from '#shared/domain/stigg-entity'

/** Text as it is compared: without case and accents, compatibility forms made equal. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const spaced = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]+/gu, ' ')

/** Everything that a word of a search is looked for in. */
export function searchTextOf({ opportunity, account, lines }: MirrorDeal): string {
  const parts = new Set([
    opportunity.name,
    opportunity.id,
    opportunity.ownerName,
    opportunity.subscriptionId,
    account?.name ?? opportunity.accountName,
    opportunity.accountId,
    account?.stiggCustomerId,
    ...lines.flatMap(({ productName, productCode, stiggId }) => [productName, productCode, stiggId]),
  ])
  // A line break stands in no name, so that no word is found across two of them.
  return [...parts].flatMap((part) => (part ? [folded(part)] : [])).join('\n')
}

/** The words that a short search is looked for at the beginning of: of the deal's, the account's and the owner's name. */
export const openingOf = ({ opportunity, account }: MirrorDeal): string =>
  ` ${[opportunity.name, account?.name ?? opportunity.accountName, opportunity.ownerName].map((name) => spaced(name ?? '')).join(' ')}`

/** A search taken apart. Every word must be found. */
export interface SearchWords {
  /** Three characters and more: found anywhere, through the index. */
  readonly long: readonly string[]
  /** Shorter: found where a word begins; in scripts that put no spaces between words, anywhere in a name. */
  readonly short: readonly string[]
}

export function searchWordsOf(search: string): SearchWords {
  const words = [...new Set(folded(search).split(/[\s\0]+/u))].filter((word) => word !== '')
  // Counted in code points, as the index counts them.
  const isLong = (word: string) => /^.{3}/u.test(word)
  const startOf = (word: string) =>
    /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(word) ? ` ${word}` : word
  const short = words.filter((word) => !isLong(word))
  // A lone dash between two words of a name says nothing; looked for, it would hide the deal that was typed in full.
  const said = short.map((word) => spaced(word).trim()).filter((word) => word !== '')
  const long = words.filter(isLong)
  return { long, short: (long.length + said.length > 0 ? said : short).map(startOf) }
}

/** The expression that finds all of these words. Source: SQLite, FTS5, "Full-text Query Syntax". */
export const matchOf = (words: readonly string[]): string =>
  words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')

/** The first plan sold, by its product's name, and how many other lines are mapped. */
export function soldOf({ lines }: Pick<MirrorDeal, 'lines'>): { plan: string | null; other: number } {
  const mapped = lines.filter(({ stiggType, stiggId }) => stiggType !== null && stiggId !== null)
  const plan = mapped.find(({ stiggType }) => stiggTypeOf(stiggType ?? '') === 'plan')
  return { plan: plan?.productName ?? null, other: mapped.length - (plan ? 1 : 0) }
}
