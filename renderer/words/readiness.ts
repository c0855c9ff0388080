import type { ReadinessReport } from '#shared/contract/readiness'
import { mappingRoles, type MappingRole } from '#shared/domain/field-choice'
import type { UnreadyProduct } from '#shared/domain/readiness'
import type { FindingCode } from '#shared/domain/finding'
import type { Failure } from '#shared/failure'

import { plural } from './facts.ts'
import { sayFailure } from './failures.ts'
import { sayFinding } from './findings.ts'
import { fieldWords } from './mapping-fields.ts'

export type ReadinessLevel = 'good' | 'attention' | 'blocked' | 'unknown'

/** One line of the report: how it stands, what helps it, and where. */
export interface ReadinessItem {
  readonly key: 'mapping' | 'products' | 'integration' | 'flows' | 'triggers' | 'pages'
  readonly level: ReadinessLevel
  readonly title: string
  readonly sentence: string
  /** Null where nothing has to be done. */
  readonly remedy: string | null
  readonly link: { readonly label: string; readonly href: string } | null
}

export const levelWords: Readonly<Record<ReadinessLevel, string>> = {
  good: 'In order',
  attention: 'Look at it',
  blocked: 'Stands in the way',
  unknown: 'Not known',
}

/** The report, said part by part, in the order in which it is read. */
export const readinessItems = (report: ReadinessReport): ReadinessItem[] => [
  mappingItem(report),
  productsItem(report),
  integrationItem(report),
  flowsItem(report),
  triggersItem(report),
  pagesItem(report),
]

const failed = (key: ReadinessItem['key'], title: string, failure: Failure): ReadinessItem => {
  const { happened, todo } = sayFailure(failure)
  return { key, level: 'unknown', title, sentence: `It could not be looked at. ${happened}`, remedy: todo, link: null }
}

const setupUrl = (org: ReadinessReport['org'], path: string): string | null =>
  org && `${org.lightningUrl}/lightning/setup/${path}`

const linkTo = (label: string, href: string | null): ReadinessItem['link'] => (href === null ? null : { label, href })

/** Roles that no field carries, and without which no deal maps. */
export const missingRoles = ({ mapping }: Pick<ReadinessReport, 'mapping'>): MappingRole[] =>
  mapping === null
    ? []
    : mappingRoles.filter((role) => {
        if (mapping[role] !== null || !fieldWords[role].isNeeded) return false
        return role === 'productType' ? mapping.lineType === null : mapping.lineId === null
      })

function mappingItem(report: ReadinessReport): ReadinessItem {
  const { mapping, gone, org, products } = report
  const about = { key: 'mapping', title: 'Mapping fields' } as const
  const fields = linkTo(
    'Open the product’s fields',
    setupUrl(org, 'ObjectManager/Product2/FieldsAndRelationships/view'),
  )
  if (mapping === null) {
    return products.failure
      ? failed('mapping', about.title, products.failure)
      : { ...about, level: 'unknown', sentence: 'The org was not described yet.', remedy: null, link: null }
  }
  const [lost] = gone
  if (lost) {
    return {
      ...about,
      level: 'blocked',
      sentence: `${lost.object}.${lost.field}, which was chosen for the ${fieldWords[lost.role].what}, is not there any more, or you may not see it.`,
      remedy: 'Choose another field, or ask an administrator for access to it.',
      link: fields,
    }
  }
  const missing = missingRoles(report)
  if (missing.length > 0) {
    return {
      ...about,
      level: 'blocked',
      sentence: `No field carries the ${missing.map((role) => fieldWords[role].what).join(', nor the ')}. No deal can be mapped.`,
      remedy: 'Have an administrator make the fields: the steps stand below.',
      link: fields,
    }
  }
  const absent = mappingRoles.filter((role) => mapping[role] === null && role.startsWith('customer'))
  return {
    ...about,
    level: absent.length > 0 ? 'attention' : 'good',
    sentence:
      absent.length > 0
        ? `Deals map. The org has no field for the ${absent.map((role) => fieldWords[role].what).join(', nor for the ')}: the link is kept in Stigg alone.`
        : 'The fields that carry the mapping and the links were found.',
    remedy: absent.length > 0 ? 'Have an administrator make them, if the link is wanted in Salesforce too.' : null,
    link:
      absent.length > 0
        ? linkTo('Open the account’s fields', setupUrl(org, 'ObjectManager/Account/FieldsAndRelationships/view'))
        : null,
  }
}

