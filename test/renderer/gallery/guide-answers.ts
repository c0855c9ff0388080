import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { ReadinessReport } from '#shared/contract/readiness'
import type { FieldCandidate, FieldCandidates } from '#shared/domain/field-choice'
import { finding } from '#shared/domain/finding'
import type { FieldRef, MappingFields } from '#shared/domain/profile'
import { stiggCloud, type ProfileConnection } from '#shared/domain/profile-connection'
import type { UnreadyProduct } from '#shared/domain/readiness'
import { failure } from '#shared/failure'

import { aStatus } from '../fixtures.ts'

/* What the core knows of a profile that is being set up; names as long as real ones get. */

export const longNames = {
  profile: 'Nordlicht Versicherungsgesellschaft, Konzern (Vertrieb Europa, Testumgebung 2)',
  org: 'Nordlicht Versicherungsgesellschaft auf Gegenseitigkeit, Konzernmutter (Europa, Partial Copy)',
  environment: 'nordlicht-versicherungsgesellschaft-revenue-operations-staging-eu-central-1',
  username: 'maria.magdalena.von-und-zu-hohenfels@revenue-operations.nordlicht-versicherung.example.partialcopy',
} as const

const org = { id: '00D5g000004XyZQEA0', name: 'Acme', isSandbox: true, username: 'jordan.doe@acme.example.uat' }
const environment = { id: 'env-7c1d', name: 'Staging', type: 'SANDBOX', isNamed: false }

export const aGuideConnection = (vary: Partial<ProfileConnection> = {}): ProfileConnection => ({
  salesforce: {
    loginUrl: 'https://acme--uat.sandbox.my.salesforce.com',
    clientId: '3MVG9lJB4lV8F4SjQm9vT1aY2cK0pXo5wEr7uN6hZbDgLsCfRtV3iMqJxAyPeUoW1nHkBzG8dSvT5',
    redirectPorts: [7717, 7718, 7719],
  },
  stigg: stiggCloud,
  org,
  environment,
  isFinished: false,
  ...vary,
})

const offline = (code: 'salesforce' | 'stigg') =>
  ({
    state: 'signed-out',
    failure:
      code === 'salesforce' ? failure('salesforce.signed-out', 'Nobody') : failure('stigg.key-refused', 'No key'),
  }) as const

/** The status of a profile in the guide; `far` = what has answered so far. */
export function aGuideStatus(
  far: 'made' | 'signed-in' | 'keyed',
  vary: Partial<WorkspaceStatus> = {},
  names: { readonly profile: string; readonly org: string; readonly username: string } = {
    profile: 'Acme, sandbox',
    org: org.name,
    username: org.username,
  },
): WorkspaceStatus {
  const known = aStatus()
  return aStatus({
    isFinished: false,
    profile: { ...known.profile, id: 'acme', name: names.profile, kind: 'sandbox', access: 'read-only' },
    salesforce:
      far === 'made'
        ? { ...offline('salesforce'), org: null, apiUsage: null }
        : {
            ...known.salesforce,
            org: known.salesforce.org && {
              ...known.salesforce.org,
              name: names.org,
              username: names.username,
              lightningUrl: 'https://acme--uat.sandbox.lightning.force.com',
            },
          },
    stigg:
      far === 'keyed'
        ? { ...known.stigg, environment: { ...environment, slug: 'staging' } }
        : { ...offline('stigg'), environment: null, appUrl: null },
    mapping: someFields,
    ...vary,
  })
}

const fieldRef = (object: string, field: string, label: string, vary: Partial<FieldRef> = {}): FieldRef => ({
  object,
  field,
  label,
  foundBy: 'name',
  updateable: true,
  length: 255,
  ...vary,
})

export const someFields: MappingFields = {
  productType: fieldRef('Product2', 'Stigg_Type__c', 'Stigg Type'),
  productId: fieldRef('Product2', 'Stigg_ID__c', 'Stigg ID'),
  lineType: null,
  lineId: null,
  customerId: fieldRef('Account', 'Stigg_Customer_ID__c', 'Stigg Customer ID', { foundBy: 'label' }),
  customerUrl: fieldRef('Account', 'Stigg_Customer_URL__c', 'Stigg Customer URL'),
  subscriptionId: fieldRef('Opportunity', 'Stigg_Subscription_ID__c', 'Stigg Subscription ID', { updateable: false }),
}

export const noFields: MappingFields = {
  productType: null,
  productId: null,
  lineType: null,
  lineId: null,
  customerId: null,
  customerUrl: null,
  subscriptionId: null,
}

export const noCandidates: FieldCandidates = {
  productType: [],
  productId: [],
  lineType: [],
  lineId: [],
  customerId: [],
  customerUrl: [],
  subscriptionId: [],
}

const candidate = (
  of: FieldRef | null,
  examples: readonly (readonly [value: string, record: string])[],
  vary: Partial<FieldCandidate> = {},
): FieldCandidate => ({
  object: of?.object ?? 'Product2',
  field: of?.field ?? 'Other__c',
  label: of?.label ?? 'Other',
  type: 'string',
  updateable: of?.updateable ?? true,
  examples: examples.map(([value, record]) => ({ value, record })),
  ...vary,
})

