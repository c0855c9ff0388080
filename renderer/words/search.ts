import type { FoundRecord, LinkSearch } from '#shared/contract/links'

export const foundKinds: Readonly<
  Record<FoundRecord['kind'], { readonly one: string; readonly many: string; readonly service: string }>
> = {
  opportunity: { one: 'Deal', many: 'Deals', service: 'Salesforce' },
  account: { one: 'Account', many: 'Accounts', service: 'Salesforce' },
  customer: { one: 'Customer', many: 'Customers', service: 'Stigg' },
  subscription: { one: 'Subscription', many: 'Subscriptions', service: 'Stigg' },
  catalogue: { one: 'Catalogue', many: 'Catalogue: deals that it is sold in', service: 'Stigg' },
}

export const serviceNames: Readonly<Record<LinkSearch['silent'][number]['service'], string>> = {
  salesforce: 'Salesforce',
  stigg: 'Stigg',
}

/** Why a record was found; empty where its name says so already. */
export function sayWhy({ why: { by, value }, name, of }: FoundRecord): string {
  switch (by) {
    case 'link':
      return 'named by the link'
    case 'id':
      return `ID ${value}`
    case 'name':
      return value === name ? '' : value
    case 'account-name':
      return value === name || value === of ? 'account’s name' : `account ${value}`
    case 'owner':
      return `owner ${value}`
    case 'sold':
      return `sells “${value}”`
    case 'email':
      return `e-mail ${value}`
    case 'contact':
      return `contact ${value}`
    case 'domain':
      return `e-mail ${value}`
    case 'website':
      return `web site ${value}`
    default:
      return by satisfies never
  }
}

/** What to try where nothing was found. */
export function sayNothingFound(asked: LinkSearch['asked'], text: string): string {
  switch (asked) {
    case 'record':
      return 'Neither service shows this record to you. Look whether the ID is whole, or paste the URL of its page.'
    case 'email': {
      const domain = text.trim().replace(/>$/, '').split('@').at(-1) ?? ''
      return `No customer or contact has this e-mail address. Try the domain ${domain}, or the account’s name.`
    }
    case 'domain':
      return 'No web site and no e-mail address is of this domain. Try the account’s name.'
    case 'words':
      return 'Nothing is called that. Try fewer words, an e-mail address, a domain, an ID, or the URL of a record.'
    default:
      return asked satisfies never
  }
}
