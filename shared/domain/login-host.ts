import { myDomainOf } from './salesforce-url.ts'

/** What was made of the address that a person typed. */
export type LoginHost =
  | {
      readonly ok: true
      /** Origin to sign in at. */
      readonly loginUrl: string
      /** What was put right, so that it can be shown; null where it was right. */
      readonly mended: 'lightning' | 'setup' | 'page' | 'scheme' | 'name' | null
    }
  | { readonly ok: false; readonly why: 'empty' | 'email' | 'site' | 'instance' | 'not-salesforce' | 'not-an-address' }

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Hosts of My Domain's sign-in by the host family that a person may have copied from. */
const homes: readonly (readonly [family: RegExp, home: string])[] = [
  [/\.(lightning\.crmforce|my\.salesforce)\.mil$/, '.my.salesforce.mil'],
  [/\.(lightning\.sfcrmapps|my\.sfcrmproducts)\.cn$/, '.my.sfcrmproducts.cn'],
  [/\.my-(lightning|salesforce)\.com$/, '.my-salesforce.com'],
  [/\.(lightning|vf|file)\.force\.com$|\.my\.salesforce(-setup)?\.com$/, '.my.salesforce.com'],
]

/**
 * The address at which an org is signed in to, out of whatever a person copied: a Lightning page, a page of Setup, a name
 * without a scheme. Source: Salesforce Help, "My Domain URL formats".
 */
export function loginHostOf(typed: string): LoginHost {
  const text = typed.trim()
  if (text === '') return { ok: false, why: 'empty' }
  if (/^[^/\s]+@[^/\s]+$/.test(text)) return { ok: false, why: 'email' }
  // A name alone is the org's own: every My Domain ends in the same way.
  if (/^[a-z0-9][a-z0-9-]*(\.sandbox)?$/i.test(text) && !loopback.has(text))
    return { ok: true, loginUrl: `https://${text.toLowerCase()}.my.salesforce.com`, mended: 'name' }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = URL.parse(hasScheme ? text : `https://${text}`)
  if (url === null || /\s/.test(text) || !/^https?:$/.test(url.protocol)) return { ok: false, why: 'not-an-address' }
  if (loopback.has(url.hostname)) return { ok: true, loginUrl: url.origin, mended: null }
  const { hostname } = url
  if (hostname === 'login.salesforce.com' || hostname === 'test.salesforce.com')
    return { ok: true, loginUrl: `https://${hostname}`, mended: hasScheme ? null : 'scheme' }
  if (/\.(my\.site|force)\.com$/.test(hostname) && !/\.(lightning|vf|file)\.force\.com$/.test(hostname))
    return { ok: false, why: 'site' }
  const name = myDomainOf(hostname)
  const home = homes.find(([family]) => family.test(hostname))?.[1]
  if (name === null) return { ok: false, why: 'not-salesforce' }
  if (home === undefined || name === '') return { ok: false, why: 'instance' }
  const loginUrl = `https://${name}${home}`
  return { ok: true, loginUrl, mended: mendedIn(url, hasScheme, new URL(loginUrl).hostname) }
}

function mendedIn({ hostname, pathname, protocol }: URL, hasScheme: boolean, own: string) {
  if (hostname.includes('salesforce-setup') || pathname.startsWith('/lightning/setup')) return 'setup' as const
  if (hostname !== own) return 'lightning' as const
  if (!hasScheme || protocol !== 'https:') return 'scheme' as const
  return pathname === '/' ? null : ('page' as const)
}

/** What a consumer key looks wrong by; null where nothing speaks against it. */
export function consumerKeyDoubt(typed: string): 'empty' | 'secret' | 'spaces' | 'short' | null {
  const text = typed.trim()
  if (text === '') return 'empty'
  if (/\s/.test(text)) return 'spaces'
  // Source: Salesforce shows a consumer secret as 64 hexadecimal digits; older ones are 19 decimal digits.
  if (/^[0-9A-F]{64}$/i.test(text) || /^\d{15,20}$/.test(text)) return 'secret'
  return text.length < 20 ? 'short' : null
}
