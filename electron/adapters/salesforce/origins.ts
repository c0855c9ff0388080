import { isLoopbackUrl } from '#shared/domain/network'

const salesforceHosts = ['.salesforce.com', '.salesforce.mil', '.sfcrmproducts.cn', '.my-salesforce.com']

/** The origin that a secret is bound to. Throws TypeError where the text is no URL. */
export const originOf = (url: string): string => new URL(url).origin

/**
 * Whether a token may be sent there: Salesforce's own hosts over https; loopback only where the login host is loopback
 * too, which is the practice workspace.
 */
export function mayHoldSession(instanceUrl: string, loginUrl: string): boolean {
  if (!URL.canParse(instanceUrl)) return false
  const url = new URL(instanceUrl)
  if (isLoopbackUrl(url)) return isLoopbackUrl(new URL(loginUrl))
  return url.protocol === 'https:' && salesforceHosts.some((suffix) => `.${url.hostname}`.endsWith(suffix))
}

const lightningTwins: readonly (readonly [suffix: string, twin: string])[] = [
  ['.my.salesforce.com', '.lightning.force.com'],
  ['.my.salesforce.mil', '.lightning.crmforce.mil'],
  ['.my-salesforce.com', '.my-lightning.com'],
  ['.my.sfcrmproducts.cn', '.lightning.sfcrmapps.cn'],
]

/**
 * Base of record links for an instance, without a trailing slash. Loopback is its own twin.
 * Source: Salesforce Help, "My Domain URL Formats".
 */
export function lightningUrlOf(instanceUrl: string): string {
  const url = new URL(instanceUrl)
  for (const [suffix, twin] of lightningTwins) {
    if (url.hostname.endsWith(suffix)) return `https://${url.hostname.slice(0, -suffix.length)}${twin}`
  }
  if (url.hostname.endsWith('.salesforce.com')) return `https://${url.hostname.split('.')[0]}.lightning.force.com`
  return url.origin
}
