/** A refusal of the page on which a person signs in. */
export interface PageRefusal {
  readonly error: string
  readonly error_description: string
  /** Some refusals never leave Salesforce's own page. */
  readonly staysHere?: boolean
}

const page = (error: string, error_description: string): PageRefusal => ({ error, error_description })
const stays = (error: string, error_description: string): PageRefusal => ({ error, error_description, staysHere: true })

/**
 * What the sign-in page answers when it is asked to by name, by a rule or a header of the control plane.
 * Source: Salesforce Help, "OAuth 2.0 Authorization Errors" and "OAuth 2.0 Web Server Flow".
 */
export const PAGE_FAULTS: Readonly<Record<string, PageRefusal>> = {
  'access-denied': page('access_denied', 'end-user denied authorization'),
  'app-blocked': page('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
  'not-approved': page('OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app'),
  'app-not-found': page('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org'),
  'approval-error': page(
    'OAUTH_APPROVAL_ERROR_GENERIC',
    'An unexpected error has occurred during authentication. Please try again.',
  ),
  'scope-refused': page('invalid_scope', 'the requested scope is invalid, unknown, or malformed'),
  'challenge-missing': page('invalid_request', 'missing required code challenge'),
  'server-error': page('server_error', 'an internal error has occurred'),
  'temporarily-unavailable': page('temporarily_unavailable', 'the service is temporarily unavailable'),
  'unknown-error': page('unknown_error', 'retry your request'),
  'app-not-installed': stays('invalid_client', 'app must be installed into org'),
  'client-unknown': stays('invalid_client_id', 'client identifier invalid'),
  'redirect-mismatch': stays('redirect_uri_mismatch', 'redirect_uri must match configuration'),
  'cross-org': stays('invalid_client', 'Cross-org OAuth flows are not supported for this external client app'),
  'user-inactive': stays('inactive_user', 'user is inactive'),
  'org-inactive': stays('inactive_org', 'organization is inactive'),
  'login-attempts-exceeded': stays('rate_limit_exceeded', 'number of login attempts exceeded'),
  'wrong-login-host': stays(
    'login_failed',
    "Please check your username and password. If you still can't log in, contact your Salesforce administrator.",
  ),
}

/** The same of the token endpoint: `{error, error_description}` with status 400. */
export const TOKEN_FAULTS: Readonly<Record<string, readonly [error: string, description: string]>> = {
  'code-expired': ['invalid_grant', 'expired authorization code'],
  'code-invalid': ['invalid_grant', 'invalid authorization code'],
  'verifier-invalid': ['invalid_grant', 'invalid code verifier'],
  'refresh-revoked': ['invalid_grant', 'expired access/refresh token'],
  'authentication-failed': ['invalid_grant', 'authentication failure'],
  'consumer-not-approved': ['invalid_grant', "user hasn't approved this consumer"],
  'ip-restricted': ['invalid_grant', 'ip restricted'],
  'user-inactive': ['inactive_user', 'user is inactive'],
  'org-inactive': ['inactive_org', 'organization is inactive'],
  'client-refused': ['invalid_client', 'invalid client credentials'],
  'app-not-installed': ['invalid_client', 'app must be installed into org'],
  'client-unknown': ['invalid_client_id', 'client identifier invalid'],
  'not-approved': ['invalid_app_access', 'user is not admin approved to access this app'],
  'grant-type-unsupported': ['unsupported_grant_type', 'grant type not supported'],
  'redirect-mismatch': ['redirect_uri_mismatch', 'redirect_uri must match configuration'],
  'login-rate-exceeded': ['rate_limit_exceeded', 'login rate exceeded'],
}

/** Met inside a token answer that succeeds otherwise. */
const WITHIN_ANSWERS = ['rotation-lost', 'instance-url-change', 'no-refresh-token', 'other-org', 'clock-ahead']

export const OAUTH_FAULT_NAMES: readonly string[] = [
  ...new Set([...Object.keys(PAGE_FAULTS), ...Object.keys(TOKEN_FAULTS), ...WITHIN_ANSWERS]),
]
