import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string() })

export interface PracticeApp {
  readonly loginUrl: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly username: string
}

/**
 * A session of its own on practice services that run elsewhere: Authorization Code with PKCE, with the consent that the
 * practice org gives by header. Two hosts that shared one grant would void each other's refresh token.
 * Throws where the services do not answer as a practice org does.
 */
export async function practiceSession({ loginUrl, clientId, redirectUris, username }: PracticeApp) {
  const verifier = randomBytes(64).toString('base64url')
  const redirectUri = redirectUris[0] ?? ''
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'api refresh_token openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const consent = await fetch(`${loginUrl}/services/oauth2/authorize?${asked.toString()}`, {
    redirect: 'manual',
    headers: { 'x-practice-approve': username },
  })
  const code = URL.parse(consent.headers.get('location') ?? '')?.searchParams.get('code')
  if (!code) throw new Error(`The practice org at ${loginUrl} gave no consent (${consent.status})`)
  const answer = await fetch(`${loginUrl}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  })
  if (!answer.ok) throw new Error(`The practice org at ${loginUrl} gave no session (${answer.status})`)
  const { access_token: accessToken, refresh_token: refreshToken } = Tokens.parse(await answer.json())
  return { accessToken, refreshToken }
}
