/** The page of a workflow, filled in as far as is known. */
export function pathOf(
  workflowId: string,
  about: { readonly customer?: string; readonly subscription?: string | null; readonly opportunity?: string | null },
): string {
  const query = new URLSearchParams(
    Object.entries(about).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  ).toString()
  return `/workflows/${encodeURIComponent(workflowId)}${query === '' ? '' : `?${query}`}`
}
