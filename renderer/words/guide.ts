import type { LoginHost, consumerKeyDoubt } from '#shared/domain/login-host'

type Refused = Extract<LoginHost, { ok: false }>['why']
type Mended = NonNullable<Extract<LoginHost, { ok: true }>['mended']>

export const hostRefusals: Readonly<Record<Refused, string>> = {
  empty: 'Enter the address of your org, such as acme.my.salesforce.com.',
  email: 'That is an e-mail address. Enter the address of your org, such as acme.my.salesforce.com.',
  site: 'That is the address of an Experience site. Your org’s own ends in .my.salesforce.com (Setup, My Domain).',
  instance: 'That is the address of an instance. Your org’s own ends in .my.salesforce.com (Setup, My Domain).',
  'not-salesforce': 'That host is not Salesforce’s. Your org’s own ends in .my.salesforce.com (Setup, My Domain).',
  'not-an-address': 'That is not an address. It looks like acme.my.salesforce.com.',
}

export const hostMendings: Readonly<Record<Mended, string>> = {
  lightning: 'That is a Lightning address. People sign in at',
  setup: 'That is an address of Setup. People sign in at',
  page: 'Only the beginning of the address is needed:',
  scheme: 'People sign in over https, at',
  name: 'People sign in at',
}

export const keyDoubts: Readonly<Record<NonNullable<ReturnType<typeof consumerKeyDoubt>>, string>> = {
  empty: 'Enter the consumer key of the external client app.',
  secret: 'That looks like the consumer secret, which is not needed. Enter the consumer key.',
  spaces: 'A consumer key holds no blank. Copy it again.',
  short: 'A consumer key is longer: it usually begins with 3MVG9. Copy it again.',
}

export const stepWords = {
  salesforce: { word: 'Salesforce org', meaning: 'Its login address' },
  'sign-in': { word: 'Sign in', meaning: 'In your browser' },
  stigg: { word: 'Stigg key', meaning: 'Which environment it is' },
  mapping: { word: 'Mapping', meaning: 'Which fields carry what' },
  report: { word: 'Readiness', meaning: 'What stands in the way' },
} as const
