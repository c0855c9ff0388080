/** Where in the address of a redirect page the link stands that it leads to. */
const linkPlace = '{link}'

/** Why an address cannot be that of a redirect page; null where it can. */
export type RedirectProblem = 'not-https' | 'no-place' | 'place-in-host' | 'credentials'

/**
 * What is wrong with the address of a company's redirect page. It has to be https, on a fixed host, without credentials,
 * and hold `{link}` once, behind the host.
 */
export function redirectProblem(template: string): RedirectProblem | null {
  const parts = template.split(linkPlace)
  const url = URL.parse(parts.join('x'))
  if (url?.protocol !== 'https:' || /\s/.test(template)) return 'not-https'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (parts.length !== 2) return 'no-place'
  const [before = ''] = parts
  const hostEnds = /^https:\/\/[^/?#\\]+[/?#]/i.test(before)
  return hostEnds ? null : 'place-in-host'
}

/** A link of this app by way of the redirect page, as an https address. Text that is not well-formed is mended. */
export const redirectTo = (template: string, link: string): string =>
  template.replace(linkPlace, () => encodeURIComponent(link.toWellFormed()))

/** The link that an address of the redirect page leads to; null where it is none of that page. Never throws. */
export function redirectedLink(template: string | null, text: string): string | null {
  if (template === null || redirectProblem(template) !== null) return null
  const [before = '', after = ''] = template.split(linkPlace)
  if (text.length <= before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return null
  try {
    return decodeURIComponent(text.slice(before.length, text.length - after.length))
  } catch {
    // A broken escape leads nowhere.
    return null
  }
}
