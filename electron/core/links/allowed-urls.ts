/** Hosts that records of the signed-in org and environment may be opened on, in the system's browser. */
export interface AllowedHosts {
  readonly lightningUrl: string | null
  readonly stiggAppUrl: string | null
  readonly practiceAppUrl: string | null
  /** Exact addresses out of a parsed Stigg answer: an invoice, a checkout page. */
  readonly exact: ReadonlySet<string>
  /** Where the last sign-in begins: our own request, on the profile's login host. */
  readonly signIn: string | null
}

/** Whether the window may hand an address to the system's browser: https on a known host, or a practice service's own origin. */
export function isAllowedUrl(
  text: string,
  { lightningUrl, stiggAppUrl, practiceAppUrl, exact, signIn }: AllowedHosts,
): boolean {
  const url = URL.parse(text)
  if (!url || url.username !== '' || url.password !== '') return false
  if (signIn !== null && url.href === URL.parse(signIn)?.href) return true
  if (exact.has(url.href)) return url.protocol === 'https:'
  return [lightningUrl, stiggAppUrl, practiceAppUrl].some(
    (base) => base !== null && URL.parse(base)?.origin === url.origin,
  )
}
