import { describe, expect, it } from 'vitest'

import { createRedactor } from '#adapters/salesforce/redact'

describe('createRedactor', () => {
  it('strikes out what it was told of', () => {
    const redactor = createRedactor()
    redactor.hide('canary-1234567')
    expect(redactor.clean('a canary-1234567 sings, canary-1234567')).toBe('a [secret] sings, [secret]')
  })

  it.each([
    ['access token', '00D5g000004XyZQ!AQEAQFakeAccessTokenValue.abc_DEF'],
    ['refresh token', '5Aep861FakeRefreshTokenValue'],
    ['header', 'Bearer abc.def'],
    ["Stigg's key, in what a flow says", 'server-19bb70b952a70e03ee044ba6f061c1eaf8e46a907d327fcd'],
    ['JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
  ])('strikes out whatever is shaped like a token: %s', (_, token) => {
    expect(createRedactor().clean(`before ${token} after`)).toBe('before [secret] after')
  })

  it('leaves IDs and sentences alone', () => {
    const text = 'Closed deals are locked: 0065g00000CdEfGAAV of org 00D5g000004XyZQEA0'
    expect(createRedactor().clean(text)).toBe(text)
    const ids = 'plan server-side-rendering-annual of client-northwind-2026-renewal and server-farm-emea-2026'
    expect(createRedactor().clean(ids)).toBe(ids)
  })
})
