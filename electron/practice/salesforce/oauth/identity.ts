import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { PracticeUser } from '../../seed/types.ts'
import { tokenOf } from '../routes/http.ts'
import type { Org } from '../rows/org.ts'
import { offsetMs } from '../soql/dates.ts'
import { AUTHORIZE_PATH } from './authorize.ts'
import type { Grants } from './grants.ts'
import { SCOPES } from './app.ts'

interface IdentityOptions {
  readonly org: Org
  readonly grants: Grants
  readonly url: () => string
}

/** Source: Salesforce Help, "User Info Endpoint", "Identity URLs" and "OpenID Connect Discovery Endpoint". */
export function identityRoutes(app: Hono<PracticeEnv>, options: IdentityOptions): void {
  const { org, url } = options
  const userinfo = (c: Context<PracticeEnv>) => {
    const session = sessionOf(c, options)
    return typeof session === 'string' ? c.text(session, 403) : c.json(userInfo(org, session, url()), 200, JSON_TYPE)
  }
  app.get('/services/oauth2/userinfo', userinfo)
  app.post('/services/oauth2/userinfo', userinfo)
  app.get('/id/:org/:user', (c) => {
    const session = sessionOf(c, options)
    if (typeof session === 'string') return c.text(session, 403)
    if (c.req.param('org').slice(0, 15) !== org.id.slice(0, 15)) return c.text('Wrong_Org', 403)
    if (c.req.param('user').slice(0, 15) !== session.id.slice(0, 15)) return c.text('Forbidden', 403)
    return c.json(identity(org, session, url()), 200, JSON_TYPE)
  })
  app.get('/.well-known/openid-configuration', (c) =>
    c.json({
      issuer: url(),
      authorization_endpoint: `${url()}${AUTHORIZE_PATH}`,
      token_endpoint: `${url()}/services/oauth2/token`,
      revocation_endpoint: `${url()}/services/oauth2/revoke`,
      userinfo_endpoint: `${url()}/services/oauth2/userinfo`,
      scopes_supported: SCOPES,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      id_token_signing_alg_values_supported: ['none'],
      claims_supported: ['sub', 'iss', 'iat', 'exp', 'nonce'],
    }),
  )
}

const JSON_TYPE = { 'Content-Type': 'application/json;charset=UTF-8' }

function sessionOf(c: Context<PracticeEnv>, { org, grants }: IdentityOptions): PracticeUser | string {
  const token = tokenOf(c) ?? c.req.query('oauth_token') ?? c.req.query('access_token')
  if (token === undefined) return 'Missing_OAuth_Token'
  const session = grants.session(token)
  return (session && org.user(session.userId)) ?? 'Bad_OAuth_Token'
}

function userInfo(org: Org, user: PracticeUser, url: string) {
  const { given, family } = namesOf(user)
  return {
    sub: `${url}/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    nickname: nickname(user),
    name: user.name,
    email: user.email,
    email_verified: true,
    given_name: given,
    family_name: family,
    zoneinfo: user.timeZone,
    photos: photosOf(user, url),
    profile: `${url}/${user.id}`,
    picture: photosOf(user, url).picture,
    address: { country: 'US' },
    is_salesforce_integration_user: false,
    urls: urlsOf(org, user, url),
    active: true,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    utcOffset: standardOffsetMs(user.timeZone),
    updated_at: '2026-10-01T08:00:00Z',
    is_app_installed: true,
  }
}

function identity(org: Org, user: PracticeUser, url: string) {
  const { given, family } = namesOf(user)
  return {
    id: `${url}/id/${org.id}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: org.id,
    username: user.username,
    nick_name: nickname(user),
    display_name: user.name,
    email: user.email,
    email_verified: true,
    first_name: given,
    last_name: family,
    timezone: user.timeZone,
    photos: photosOf(user, url),
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: 'US',
    addr_zip: null,
    mobile_phone: null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: urlsOf(org, user, url),
    active: true,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    utcOffset: standardOffsetMs(user.timeZone),
    last_modified_date: '2026-10-01T08:00:00Z',
    is_app_installed: true,
  }
}

function namesOf({ name }: PracticeUser): { given: string; family: string } {
  const [given = '', ...family] = name.split(' ')
  return { given, family: family.join(' ') }
}

const nickname = ({ username }: PracticeUser) => username.split('@')[0] ?? username

const photosOf = (user: PracticeUser, url: string) => ({
  picture: `${url}/profilephoto/${user.id.slice(0, 15)}/F`,
  thumbnail: `${url}/profilephoto/${user.id.slice(0, 15)}/T`,
})

function urlsOf(org: Org, user: PracticeUser, url: string) {
  const data = `${url}/services/data/v{version}`
  const soap = (kind: string) => `${url}/services/Soap/${kind}/{version}/${org.id.slice(0, 15)}`
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest: `${data}/`,
    sobjects: `${data}/sobjects/`,
    search: `${data}/search/`,
    query: `${data}/query/`,
    recent: `${data}/recent/`,
    profile: `${url}/${user.id}`,
    custom_domain: url,
  }
}

/** Without daylight saving, as the service gives it. */
const standardOffsetMs = (zone: string) => offsetMs(zone, Date.UTC(2026, 0, 15))
