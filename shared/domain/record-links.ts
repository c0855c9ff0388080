import { formatDeepLink } from './deep-link.ts'
import { salesforceRecordUrl, stiggUrl, subscriptionPageUrl } from './record-url.ts'
import { redirectTo } from './redirect.ts'

/** A record that stands in the window, with what is known of its counterpart in the other service. */
export interface ShownRecord {
  readonly kind: 'opportunity' | 'account' | 'customer' | 'subscription'
  readonly id: string
  readonly name: string
  /** The Salesforce account or opportunity that it belongs to, where it is none itself. */
  readonly opportunityId?: string | null
  readonly accountId?: string | null
  /** The Stigg customer and subscription that belong to it. */
  readonly customerId?: string | null
  readonly subscriptionId?: string | null
}

/** Where this copy of the app is connected, and how pages of records are addressed. */
export interface LinkPlaces {
  readonly orgId: string | null
  readonly environmentId: string | null
  readonly lightningUrl: string | null
  readonly customerUrlTemplate: string | null
  readonly subscriptionUrlTemplate: string | null
  readonly redirectUrl: string | null
}

export interface RecordLinks {
  readonly salesforceUrl: string | null
  readonly stiggUrl: string | null
  /** The record's own page in its own service; else the one in the other service. */
  readonly ownUrl: string | null
  /** The link of this app; null until both services have said who they are. */
  readonly appUrl: string | null
  /** The same by way of the company's redirect page, which every chat shows as a link; null without such a page. */
  readonly throughUrl: string | null
}

/** Every address of a record. Nothing here asks anybody, and none of these writes when it is followed. */
export function linksOfRecord(record: ShownRecord, places: LinkPlaces): RecordLinks {
  const { kind, id } = record
  const { lightningUrl, orgId, environmentId } = places
  const [opportunityId, accountId, customerId, subscriptionId] = (
    ['opportunity', 'account', 'customer', 'subscription'] as const
  ).map((each) => (kind === each ? id : (record[`${each}Id`] ?? null)))
  const account = lightningUrl !== null && accountId ? salesforceRecordUrl(lightningUrl, 'Account', accountId) : null
  const opportunity =
    lightningUrl !== null && opportunityId ? salesforceRecordUrl(lightningUrl, 'Opportunity', opportunityId) : null
  const customer =
    places.customerUrlTemplate !== null && customerId ? stiggUrl(places.customerUrlTemplate, customerId) : null
  const subscription =
    places.subscriptionUrlTemplate !== null && subscriptionId
      ? subscriptionPageUrl(places.subscriptionUrlTemplate, subscriptionId, customerId ?? null)
      : null
  const salesforceUrl = kind === 'account' || kind === 'customer' ? (account ?? opportunity) : (opportunity ?? account)
  const inStigg = kind === 'customer' || kind === 'account' ? (customer ?? subscription) : (subscription ?? customer)
  const appUrl = orgId === null || environmentId === null ? null : formatDeepLink({ kind, id, orgId, environmentId })
  return {
    salesforceUrl,
    stiggUrl: inStigg,
    ownUrl: kind === 'opportunity' || kind === 'account' ? (salesforceUrl ?? inStigg) : (inStigg ?? salesforceUrl),
    appUrl,
    throughUrl: appUrl === null || places.redirectUrl === null ? null : redirectTo(places.redirectUrl, appUrl),
  }
}

/** One text of the clipboard in both forms that programs ask for. */
export interface CopiedText {
  readonly plain: string
  readonly html: string
}

/**
 * What "Copy link" puts on the clipboard: the link of this app and the record's own address, a line each. With a
 * redirect page the app's link goes through it, as an address that can be clicked wherever it is pasted. Null where
 * there is no link at all.
 */
export function copiedLinks({ name }: ShownRecord, links: RecordLinks): CopiedText | null {
  const lines = [
    ...(links.appUrl === null ? [] : [{ url: links.throughUrl ?? links.appUrl, text: `${name} in Stigg Companion` }]),
    ...(links.ownUrl === null
      ? []
      : [{ url: links.ownUrl, text: `${name} in ${links.ownUrl === links.salesforceUrl ? 'Salesforce' : 'Stigg'}` }]),
  ]
  if (lines.length === 0) return null
  return {
    plain: lines.map(({ url }) => url).join('\n'),
    html: lines.map(({ url, text }) => `<a href="${escaped(url)}">${escaped(text)}</a>`).join('<br>'),
  }
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.toWellFormed().replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark)
