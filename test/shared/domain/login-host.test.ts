import { describe, expect, it } from 'vitest'

import { consumerKeyDoubt, loginHostOf } from '#shared/domain/login-host'

const acme = 'https://acme.my.salesforce.com'

describe('loginHostOf', () => {
  it.each([
    ['https://acme.my.salesforce.com', acme, null],
    ['https://acme.my.salesforce.com/', acme, null],
    ['acme.my.salesforce.com', acme, 'scheme'],
    ['http://acme.my.salesforce.com', acme, 'scheme'],
    ['acme', acme, 'name'],
    ['https://acme.lightning.force.com/lightning/o/Opportunity/list', acme, 'lightning'],
    ['https://acme.lightning.force.com/lightning/setup/SetupOneHome/home', acme, 'setup'],
    ['https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home', acme, 'setup'],
    ['https://acme.my.salesforce.com/0065g00000AbCdE', acme, 'page'],
    ['https://acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com', 'lightning'],
    ['acme--uat.sandbox', 'https://acme--uat.sandbox.my.salesforce.com', 'name'],
    ['https://acme.lightning.crmforce.mil/x', 'https://acme.my.salesforce.mil', 'lightning'],
    ['https://login.salesforce.com', 'https://login.salesforce.com', null],
    ['test.salesforce.com', 'https://test.salesforce.com', 'scheme'],
    ['http://127.0.0.1:7001', 'http://127.0.0.1:7001', null],
  ])('takes %s', (typed, loginUrl, mended) => {
    expect(loginHostOf(typed)).toEqual({ ok: true, loginUrl, mended })
  })

  it.each([
    ['', 'empty'],
    ['olivia@acme.com', 'email'],
    ['https://acme.my.site.com/help', 'site'],
    ['https://na139.salesforce.com', 'instance'],
    ['https://acme.example.com', 'not-salesforce'],
    ['https://my.salesforce.com.evil.example', 'not-salesforce'],
    ['javascript:alert(1)', 'not-an-address'],
    ['my org', 'not-an-address'],
  ])('refuses %s', (typed, why) => {
    expect(loginHostOf(typed)).toEqual({ ok: false, why })
  })
})

describe('consumerKeyDoubt', () => {
  it('knows a consumer secret, a cut key and one with a blank', () => {
    expect(consumerKeyDoubt('A'.repeat(64))).toBe('secret')
    expect(consumerKeyDoubt('1234567890123456789')).toBe('secret')
    expect(consumerKeyDoubt('3MVG9')).toBe('short')
    expect(consumerKeyDoubt('3MVG9 practice')).toBe('spaces')
    expect(consumerKeyDoubt(' ')).toBe('empty')
  })

  it('has nothing against a key', () => {
    expect(consumerKeyDoubt('3MVG9PracticeNorthwindStiggCompanion.LoopbackOnly')).toBeNull()
  })
})
