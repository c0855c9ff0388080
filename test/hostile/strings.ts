import * as fc from 'fast-check'

/** Where the app is connected in these tests, and what is known there. */
export const here = {
  orgId: '00D5g000004XyZQEA0',
  environmentId: 'fec158ee-f3cc-45ff-a360-50aa6f650a8d',
  environmentSlug: 'staging',
  lightningUrl: 'https://northwind.lightning.force.com',
  stiggAppUrl: 'https://app.stigg.io',
  opportunityId: '0065g00000AbCdEAAV',
  accountId: '0015g00000BcDeFAAV',
  customerId: 'customer-acme',
  subscriptionId: 'sub-0123456789abcdef0123456789abcdef',
} as const

const { orgId, environmentId, opportunityId, accountId, customerId, subscriptionId } = here
const query = `?org=${orgId}&env=${environmentId}`

/** What a person pastes and means. */
export const meant: readonly string[] = [
  opportunityId,
  opportunityId.slice(0, 15),
  accountId,
  customerId,
  subscriptionId,
  'billing@acme.example',
  'acme.example',
  `stigg-companion://open/opportunity/${opportunityId}${query}`,
  `stigg-companion://open/customer/${customerId}${query}`,
  `https://northwind.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`,
  `https://northwind.my.salesforce.com/${accountId}`,
  `https://northwind.lightning.force.com/lightning/r/Account/${accountId}/view?ws=%2Flightning%2Fr%2FOpportunity%2F${opportunityId}%2Fview`,
  `https://app.stigg.io/staging/customers/${customerId}`,
  `https://app.stigg.io/staging/subscriptions/${subscriptionId}`,
]

const nasty: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u202E',
  '\u2066',
  '\uFEFF',
  '\uD800',
  '\u0430',
  '\r\n',
  '%',
  '%00',
  '%2e%2e%2f',
  '%252e',
  '../',
  '..\\',
  '//evil.example/',
  '\\\\evil.example\\',
  '@evil.example/',
  ':443',
  '#/sObject/',
  '?id=',
  '&org=',
  "' OR Name != '",
  '<script>alert(1)</script>',
  '=cmd|x',
  'javascript:',
  'data:text/html,',
  'file:///',
  '__proto__',
  'constructor',
  '{{opportunity.id}}',
  'a'.repeat(5000),
]
const piece = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 8 }))

/** A meant text that something was put into, cut out of, or wrapped around. */
const bent = fc
  .tuple(fc.constantFrom(...meant), fc.array(fc.tuple(fc.nat(), piece, fc.nat(6)), { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) =>
    changes.reduce((now, [at, put, cut]) => {
      const place = at % (now.length + 1)
      return now.slice(0, place) + put + now.slice(place + cut)
    }, text),
  )

/** The address of a record on a host that only looks like ours. */
const elsewhere = fc
  .tuple(
    fc.constantFrom('https', 'http', 'HTTPS', 'ftp', 'javascript', 'file', 'stigg-companion'),
    fc.constantFrom(
      'evil.example',
      'northwind.my.salesforce.com.evil.example',
      'northwind.lightning.force.com@evil.example',
      'app.stigg.io.evil.example',
      'xn--app-stigg-io.example',
      'other.lightning.force.com',
      'app.stigg.iо',
      '127.0.0.1:8080',
      '[::1]',
      'open',
    ),
    fc.constantFrom(
      `/lightning/r/Opportunity/${opportunityId}/view`,
      `/${accountId}`,
      `/staging/customers/${customerId}`,
      `/opportunity/${opportunityId}${query}`,
      `/delete/${opportunityId}${query}`,
    ),
    piece,
  )
  .map(([scheme, host, path, tail]) => `${scheme}://${host}${path}${tail}`)

/** Words as people type them, and as nobody does. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.emailAddress(),
  fc.domain(),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.stringMatching(/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/),
  fc.json(),
)

/** Links of the app whose parts are anything. */
const forged = fc
  .tuple(
    fc.oneof(fc.constantFrom('opportunity', 'account', 'customer', 'subscription', 'delete', '__proto__'), piece),
    fc.oneof(fc.constantFrom(...meant), piece),
    fc.oneof(fc.constant(orgId), fc.constant('00D000000000001AAA'), piece),
    fc.oneof(fc.constant(environmentId), piece),
    fc.boolean(),
  )
  .map(([kind, id, org, env, encode]) => {
    const said = (text: string) => (encode ? encodeURIComponent(text.toWellFormed()) : text)
    return `stigg-companion://open/${said(kind)}/${said(id)}?org=${said(org)}&env=${said(env)}`
  })

export const families: Readonly<Record<string, fc.Arbitrary<string>>> = { bent, elsewhere, words, forged }
