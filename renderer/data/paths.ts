export { accountPlace as accountPath, customerPlace as customerPath } from '#shared/domain/place'

const encode = (id: string): string => encodeURIComponent(id.toWellFormed())

/* The window's own places about records. */

export const creditsPath = (customerId: string): string => `/credits/${encode(customerId)}`

/** Whom a workflow is for, as far as that is known. */
interface WorkflowFor {
  readonly customer?: string
  readonly subscription?: string | null
  readonly opportunity?: string | null
}

const queryOf = (about: WorkflowFor): string => {
  const known = Object.entries(about).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))
  return known.length === 0 ? '' : `?${new URLSearchParams(known).toString()}`
}

/** The catalogue, to choose a workflow for a customer and one of its subscriptions. */
export const workflowsPath = (about: WorkflowFor): string => `/workflows${queryOf(about)}`

/** The page of a workflow, filled in as far as is known. */
export const workflowPath = (workflowId: string, about: WorkflowFor): string =>
  `/workflows/${encodeURIComponent(workflowId)}${queryOf(about)}`
