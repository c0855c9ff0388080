import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { askedFor, holdsWords, isOfDomain } from '#shared/domain/search-text'

describe('a text in the search box', () => {
  it.each([
    ['billing@acme.example', 'billing@acme.example'],
    [' Billing@ACME.example ', 'billing@acme.example'],
    ['Robin Frost <robin@acme.example>', 'robin@acme.example'],
    ['mailto:robin+invoices@mail.acme.example', 'robin+invoices@mail.acme.example'],
  ])('%j asks by an e-mail address', (text, email) => {
    expect(askedFor(text)).toEqual({ by: 'email', text: email })
  })

  it.each([
    ['acme.example', 'acme.example'],
    ['@acme.example', 'acme.example'],
    ['https://www.acme.example/about?x=1', 'acme.example'],
    ['WWW.Acme.Example.', 'acme.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%j asks by a domain', (text, domain) => {
    expect(askedFor(text)).toEqual({ by: 'domain', text: domain })
  })

  it.each([
    ['Acme  Corp', 'Acme Corp'],
    ['a@b', 'a@b'],
    ['v2.0', 'v2.0'],
    ['10.0.0.1', '10.0.0.1'],
    ['" OR 1=1', '" OR 1=1'],
    ['one\u0000two\u202Ethree', 'one two three'],
    ['\ud800', ''],
  ])('%j asks by words', (text, words) => {
    expect(askedFor(text)).toEqual({ by: 'words', text: words })
  })

  it('whatever it is, asks by one line of at most 200 characters, well-formed, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.emailAddress(), fc.webUrl()), (text) => {
        const asked = askedFor(text)
        expect(asked.text.length).toBeLessThanOrEqual(254)
        expect(asked.text.isWellFormed()).toBe(true)
        expect(asked.text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})

describe('what belongs to a domain', () => {
  it('is its web site, its addresses, and those below it, and nothing that only ends like it', () => {
    for (const text of ['https://www.acme.example/x', 'acme.example', 'a@acme.example', 'a@mail.acme.example'])
      expect(isOfDomain(text, 'acme.example')).toBe(true)
    for (const text of ['https://notacme.example', 'a@notacme.example', 'acme.example.evil.example', '', null])
      expect(isOfDomain(text, 'acme.example')).toBe(false)
  })
})

describe('a name', () => {
  it('holds words in any order, without case and accents', () => {
    expect(holdsWords('Söhne & O’Brien 100%', 'obrien')).toBe(false)
    expect(holdsWords('Söhne & Brien 100%', 'BRIEN sohne')).toBe(true)
    expect(holdsWords('Acme', '%')).toBe(false)
    expect(holdsWords(null, 'x')).toBe(false)
  })
})
