import { OAuth2 } from 'jsforce/lib/oauth2.js'
import { z } from 'zod'

import { toId18 } from '#shared/domain/salesforce-id'
import { failure, type Failure } from '#shared/failure'

import { ExchangeError } from '../http/exchange-error.ts'
import { networkFailure } from '../http/network-failure.ts'
import type { Redactor } from './redact.ts'
import { withTransport, type PlainTransport } from './transport.ts'

/** Source: Salesforce Help, "OAuth 2.0 Web Server Flow": token response. Fields that are not needed are left out. */
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url(),
  /** The identity: an address that ends in the org's and the user's IDs. */
  id: z.string().optional(),
  /** Apart by spaces. */
  scope: z.string().optional(),
})
export type TokenAnswer = z.infer<typeof TokenAnswer>

export interface OAuthApp {
  readonly loginUrl: string
  readonly clientId: string
}

/** jsforce's OAuth client over our transport. A fresh one per use: its verifier would leak into a later refresh. */
export const oauthClient = (app: OAuthApp, transport: PlainTransport, redirectUri?: string): OAuth2 =>
  withTransport(
    new OAuth2({ loginUrl: app.loginUrl, clientId: app.clientId, ...(redirectUri ? { redirectUri } : {}) }),
    transport,
  )

/** The org that an identity names, with 18 characters; null where it names none. */
export const orgIdIn = (identity: string | undefined): string | null =>
  toId18(/\/id\/(00D[a-zA-Z0-9]{12,15})\//.exec(identity ?? '')?.[1] ?? '')

/**
 * Give a token back to Salesforce; a refresh token takes its sessions with it. One that is not known there any more is as
 * good as given back.
 * @returns null when it is gone; else why that is not known
 */
export async function revoke(
  app: OAuthApp,
  { refreshToken, instanceUrl }: { readonly refreshToken: string; readonly instanceUrl: string },
  transport: PlainTransport,
  redactor: Redactor,
): Promise<Failure | null> {
  try {
    await oauthClient({ ...app, loginUrl: instanceUrl }, transport).revokeToken(refreshToken)
    return null
  } catch (error) {
    // jsforce reads the body as a form, which it is not: the error's name stands in its text.
    const said = error instanceof Error ? error.message : ''
    if (/"(?:invalid_token|unsupported_token_type)"/.test(said)) return null
    return toOAuthFailure(error, redactor)
  }
}

/** What an OAuth error means for the session: over for good, a matter for an admin, or passing. */
export type OAuthVerdict = 'final' | 'config' | 'transient'

const finalErrors = new Set(['inactive_user', 'inactive_org', 'invalid_token', 'access_denied'])
const configErrors = new Set([
  'invalid_client',
  'invalid_client_id',
  'invalid_app_access',
  'invalid_scope',
  'unsupported_grant_type',
  'redirect_uri_mismatch',
  'oauth_ec_app_not_found',
  'oauth_app_blocked',
  'oauth_app_access_denied',
])

/**
 * Sort an answer of the token endpoint. An IP restriction comes as `invalid_grant` but leaves the token good.
 * Source: Salesforce Help, "OAuth 2.0 Authorization Errors".
 */
export function verdictOn(error: string, description: string): OAuthVerdict {
  const name = error.toLowerCase()
  if (name === 'invalid_grant') return /\bip (restricted|not allowed)/i.test(description) ? 'config' : 'final'
  if (finalErrors.has(name)) return 'final'
  return configErrors.has(name) ? 'config' : 'transient'
}

const codes = {
  final: 'salesforce.signed-out',
  config: 'salesforce.needs-admin',
  transient: 'salesforce.unreachable',
} as const

/**
 * The failure of a refresh. Fails: `salesforce.signed-out`, `salesforce.needs-admin`, `salesforce.unreachable`,
 * `salesforce.limit-reached` (too many logins an hour); facts hold `error` and `description` as Salesforce said them.
 */
export function toOAuthFailure(error: unknown, redactor: Redactor): Failure {
  const onTheWay = networkFailure(error)
  if (onTheWay) return onTheWay
  const { error: name, description } = oauthErrorOf(error, redactor)
  if (name === 'rate_limit_exceeded')
    return failure('salesforce.limit-reached', description, { error: name, description })
  return failure(codes[verdictOn(name, description)], `Refresh: ${name}: ${description}`, { error: name, description })
}

/** Error and description out of whatever was thrown, with secrets struck out and length bounded. */
export function oauthErrorOf(error: unknown, redactor: Redactor): { error: string; description: string } {
  if (error instanceof ExchangeError) return { error: error.code, description: error.message }
  if (error instanceof z.ZodError) return { error: 'unexpected_answer', description: 'no token in the answer' }
  // jsforce names its error after the answer's `error`, which an answer of another shape does not have.
  if (!(error instanceof Error) || typeof error.name !== 'string')
    return { error: 'unknown_error', description: 'no description' }
  const html = error.message.trimStart().startsWith('<')
  return { error: error.name, description: html ? 'an HTML page' : redactor.clean(error.message).slice(0, 500) }
}
