import { z } from 'zod'

import { fail, failure, ok, type Result } from '#shared/failure'

import type { Session } from './session.ts'
import { unlessAborted } from './wait.ts'

/** The version that requests are written for. */
export const pinnedVersion = '66.0'
const oldestVersion = 58

/** Source: REST API Developer Guide, "List Available REST API Versions". */
const Versions = z.array(z.object({ version: z.string().regex(/^\d+\.\d$/) })).min(1)

/** The lower of the pinned version and the org's highest. Fails: `salesforce.needs-admin` where that is below 58.0. */
export function chooseVersion(offered: readonly { readonly version: string }[]): Result<string> {
  const highest = Math.max(...offered.map(({ version }) => Number(version)))
  const chosen = Math.min(Number(pinnedVersion), highest)
  if (chosen >= oldestVersion) return ok(chosen.toFixed(1))
  return fail('salesforce.needs-admin', `The org's newest API version is ${highest.toFixed(1)}`, {
    highest: highest.toFixed(1),
    needed: oldestVersion.toFixed(1),
  })
}

type Ask = (session: Session, signal?: AbortSignal) => Promise<Result<z.infer<typeof Versions>>>

/** Asks an instance once which versions it speaks; a failed question is asked again by the next caller. */
export function createVersions(ask: Ask) {
  const known = new Map<string, Promise<Result<string>>>()
  return {
    call: { method: 'GET', path: '/services/data/', as: Versions } as const,
    of(session: Session, signal?: AbortSignal): Promise<Result<string>> {
      const asked =
        known.get(session.instanceUrl) ?? ask(session).then((got) => (got.ok ? chooseVersion(got.value) : got))
      known.set(session.instanceUrl, asked)
      const forgetFailed = () => {
        if (known.get(session.instanceUrl) === asked) known.delete(session.instanceUrl)
      }
      asked.then((answer) => answer.ok || forgetFailed(), forgetFailed)
      return unlessAborted(asked, signal, () => ({
        ok: false,
        failure: failure('request.cancelled', 'Given up by the caller'),
      }))
    },
  }
}