function productsItem({ products: { value, failure }, org }: ReadinessReport): ReadinessItem {
  const about = { key: 'products', title: 'Product catalogue' } as const
  if (failure) return failed('products', about.title, failure)
  const link = linkTo('Open the products', org && `${org.lightningUrl}/lightning/o/Product2/list`)
  if (value === null) {
    return {
      ...about,
      level: 'unknown',
      sentence: 'No field of the product carries the mapping, so the catalogue cannot be checked.',
      remedy:
        'It is checked as soon as there are fields. Lines that carry a mapping of their own are checked deal by deal.',
      link: null,
    }
  }
  if (value.mapped === 0) {
    return {
      ...about,
      level: 'blocked',
      sentence: `None of ${plural(value.total, 'product')} carries a Stigg Type or a Stigg ID.`,
      remedy: 'Fill in both on the products that Stigg knows.',
      link,
    }
  }
  const bad = value.unready.length
  const carry = `${value.mapped.toLocaleString('en-US')} of ${plural(value.total, 'product')} ${value.mapped === 1 ? 'carries' : 'carry'} a mapping`
  return {
    ...about,
    level: bad === 0 ? 'good' : value.unready.some(isBlocked) ? 'blocked' : 'attention',
    sentence:
      bad === 0
        ? `${carry}, and ${value.mapped === 1 ? 'it' : 'each'} could be sold and provisioned today.`
        : `${carry}. ${bad === 1 ? 'One of them' : `${bad} of them`} could not be sold or provisioned as ${bad === 1 ? 'it stands' : 'they stand'}.`,
    remedy: bad === 0 ? null : 'Mend the products in the list below.',
    link: bad === 0 ? null : link,
  }
}

const isBlocked = ({ findings }: UnreadyProduct): boolean => findings.some(({ severity }) => severity === 'error')

function integrationItem({ integration: { value, failure }, org }: ReadinessReport): ReadinessItem {
  const about = { key: 'integration', title: 'Stigg’s Salesforce integration' } as const
  if (failure) return failed('integration', about.title, failure)
  if (value === null) {
    return {
      ...about,
      level: 'unknown',
      sentence: 'The key may not ask Stigg for its integrations, so it is not known whether one is with this org.',
      remedy: 'Look in Stigg under Integrations, Salesforce.',
      link: null,
    }
  }
  if (!value.isConnected) {
    return {
      ...about,
      level: 'attention',
      sentence:
        'The environment has no Salesforce integration. Deals can be provisioned all the same; the link to the account is kept in the customer’s metadata.',
      remedy: 'Connect it in Stigg under Integrations, Salesforce, if customers are to be linked there too.',
      link: null,
    }
  }
  if (value.isHere === false) {
    return {
      ...about,
      level: 'blocked',
      sentence: `The environment is integrated with ${value.domain ?? 'another org'}, and not with ${org?.name ?? 'this org'}.`,
      remedy: 'Check that the Stigg key is of the environment that belongs to this org.',
      link: null,
    }
  }
  return {
    ...about,
    level: 'good',
    sentence: `The environment is integrated with ${value.domain ?? 'Salesforce'}.`,
    remedy: null,
    link: null,
  }
}

function flowsItem({ flows: { value, failure }, org }: ReadinessReport): ReadinessItem {
  const about = { key: 'flows', title: 'Flows that provision by themselves' } as const
  if (failure) return failed('flows', about.title, failure)
  const link = linkTo('Open the flows', setupUrl(org, 'Flows/home'))
  if (value === null || value.state === 'unknown') {
    return {
      ...about,
      level: 'unknown',
      sentence: 'You may not look at the org’s flows, so it is not known whether one of Stigg’s provisions deals too.',
      remedy: 'Ask an administrator whether an active flow calls Stigg.',
      link,
    }
  }
  if (value.state === 'none')
    return { ...about, level: 'good', sentence: 'No active flow of the org calls Stigg.', remedy: null, link: null }
  const isOne = value.names.length === 1
  return {
    ...about,
    level: 'attention',
    sentence: isOne
      ? `The flow ${value.names.join('')} is active. It may provision a deal the moment it is won, before you do.`
      : `${value.names.length} flows are active: ${value.names.join('; ')}. They may provision a deal the moment it is won, before you do.`,
    remedy: `Switch ${isOne ? 'it' : 'them'} off, or leave those deals to ${isOne ? 'it' : 'them'}. Each deal that may have been provisioned so carries a warning.`,
    link,
  }
}

