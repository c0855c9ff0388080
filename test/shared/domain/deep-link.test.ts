import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { formatDeepLink, parseDeepLink, type DeepLink } from '#shared/domain/deep-link'
import { accountId, opportunityId, orgId } from '#test/builders'

const link: DeepLink = { kind: 'opportunity', id: opportunityId, orgId, environmentId: 'env-staging' }
const text = `stigg-companion://open/opportunity/${opportunityId}?org=${orgId}&env=env-staging`

describe('a link of this app', () => {
  it('is written and read', () => {
    expect(formatDeepLink(link)).toBe(text)
    expect(parseDeepLink(text)).toEqual(link)
  })

  it('may come with white space around, parameters turned round, and 15-character IDs', () => {
    expect(parseDeepLink(`  ${text}\n`)).toEqual(link)
    expect(
      parseDeepLink('STIGG-companion://open/opportunity/0065g00000CdEfG?env=env-staging&org=00D5g000004XyZQ'),
    ).toEqual(link)
  })

  it('carries any printable ID', () => {
    const customer: DeepLink = { ...link, kind: 'customer', id: 'acme / 100% & Söhne? #1 ✓' }
    expect(parseDeepLink(formatDeepLink(customer))).toEqual(customer)
  })

  it('is decoded once', () => {
    const of = (id: string) => parseDeepLink(`stigg-companion://open/customer/${id}?org=${orgId}&env=e`)
    expect(of('%252F')).toMatchObject({ id: '%2F' })
    expect(of('a%2Fb')).toMatchObject({ id: 'a/b' })
  })

  it.each([
    ['another scheme', text.replace('stigg-companion', 'https')],
    ['another action', text.replace('open', 'provision')],
    ['another kind', text.replace('/opportunity/', '/lead/')],
    ['no ID', text.replace(opportunityId, '')],
    ['an ID that is none', text.replace(opportunityId, '0065g00000CdEf')],
    ['an ID of another object', text.replace(opportunityId, accountId)],
    ['an ID with a wrong suffix', text.replace(opportunityId, '0065g00000CdEfG999')],
    ['an org that is none', text.replace(orgId, opportunityId)],
    ['no org', text.replace(`org=${orgId}&`, '')],
    ['no environment', text.replace('&env=env-staging', '')],
    ['an empty environment', text.replace('env-staging', '')],
    ['a parameter twice', `${text}&org=${orgId}`],
    ['a parameter of its own', `${text}&edits=%7B%7D`],
    ['a parameter in place of another', text.replace('env=', '__proto__=')],
    ['a fragment', `${text}#x`],
    ['more path', text.replace('?', '/edit?')],
    ['a host behind', text.replace('open/', 'open@evil.example/')],
    ['broken encoding', `stigg-companion://open/customer/%E0%A4%A?org=${orgId}&env=e`],
    ['a line break', `stigg-companion://open/customer/a%0Ab?org=${orgId}&env=e`],
    ['a mark that turns the reading direction', `stigg-companion://open/customer/a%E2%80%AEb?org=${orgId}&env=e`],
    ['an ID that is too long', `stigg-companion://open/customer/${'a'.repeat(256)}?org=${orgId}&env=e`],
    ['more text than any link', `${text}${' x'.repeat(5000)}`],
    ['nothing', ''],
  ])('with %s leads nowhere', (_, hostile) => {
    expect(parseDeepLink(hostile)).toBeNull()
  })

  it('comes back from its text whatever the IDs', () => {
    const name = (maxLength: number) =>
      fc
        .string({ minLength: 1, maxLength, unit: 'grapheme' })
        .filter(
          (text) => text.trim() === text && text.length <= maxLength && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text),
        )
    const kind = fc.constantFrom('customer' as const, 'subscription' as const)
    fc.assert(
      fc.property(kind, name(60), name(40), (kind, id, environmentId) => {
        const any: DeepLink = { kind, id, orgId, environmentId }
        expect(parseDeepLink(formatDeepLink(any))).toEqual(any)
      }),
    )
  })

  it('never throws over a text', () => {
    const near = fc.string({ unit: 'binary' }).map((tail) => `stigg-companion://open/customer/${tail}`)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (text) => {
        const parsed = parseDeepLink(text)
        if (parsed) expect(parseDeepLink(formatDeepLink(parsed))).toEqual(parsed)
      }),
    )
  })
})
