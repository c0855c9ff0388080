/** The one external client app that is installed in the practice org. Source: Salesforce Help, "External Client Apps". */
export const CLIENT_ID = '3MVG9PracticeNorthwindStiggCompanion.LoopbackOnly'
/** Callback URLs are compared as a whole. The ports are ones that browsers do not block. */
export const REDIRECT_URIS = [1717, 1727, 1737].map((port) => `http://localhost:${port}/oauth/callback`)
/** Scopes that the app may be given, in the order in which a token response names them. */
export const SCOPES = ['refresh_token', 'openid', 'api', 'id', 'profile', 'email', 'web', 'full']
const ALIASES: Readonly<Record<string, string>> = { offline_access: 'refresh_token' }

/** The scopes that a request asks for; all of the app's when it asks for none; undefined when one is unknown. */
export function scopesOf(scope: string | undefined): readonly string[] | undefined {
  const asked = (scope ?? '').split(/\s+/).filter((each) => each !== '')
  if (asked.length === 0) return ['refresh_token', 'openid', 'api', 'id']
  const known = new Set(asked.map((each) => ALIASES[each] ?? each))
  if (![...known].every((each) => SCOPES.includes(each))) return undefined
  if (known.has('openid')) known.add('id')
  return SCOPES.filter((each) => known.has(each))
}

export const findApp = (clientId: string | null | undefined): boolean => clientId === CLIENT_ID