function triggersItem({ triggers: { value, failure } }: ReadinessReport): ReadinessItem {
  const about = { key: 'triggers', title: 'Workflow triggers' } as const
  if (failure) return failed('triggers', about.title, failure)
  const all = value ?? []
  const absent = all.filter(({ isKnown }) => isKnown === false)
  const settings = { label: 'Open the workflows’ settings', href: '/settings#settings-workflows' }
  if (all.length === 0)
    return {
      ...about,
      level: 'good',
      sentence: 'The profile has no workflow that could be fired.',
      remedy: null,
      link: null,
    }
  if (all.every(({ isKnown }) => isKnown === null)) {
    return {
      ...about,
      level: 'unknown',
      sentence: 'The key may not ask which workflow triggers the environment has.',
      remedy: 'Compare their IDs in Stigg before one is fired.',
      link: settings,
    }
  }
  if (absent.length === 0)
    return {
      ...about,
      level: 'good',
      sentence: `The environment knows ${all.length === 1 ? 'the one trigger' : `all ${all.length} triggers`} of the profile’s workflows.`,
      remedy: null,
      link: null,
    }
  return {
    ...about,
    level: 'attention',
    sentence: `The environment does not know ${absent.map(({ triggerId }) => triggerId).join(', ')} (${plural(absent.length, 'workflow')} of ${all.length}).`,
    remedy: 'Make them in Stigg under Workflows, or take them out of the profile.',
    link: settings,
  }
}

function pagesItem({ urlPatterns: { customer, offered } }: ReadinessReport): ReadinessItem {
  const about = { key: 'pages', title: 'Links to Stigg’s pages' } as const
  const link = { label: 'Open the links’ settings', href: '/settings#settings-links' }
  if (customer !== null)
    return {
      ...about,
      level: 'good',
      sentence: `Customers’ pages are addressed as ${customer}.`,
      remedy: null,
      link: null,
    }
  return {
    ...about,
    level: 'attention',
    sentence:
      offered?.from === 'accounts'
        ? `Accounts of the org say that customers’ pages are addressed as ${offered.customer}.`
        : 'It is not confirmed yet how customers’ pages are addressed in Stigg, so no link leads there.',
    remedy: 'Confirm the pattern once, in the settings.',
    link,
  }
}

/** What helps a product that is not in a deal: other words than for a deal that has it. */
const remedies: Partial<Record<FindingCode, string>> = {
  'product.inactive': 'Activate it, or clear its Stigg ID where it is sold no more.',
  'product.no-standard-price': 'Add an active entry to the standard price book.',
}

/** Every reason why a product is not ready, with what helps. */
export const reasonsOf = ({ findings, missingFrom }: UnreadyProduct) => [
  ...findings.map((finding) => {
    const { title, sentence, remedy } = sayFinding(finding, (moment) => moment.slice(0, 10))
    return {
      key: finding.key,
      title,
      sentence: sentence.replaceAll(/ {2,}/g, ' '),
      remedy: remedies[finding.code] ?? remedy,
      severity: finding.severity,
    }
  }),
  ...(missingFrom.length > 0
    ? [
        {
          key: 'price-books',
          title: 'In no price book',
          sentence: `It is in none of the price books that sales chooses from: ${missingFrom.slice(0, 5).join(', ')}${missingFrom.length > 5 ? ` and ${missingFrom.length - 5} more` : ''}.`,
          remedy: 'Add it to the price book that it is sold from.',
          severity: 'warning' as const,
        },
      ]
    : []),
]
