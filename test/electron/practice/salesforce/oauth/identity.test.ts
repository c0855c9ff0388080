import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPracticeOrg, OPS, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg()
})
afterAll(() => org[Symbol.asyncDispose]())

describe('who am I', () => {
  it('is told by userinfo', async () => {
    const { status, body } = await org.call('GET', '/services/oauth2/userinfo')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      sub: `${org.url}/id/00D5g000004XyZQEA0/${OPS}`,
      user_id: OPS,
      organization_id: '00D5g000004XyZQEA0',
      preferred_username: 'olivia.ops@northwind.example',
      name: 'Olivia Ops',
      family_name: 'Ops',
      zoneinfo: 'America/New_York',
      utcOffset: -18_000_000,
      urls: { rest: `${org.url}/services/data/v{version}/` },
    })
  })

  it('is told by the identity URL, with the token in the header or in the query', async () => {
    const path = `/id/00D5g000004XyZQEA0/${OPS}`
    expect((await org.call('GET', `${path}?format=json`)).body).toMatchObject({
      user_id: OPS,
      display_name: 'Olivia Ops',
    })
    const byQuery = await fetch(`${org.url}${path}?oauth_token=${encodeURIComponent(org.accessToken)}`)
    expect(byQuery.status).toBe(200)
  })

  it('is refused as plain text with 403', async () => {
    const bad = await org.call('GET', '/services/oauth2/userinfo', undefined, { Authorization: 'Bearer nothing' })
    expect([bad.status, bad.text]).toEqual([403, 'Bad_OAuth_Token'])
    const missing = await fetch(`${org.url}/services/oauth2/userinfo`)
    expect([missing.status, await missing.text()]).toEqual([403, 'Missing_OAuth_Token'])
    const wrongOrg = await org.call('GET', `/id/00D5g000004XyZREA0/${OPS}`)
    expect([wrongOrg.status, wrongOrg.text]).toEqual([403, 'Wrong_Org'])
  })

  it('has its endpoints in the discovery document', async () => {
    const { body } = await org.call('GET', '/.well-known/openid-configuration')
    expect(body).toMatchObject({
      authorization_endpoint: `${org.url}/services/oauth2/authorize`,
      token_endpoint: `${org.url}/services/oauth2/token`,
      revocation_endpoint: `${org.url}/services/oauth2/revoke`,
      userinfo_endpoint: `${org.url}/services/oauth2/userinfo`,
    })
  })
})
