/** Where a sign-in takes place and where it comes back to, out of its address. */
export function partsOf(authorizeUrl: string): { readonly host: string; readonly redirectUri: string } {
  const url = URL.parse(authorizeUrl)
  return { host: url?.host ?? '', redirectUri: url?.searchParams.get('redirect_uri') ?? '' }
}

/** Whom a login page is for. Source: Salesforce Help, "My Domain URL Formats". */
export function loginHostWords(host: string): string {
  if (host === 'login.salesforce.com') return 'production'
  if (host === 'test.salesforce.com') return 'sandboxes'
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(host)) return 'the practice org on this machine'
  if (host.includes('.sandbox.')) return 'one sandbox alone'
  return 'one org alone'
}

/** How long an answer is still waited for. */
export function sayRemaining(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const rest = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return seconds === 0 ? 'the time is up' : `for ${rest} more`
}

/** What a sign-out came to, in a sentence. */
export const signedOutWords = {
  revoked: 'Signed out. Salesforce has ended the session, and nothing of it is kept here.',
  'nothing-to-revoke': 'Signed out. No session was kept here, so there was nothing to end at Salesforce.',
  'not-confirmed':
    'Signed out here, and nothing of the session is kept. Salesforce did not confirm that it ended it: an administrator can do that in Setup, under Connected Apps OAuth Usage.',
} as const
