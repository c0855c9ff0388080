import { openRecordStore, type RecordStore } from '#practice/record-store'
import type { PracticeClock } from '#practice/clock'
import { toId18 } from '#practice/salesforce/ids'
import type { OrgVariants } from '#practice/salesforce/schema/variants'
import { startSalesforceSimulator, type SalesforceSimulator } from '#practice/salesforce/server'
import type { SalesforceRow, SalesforceSeed, SalesforceValue } from '#practice/seed/types'

/** An id of an object's prefix with a number, so that tests can name rows. */
export const idOf = (prefix: string, n: number) => toId18(`${prefix}5g0000${String(n).padStart(6, '0')}`)

const DAY = '2026-11-01T09:00:00.000+0000'

export function aRow(Id: string, fields: Readonly<Record<string, SalesforceValue>>, stamp = DAY): SalesforceRow {
  return { Id, CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp, ...fields }
}

export const OPS = '0055g00000AbCdEAAV'
const BLIND = toId18('0055g00000AbCdF')
export const ACME = idOf('001', 1)
export const GLOBEX = idOf('001', 2)
export const DEAL = idOf('006', 1)
export const OPEN_DEAL = idOf('006', 2)
export const NO_ACCOUNT = idOf('006', 3)
export const STANDARD_BOOK = idOf('01s', 1)
export const BOOK = idOf('01s', 2)
export const PLAN = idOf('01t', 1)
export const SEATS = idOf('01t', 2)
export const PLAN_ENTRY = idOf('01u', 2)
export const PLAN_LINE = idOf('00k', 1)
export const SEATS_LINE = idOf('00k', 2)

const stage = (n: number, name: string, probability: number, isClosed: boolean, isWon: boolean, forecast: string) =>
  aRow(idOf('01J', n), {
    MasterLabel: name,
    ApiName: name,
    IsActive: true,
    SortOrder: n,
    DefaultProbability: probability,
    IsClosed: isClosed,
    IsWon: isWon,
    ForecastCategoryName: forecast,
  })

/** A small org: two accounts, a won deal with two lines, an open one, and one without an account. */
export function aSalesforceSeed(extra: Readonly<Record<string, readonly SalesforceRow[]>> = {}): SalesforceSeed {
  const objects: Record<string, readonly SalesforceRow[]> = {
    Organization: [
      aRow('00D5g000004XyZQEA0', {
        Name: 'Northwind Systems',
        IsSandbox: true,
        OrganizationType: 'Enterprise Edition',
      }),
    ],
    User: [
      aRow(OPS, {
        Username: 'olivia.ops@northwind.example',
        FirstName: 'Olivia',
        LastName: 'Ops',
        Email: 'olivia.ops@northwind.example',
        IsActive: true,
      }),
      aRow(BLIND, {
        Username: 'blind@northwind.example',
        FirstName: 'Ben',
        LastName: 'Blind',
        Email: 'blind@northwind.example',
        IsActive: true,
      }),
    ],
    OpportunityStage: [
      stage(1, 'Prospecting', 10, false, false, 'Pipeline'),
      stage(2, 'POC', 40, false, false, 'Best Case'),
      stage(3, 'Closed Won', 100, true, true, 'Closed'),
      stage(4, 'Closed Lost', 0, true, false, 'Omitted'),
    ],
    CurrencyType: [
      aRow(idOf('01L', 1), { IsoCode: 'USD', ConversionRate: 1, DecimalPlaces: 2, IsActive: true, IsCorporate: true }),
    ],
    Account: [
      aRow(ACME, {
        Name: "O'Brien & Söhne",
        Stigg_Customer_ID__c: 'customer-acme',
        OwnerId: OPS,
        Industry: 'Technology',
      }),
      aRow(GLOBEX, { Name: 'Globex 100%_off', ParentId: ACME, OwnerId: BLIND }, '2026-11-02T09:00:00.000+0000'),
    ],
    Contact: [
      aRow(idOf('003', 1), { AccountId: ACME, FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example' }),
    ],
    Pricebook2: [
      aRow(STANDARD_BOOK, { Name: 'Standard Price Book', IsActive: true, IsStandard: true }),
      aRow(BOOK, { Name: 'Enterprise', IsActive: true, IsStandard: false }),
    ],
    Product2: [
      aRow(PLAN, {
        Name: 'Team Plan',
        ProductCode: 'TEAM',
        IsActive: true,
        Stigg_Type__c: 'Plan',
        Stigg_ID__c: 'plan-team',
      }),
      aRow(SEATS, {
        Name: 'Seats',
        ProductCode: 'SEAT',
        IsActive: true,
        Stigg_Type__c: 'Entitlement',
        Stigg_ID__c: 'feature-seats',
      }),
    ],
    PricebookEntry: [
      aRow(idOf('01u', 1), { Pricebook2Id: STANDARD_BOOK, Product2Id: PLAN, UnitPrice: 100, IsActive: true }),
      aRow(PLAN_ENTRY, { Pricebook2Id: BOOK, Product2Id: PLAN, UnitPrice: 90, IsActive: true }),
      aRow(idOf('01u', 3), { Pricebook2Id: STANDARD_BOOK, Product2Id: SEATS, UnitPrice: 10, IsActive: true }),
    ],
    Opportunity: [
      aRow(
        DEAL,
        {
          Name: 'Acme 2027',
          AccountId: ACME,
          StageName: 'Closed Won',
          CloseDate: '2026-11-18',
          OwnerId: OPS,
          Pricebook2Id: BOOK,
          Type: 'New Business',
        },
        '2026-11-18T16:20:31.000+0000',
      ),
      aRow(
        OPEN_DEAL,
        { Name: 'Globex POC', AccountId: GLOBEX, StageName: 'POC', CloseDate: '2026-12-24', OwnerId: OPS, Amount: 500 },
        '2026-11-19T10:00:00.000+0000',
      ),
      aRow(
        NO_ACCOUNT,
        { Name: 'private', AccountId: null, StageName: 'Closed Lost', CloseDate: '2026-01-31', OwnerId: BLIND },
        '2026-11-20T00:00:00.000+0000',
      ),
    ],
    OpportunityLineItem: [
      aRow(PLAN_LINE, {
        OpportunityId: DEAL,
        PricebookEntryId: PLAN_ENTRY,
        Product2Id: PLAN,
        Quantity: 1,
        UnitPrice: 90,
        SortOrder: 1,
      }),
      aRow(SEATS_LINE, {
        OpportunityId: DEAL,
        Product2Id: SEATS,
        Quantity: 25,
        UnitPrice: 10,
        Discount: 10,
        SortOrder: 2,
      }),
    ],
  }
  for (const [name, rows] of Object.entries(extra)) objects[name] = [...(objects[name] ?? []), ...rows]
  return {
    org: {
      id: '00D5g000004XyZQEA0',
      name: 'Northwind Systems',
      isSandbox: true,
      instanceName: 'PRAC1',
      multiCurrency: true,
      corporateCurrency: 'USD',
      timeZone: 'America/New_York',
      locale: 'en_US',
    },
    users: [
      aUser(OPS, 'Olivia Ops', 'olivia.ops@northwind.example', true),
      aUser(BLIND, 'Ben Blind', 'blind@northwind.example', false),
    ],
    objects,
  }
}

const aUser = (id: string, name: string, username: string, seesStiggFields: boolean) => ({
  id,
  username,
  email: username,
  name,
  timeZone: 'America/New_York',
  locale: 'en_US',
  language: 'en_US',
  signsIn: true,
  seesStiggFields,
})

export interface PracticeOrg extends SalesforceSimulator, AsyncDisposable {
  readonly store: RecordStore
  readonly clock: PracticeClock
  readonly accessToken: string
  /** Call a path of the instance with the token; JSON in, JSON out. */
  call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  /** `/services/data/v66.0` before the path. */
  api<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  query(soql: string): Promise<QueryAnswer>
  /** An access token of another person, through the consent page. */
  signIn(username: string): Promise<string>
}

interface Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
  readonly text: string
}

export interface QueryAnswer {
  readonly totalSize: number
  readonly done: boolean
  readonly nextRecordsUrl?: string
  readonly records: readonly Record<string, unknown>[]
}

interface OrgOptions {
  readonly seed?: SalesforceSeed
  readonly store?: RecordStore
  readonly now?: string
  readonly variants?: OrgVariants
}

/** A clock that stands still until it is moved. */
function aClock(start: string): PracticeClock {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    advance: (ms) => void (at += ms),
    setTo: (to) => void (at = to.getTime()),
  }
}

