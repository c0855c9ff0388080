/** What a text in the search box asks for, once it is no link and no ID. */
export type Asked =
  | { readonly by: 'email'; readonly text: string }
  | { readonly by: 'domain'; readonly text: string }
  | { readonly by: 'words'; readonly text: string }

const most = 200

/** On one line, without what cannot be typed, and no longer than anybody types. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trim()

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const host = `(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})`
const email = new RegExp(`^[^\\s@<>"(),:;\\\\[\\]]{1,64}@${host}$`)
const domain = new RegExp(`^@?(${host})\\.?$`)

/**
 * An e-mail address ("billing@acme.example", "Acme <billing@acme.example>", a mailto: link), a domain ("acme.example",
 * "@acme.example", the address of a web site), or words. Addresses and domains come in lower case. Never throws.
 */
export function askedFor(text: string): Asked {
  const words = plain(text)
  const lower = words.toLowerCase()
  const address = (/<([^<>]+)>$/.exec(lower)?.[1] ?? lower).replace(/^mailto:/, '').trim()
  if (email.test(address)) return { by: 'email', text: address }
  const site = /^https?:\/\/\S+$/.test(lower) ? (URL.parse(lower)?.hostname ?? '') : lower
  const name = domain.exec(site)?.[1]
  if (name !== undefined) return { by: 'domain', text: name.replace(/^www\./, '') }
  return { by: 'words', text: words }
}

/** Whether a web site or an e-mail address is of a domain, or of one below it. */
export function isOfDomain(text: string | null, domain: string): boolean {
  const said = text?.trim().toLowerCase() ?? ''
  if (said === '') return false
  const at = said.lastIndexOf('@')
  const host = at >= 0 ? said.slice(at + 1) : hostOf(said)
  return host === domain || host.endsWith(`.${domain}`)
}

const hostOf = (site: string): string =>
  URL.parse(/^[a-z]+:\/\//.test(site) ? site : `https://${site}`)?.hostname.replace(/\.$/, '') ?? ''

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether every word stands in a name, without case and accents. */
export function holdsWords(name: string | null, words: string): boolean {
  const said = folded(name ?? '')
  return folded(words)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => said.includes(word))
}
