import { readFileSync } from 'node:fs'
import { z } from 'zod'

import { fail, ok, type Result } from '#shared/failure'

/** Practice services that run elsewhere: the line that `npm run practice` prints. */
export const PracticeConnection = z.object({
  salesforce: z.object({
    loginUrl: z.url(),
    instanceUrl: z.url(),
    clientId: z.string(),
    redirectUris: z.array(z.url()).readonly(),
    username: z.string(),
    accessToken: z.string(),
    refreshToken: z.string(),
  }),
  stigg: z.object({
    baseUrl: z.url(),
    graphqlUrl: z.url(),
    appUrl: z.url(),
    apiKey: z.string(),
    environmentSlug: z.string(),
  }),
  /** The customer's own application; an earlier version had none. */
  customerApp: z.object({ url: z.url(), apiKey: z.string() }).optional(),
})
export type PracticeConnection = z.infer<typeof PracticeConnection>

/**
 * Read `--practice`: JSON itself, or the name of a file that holds it.
 * Fails: `profile.unreadable` with the reason in a sentence; the text is never repeated, since it holds credentials.
 */
export function readPracticeConnection(given: string): Result<PracticeConnection> {
  try {
    const text = given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8')
    const parsed = PracticeConnection.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
    const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
    return fail('profile.unreadable', `--practice lacks what "npm run practice" prints: ${where}.`)
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const why = absent ? 'names a file that is not there' : 'is neither JSON nor a file that holds it'
    return fail('profile.unreadable', `--practice ${why}.`)
  }
}
