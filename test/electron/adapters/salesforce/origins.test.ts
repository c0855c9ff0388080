import { describe, expect, it } from 'vitest'

import { lightningUrlOf, mayHoldSession } from '#adapters/salesforce/origins'

describe('mayHoldSession', () => {
  const login = 'https://acme.my.salesforce.com'

  it.each([
    ['https://acme.my.salesforce.com', true],
    ['https://acme--uat.sandbox.my.salesforce.com', true],
    ['https://acme.my.salesforce.mil', true],
    ['http://acme.my.salesforce.com', false],
    ['https://acme.my.salesforce.com.evil.example', false],
    ['https://evilsalesforce.com', false],
    ['http://127.0.0.1:4010', false],
    ['nonsense', false],
  ])('%s: %s', (instance, may) => {
    expect(mayHoldSession(instance, login)).toBe(may)
  })

  it('lets loopback hold a session where the login host is loopback too', () => {
    expect(mayHoldSession('http://127.0.0.1:4010', 'http://localhost:4010')).toBe(true)
  })
})

describe('lightningUrlOf', () => {
  it.each([
    ['https://acme.my.salesforce.com', 'https://acme.lightning.force.com'],
    ['https://acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.lightning.force.com'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'https://acme-dev-ed.develop.lightning.force.com'],
    ['https://acme.my.salesforce.mil', 'https://acme.lightning.crmforce.mil'],
    ['https://acme.my.sfcrmproducts.cn', 'https://acme.lightning.sfcrmapps.cn'],
    ['https://na1.salesforce.com', 'https://na1.lightning.force.com'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ])('%s -> %s', (instance, lightning) => {
    expect(lightningUrlOf(instance)).toBe(lightning)
  })
})