/** A practice org on a free port, at noon in New York on 20 November 2026 unless told otherwise. */
export async function aPracticeOrg(options: OrgOptions = {}): Promise<PracticeOrg> {
  const store = options.store ?? openRecordStore(':memory:')
  const clock = aClock(options.now ?? '2026-11-20T17:00:00Z')
  const simulator = await startSalesforceSimulator({
    store,
    clock,
    seed: options.seed ?? aSalesforceSeed(),
    port: 0,
    host: '127.0.0.1',
    ...(options.variants && { variants: options.variants }),
  })
  const { accessToken } = simulator.grant()

  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(simulator.url + path, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json') === true && text !== ''
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as unknown) : undefined,
    }
  }
  // Whoever calls says what shape they expect; the tests then look at it.
  const call = request as PracticeOrg['call']
  const api: PracticeOrg['api'] = (method, path, body, headers) =>
    call(method, `/services/data/v66.0${path}`, body, headers)

  return {
    ...simulator,
    store,
    clock,
    accessToken,
    call,
    api,
    async query(soql) {
      const { status, body, text } = await api<QueryAnswer>('GET', `/query?q=${encodeURIComponent(soql)}`)
      if (status !== 200) throw new Error(text)
      return body
    },
    async signIn(username) {
      const tokens = await signInAs(simulator, username)
      return tokens.access_token
    },
    async [Symbol.asyncDispose]() {
      await simulator.close()
      if (!options.store) store.close()
    },
  }
}

export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export interface TokenResponse {
  readonly access_token: string
  readonly refresh_token: string
  readonly instance_url: string
  readonly id: string
  readonly scope: string
  readonly issued_at: string
}

/** The whole sign-in, as a browser and the companion would do it. */
export async function signInAs(simulator: SalesforceSimulator, username: string): Promise<TokenResponse> {
  const [redirectUri = ''] = simulator.redirectUris
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: simulator.clientId,
    redirect_uri: redirectUri,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    state: 'state-1',
  })
  const approved = await fetch(`${simulator.url}/services/oauth2/authorize?${asked}`, {
    redirect: 'manual',
    headers: { 'X-Practice-Approve': username },
  })
  const code = new URL(approved.headers.get('Location') ?? '').searchParams.get('code') ?? ''
  const answer = await postForm(`${simulator.url}/services/oauth2/token`, {
    grant_type: 'authorization_code',
    code,
    client_id: simulator.clientId,
    redirect_uri: redirectUri,
    code_verifier: VERIFIER,
  })
  return (await answer.json()) as TokenResponse
}

export const postForm = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