export const someCandidates: FieldCandidates = {
  productType: [
    candidate(someFields.productType, [
      ['Plan', 'Acme Enterprise'],
      ['Add-on', 'Premium support'],
      ['Entitlement', 'Seats'],
    ]),
    candidate(null, [['Software', 'Acme Enterprise']], { field: 'Family', label: 'Product Family', type: 'picklist' }),
  ],
  productId: [
    candidate(someFields.productId, [
      ['plan-enterprise', 'Acme Enterprise'],
      ['addon-premium-support', 'Premium support'],
      ['feature-seats', 'Seats'],
      ['currency-api-credits', 'API credits'],
    ]),
  ],
  lineType: [],
  lineId: [],
  customerId: [candidate(someFields.customerId, [['cus_01HZX3', 'Tidewater Robotics']])],
  customerUrl: [candidate(someFields.customerUrl, [])],
  subscriptionId: [candidate(someFields.subscriptionId, [['subscription-enterprise-8f21c4', 'Tidewater, renewal']])],
}

/** Fields of a managed package, with everything as long as Salesforce lets it be. */
const longField = fieldRef(
  'Product2',
  'revops_pkg__Stigg_Entitlement_Classification_Code__c',
  'Stigg entitlement classification (mirror)',
  { foundBy: 'label' },
)
export const longFields: MappingFields = { ...someFields, productType: longField, productId: longField }
const longExamples = candidate(longField, [
  ['entitlement-enterprise-platform-with-regional-data-residency-and-premium-support', longNames.org],
  [
    'https://go.nordlicht-versicherung.example/catalogue/products/8f21c4/entitlements?region=eu-central-1',
    'Grundpaket für Konzerngesellschaften mit mehr als fünfhundert Beschäftigten',
  ],
  ['Plan', 'Kurz'],
])
export const longCandidates: FieldCandidates = {
  ...someCandidates,
  productType: [longExamples],
  productId: [longExamples],
}

const product = (vary: Partial<UnreadyProduct>): UnreadyProduct => ({
  id: '01t5g000003AbCdAAK',
  name: 'Acme Enterprise',
  code: 'ENT',
  stiggType: 'Plan',
  stiggId: 'plan-enterprise',
  findings: [],
  missingFrom: [],
  ...vary,
})

export const unready: readonly UnreadyProduct[] = [
  product({
    id: '01t5g000003AbC1AAK',
    name: 'Enterprise platform, EU residency',
    stiggId: null,
    findings: [
      finding('mapping.type-without-id', {
        facts: { product: 'Enterprise platform, EU residency', type: 'Plan', mappedOn: 'product' },
      }),
      finding('product.no-standard-price', { facts: { product: 'Enterprise platform, EU residency', code: 'ENT-EU' } }),
    ],
  }),
  product({
    id: '01t5g000003AbC2AAK',
    name: 'Grundpaket für Konzerngesellschaften mit mehr als fünfhundert Beschäftigten und eigener Datenhaltung',
    stiggType: 'Bundle',
    stiggId: 'entitlement-enterprise-platform-with-regional-data-residency-and-premium-support-2026',
    findings: [finding('mapping.type-unknown', { facts: { product: 'Grundpaket', type: 'Bundle' } })],
  }),
  product({
    id: '01t5g000003AbC3AAK',
    name: 'Onboarding',
    stiggType: null,
    stiggId: 'addon-onboarding',
    findings: [finding('mapping.id-without-type', { facts: { product: 'Onboarding', id: 'addon-onboarding' } })],
  }),
  product({
    id: '01t5g000003AbC4AAK',
    name: 'Starter 2019',
    stiggId: 'plan-starter-2019',
    findings: [finding('product.inactive', { facts: { product: 'Starter 2019', code: 'ST19' } })],
    missingFrom: ['EMEA direct', 'EMEA partners', 'North America', 'Public sector', 'Startups', 'Webshop'],
  }),
]

/** A report in which every part has something to say. */
export const fullReport: Partial<ReadinessReport> = {
  mapping: someFields,
  products: { value: { total: 412, mapped: 37, ready: 33, unready: [...unready] }, failure: null },
  integration: {
    value: { isConnected: true, domain: 'acme-production.my.salesforce.com', isHere: false },
    failure: null,
  },
  flows: {
    value: { state: 'active', names: ['Stigg: provision on closed won', 'Opportunity after update (Stigg sync, v14)'] },
    failure: null,
  },
  triggers: {
    value: [
      { id: 'w1', name: 'Cancel', triggerId: 'cancel-subscription', isKnown: false },
      { id: 'w2', name: 'Downgrade', triggerId: 'downgrade-to-grace-period-plan', isKnown: false },
      { id: 'w3', name: 'Metadata', triggerId: 'set-metadata', isKnown: true },
    ],
    failure: null,
  },
}
