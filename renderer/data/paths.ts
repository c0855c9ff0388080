export { accountPlace as accountPath, customerPlace as customerPath } from '#shared/domain/place'

const encode = (id: string): string => encodeURIComponent(id.toWellFormed())

/* The window's own places about records. */

export const creditsPath = (customerId: string): string => `/credits/${encode(customerId)}`
/** A workflow for a customer, and for one of its subscriptions where one is named. */
export const workflowsPath = (customerId: string, subscriptionId: string | null): string =>
  `/workflows?customer=${encode(customerId)}${subscriptionId === null ? '' : `&subscription=${encode(subscriptionId)}`}`

/** The page of a workflow, filled in as far as is known. */
export function workflowPath(
  workflowId: string,
  about: { readonly customer?: string; readonly subscription?: string | null; readonly opportunity?: string | null },
): string {
  const query = new URLSearchParams(
    Object.entries(about).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  ).toString()
  return `/workflows/${encodeURIComponent(workflowId)}${query === '' ? '' : `?${query}`}`
}
