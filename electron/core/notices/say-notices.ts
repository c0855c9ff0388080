import type { Notice, NoticeCategory } from '#shared/domain/notice'
import type { Run } from '#shared/domain/run'

/*
 * Notices stand outside of the window, where its words do not reach: they are said here, as shortly as can be. They name whom
 * something is about, and never an amount.
 */

const whom = ({ accountName, customerId }: Pick<Run, 'accountName' | 'customerId'>): string =>
  accountName === '' ? customerId : accountName

/** Why a run that stands still waits for a person. */
function why(run: Pick<Run, 'steps'>): string {
  const codes = run.steps.flatMap(({ failure }) => failure?.code ?? [])
  if (codes.includes('salesforce.signed-out')) return 'It goes on once somebody has signed in to Salesforce.'
  if (run.steps.some(({ state }) => state === 'unknown')) return 'Whether a step was done is not known yet.'
  return 'A step was not done. Nothing more is sent until somebody has looked at it.'
}

/** A run stopped, and goes no further by itself. */
export const attentionNotice = (
  run: Pick<Run, 'id' | 'accountName' | 'customerId' | 'opportunityName' | 'steps'>,
): Notice => ({
  category: 'attention',
  title: `The run for ${whom(run)} needs attention`,
  body: run.opportunityName === '' ? why(run) : `${run.opportunityName}. ${why(run)}`,
  path: `/runs/${encodeURIComponent(run.id)}`,
})

/** A check by the clock found differences that the one before had not. */
export const driftNotice = (customers: number, fresh: number): Notice => ({
  category: 'drift',
  title:
    customers === 1
      ? 'A customer holds something else than was sold'
      : `${customers} customers differ from what was sold`,
  body: fresh === 1 ? 'One difference is new.' : `${fresh} differences are new.`,
  path: '/drift',
})

const kinds: Readonly<Record<NoticeCategory, { readonly many: (count: number) => string; readonly path: string }>> = {
  won: { many: (count) => `${count} more deals were won`, path: '/inbox' },
  attention: { many: (count) => `${count} more runs need attention`, path: '/runs' },
  drift: { many: (count) => `${count} more checks found differences`, path: '/drift' },
}

/** How many titles a notice of many repeats. */
const named = 3

/** Several of a kind as one. */
export function together(category: NoticeCategory, notices: readonly Notice[]): Notice {
  const { many, path } = kinds[category]
  const first = notices.slice(0, named).map(({ title }) => title)
  const rest = notices.length - first.length
  return {
    category,
    title: many(notices.length),
    body: `${first.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`,
    path,
  }
}
