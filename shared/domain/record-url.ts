/** Instance hosts and their Lightning twins. Source: Salesforce Help, "My Domain URL formats". */
const lightningHosts: readonly (readonly [instance: string, lightning: string])[] = [
  ['.my.salesforce.com', '.lightning.force.com'],
  ['.my.salesforce.mil', '.lightning.crmforce.mil'],
  ['.my-salesforce.com', '.my-lightning.com'],
  ['.my.sfcrmproducts.cn', '.lightning.sfcrmapps.cn'],
]

/**
 * The origin of an org's record pages, without a trailing slash. An origin that follows none of Salesforce's patterns
 * (a loopback service) serves its pages itself.
 * @throws where the text is no URL: it comes from a sign-in, never from a person
 */
export function lightningUrlOf(instanceUrl: string): string {
  const { protocol, hostname, origin } = new URL(instanceUrl)
  for (const [instance, lightning] of lightningHosts) {
    if (hostname.endsWith(instance)) return `${protocol}//${hostname.slice(0, -instance.length)}${lightning}`
  }
  const legacy = /^([a-z0-9-]+)\.salesforce\.com$/.exec(hostname)
  return legacy ? `${protocol}//${legacy[1]}.lightning.force.com` : origin
}

/**
 * The Lightning page of a record.
 * @param lightningUrl base without a trailing slash
 * @param object API name; where it is not known, Lightning finds the record by its ID alone
 */
export const salesforceRecordUrl = (lightningUrl: string, object: string | null, id: string): string =>
  [
    lightningUrl.replace(/\/+$/, ''),
    'lightning/r',
    ...(object ? [encodePart(object)] : []),
    encodePart(id),
    'view',
  ].join('/')

/** A page of Stigg's app: the ID in place of the template's `{customerId}` or `{subscriptionId}`. */
export const stiggUrl = (template: string, id: string): string =>
  template.replaceAll(/\{(?:customerId|subscriptionId|id)\}/g, () => encodePart(id))

/** A subscription's page in Stigg's app; null where the template asks for the customer and nobody knows it. */
export function subscriptionPageUrl(
  template: string,
  subscriptionId: string,
  customerId: string | null,
): string | null {
  if (customerId === null && template.includes('{customerId}')) return null
  return stiggUrl(
    template.replaceAll('{customerId}', () => encodePart(customerId ?? '')),
    subscriptionId,
  )
}

/** One path segment. Text that is not well-formed Unicode is mended, never thrown over. */
const encodePart = (text: string): string => encodeURIComponent(text.toWellFormed())
