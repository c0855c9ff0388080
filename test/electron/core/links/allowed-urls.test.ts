import { expect, it } from 'vitest'

import { isAllowedUrl } from '#core/links/allowed-urls'

const hosts = {
  lightningUrl: 'https://northwind.lightning.force.com',
  stiggAppUrl: 'https://app.stigg.io',
  practiceAppUrl: 'http://127.0.0.1:4030',
  exact: new Set(['https://billing.example.test/in_1.pdf']),
  signIn: 'http://127.0.0.1:4010/services/oauth2/authorize?scope=api refresh_token',
}

it.each([
  'https://northwind.lightning.force.com/lightning/r/Account/0015g00000BcDeFAAV/view',
  'https://app.stigg.io/production/customers/acme',
  'https://billing.example.test/in_1.pdf',
  'http://127.0.0.1:4010/services/oauth2/authorize?scope=api%20refresh_token',
])('opens %s', (url) => expect(isAllowedUrl(url, hosts)).toBe(true))

it.each([
  'http://northwind.lightning.force.com/',
  'https://northwind.lightning.force.com.evil.example/',
  'https://app.stigg.io@evil.example/',
  'https://user:secret@app.stigg.io/',
  'https://billing.example.test/in_2.pdf',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://127.0.0.1:4010/services/oauth2/authorize',
  'not a url',
])('refuses %s', (url) => expect(isAllowedUrl(url, hosts)).toBe(false))
