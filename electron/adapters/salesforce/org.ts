import { z } from 'zod'

import { Currency } from '#shared/domain/money'
import type { Org } from '#shared/domain/opportunity'
import { SalesforceId } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import { lightningUrlOf } from './origins.ts'
import { queriesAtOnce } from './query.ts'
import type { Session } from './session.ts'
import { soql } from './soql.ts'
import type { PlainTransport } from './transport.ts'

/** Source: Salesforce Help, "Query for User Information" (UserInfo endpoint). */
const UserInfo = z.object({
  user_id: SalesforceId,
  organization_id: SalesforceId,
  name: z.string(),
  preferred_username: z.string(),
  zoneinfo: z.string(),
})
export type UserInfo = z.infer<typeof UserInfo>

export const readUser = (api: SalesforceApi, signal?: AbortSignal): Promise<Result<UserInfo>> =>
  api.call({ method: 'GET', path: '/services/oauth2/userinfo', as: UserInfo, intent: 'read', signal })

const Organization = z.tuple([z.object({ Name: z.string(), IsSandbox: z.boolean() })])
const Corporate = z.tuple([z.object({ IsoCode: z.string().toLowerCase().pipe(Currency) })])
/** Source: Connect REST API Developer Guide, "Features": set where the org has a single currency. */
const ConnectOrganization = z.object({
  features: z.object({ defaultCurrencyIsoCode: z.string().toLowerCase().pipe(Currency) }),
})

/** The org and the signed-in user; two requests side by side, a third in an org with a single currency. */
export async function readOrg(api: SalesforceApi, signal?: AbortSignal): Promise<Result<Org>> {
  const [user, facts, instance] = await Promise.all([
    readUser(api, signal),
    queriesAtOnce(
      api,
      {
        organization: { soql: soql`SELECT Id, Name, IsSandbox FROM Organization` },
        currency: { soql: soql`SELECT IsoCode FROM CurrencyType WHERE IsCorporate = ${true}` },
      },
      signal,
    ),
    api.instanceUrl(signal),
  ])
  if (!user.ok) return user
  if (!facts.ok) return facts
  if (!instance.ok) return instance
  if (!facts.value.organization.ok) return facts.value.organization
  const organization = Organization.safeParse(facts.value.organization.value.records)
  if (!organization.success) return fail('salesforce.unexpected-answer', 'Organization has another shape')
  const currency = await currencyOf(api, facts.value.currency, signal)
  if (!currency.ok) return currency
  const [{ Name, IsSandbox }] = organization.data
  return ok({
    id: user.value.organization_id,
    name: Name,
    isSandbox: IsSandbox,
    timeZone: user.value.zoneinfo,
    currency: currency.value,
    userId: user.value.user_id,
    userName: user.value.name,
    username: user.value.preferred_username,
    lightningUrl: lightningUrlOf(instance.value),
  })
}

/** CurrencyType exists only where several currencies are in use; elsewhere the Connect API names the one there is. */
async function currencyOf(
  api: SalesforceApi,
  corporate: Result<{ records: unknown }>,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const known = corporate.ok ? Corporate.safeParse(corporate.value.records) : null
  if (known?.success) return ok(known.data[0].IsoCode)
  if (!corporate.ok && corporate.failure.facts['errorCode'] !== 'INVALID_TYPE') return corporate
  const single = await api.call({
    method: 'GET',
    path: '/connect/organization',
    as: ConnectOrganization,
    intent: 'read',
    signal,
  })
  return single.ok ? ok(single.value.features.defaultCurrencyIsoCode) : single
}

/** The name of the org that a session is of, asked for outside the session in use; null where it is not to be had. */
export async function nameOfOrg(transport: PlainTransport, session: Session): Promise<string | null> {
  const query = new URLSearchParams({ q: soql`SELECT Name FROM Organization`.text })
  try {
    const { body } = await transport.httpRequest({
      method: 'GET',
      url: `${session.instanceUrl}/services/data/v58.0/query?${query.toString()}`,
      headers: { authorization: `Bearer ${session.accessToken}`, accept: 'application/json' },
    })
    const answer = z.object({ records: z.tuple([z.object({ Name: z.string() })]) }).safeParse(JSON.parse(body))
    return answer.success ? answer.data.records[0].Name : null
  } catch {
    // The name only makes a sentence plainer; the org's ID says it as well.
    return null
  }
}
