import type { Failure, Result } from '#shared/failure'

import type { CoreServices } from '../services.ts'

export interface SignInWait {
  authorizeUrl: string
  waitsUntil: string
  strays: number
  unmarked: { error: string; description: string } | null
}

export interface SignedIn {
  username: string
  before: string | null
}

/**
 * One sign-in: the window is told where it takes place and how long it is waited for; on success both connections are
 * made anew, and what waited for it goes on; where another user is in, that is left to a person.
 */
export async function signIn(
  core: CoreServices,
  { switchUser }: { readonly switchUser: boolean },
  report: (wait: SignInWait) => void,
  signal: AbortSignal | undefined,
): Promise<Result<SignedIn>> {
  const { ports, connections } = core
  // Over a restart nothing was read yet: what is kept of the org says who was in.
  const before = connections.current().org ?? ports.settings.connection()?.org ?? null
  let wait: SignInWait | null = null
  const tell = (news: SignInWait) => {
    wait = news
    report(news)
  }
  const show = (authorizeUrl: string, waitsUntil: string) => {
    core.signInAt(authorizeUrl)
    tell({ authorizeUrl, waitsUntil, strays: 0, unmarked: null })
  }
  const result = await ports.signIn.signIn(show, signal, {
    switchUser,
    loginHint: switchUser ? null : (before?.username ?? null),
    onStray(strays, unmarked) {
      if (wait) tell({ ...wait, strays, unmarked })
    },
  })
  if (!result.ok) return { ok: false, failure: namingOurs(result.failure, before) }
  await connections.connect()
  // What one person approved is not done in another's name by itself.
  if (before === null || before.username === result.value.username) core.resumeAfterSignIn()
  else core.syncInBackground()
  return { ok: true, value: { username: result.value.username, before: before?.username ?? null } }
}

/** With the name of the org that was meant, where it is known. */
function namingOurs(failure: Failure, org: { readonly id: string; readonly name: string } | null): Failure {
  if (org === null || failure.code !== 'sign-in.other-org' || org.id !== failure.facts['expectedOrgId']) return failure
  return { ...failure, facts: { ...failure.facts, expectedOrg: org.name } }
}
