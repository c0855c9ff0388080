import { assertNever } from '#shared/assert-never'
import type { ChangeRow, Consequence } from '#shared/domain/change-set'

import { plural } from './facts.ts'
import { sayValue } from './held-values.ts'

/** How a moment is written in a sentence; the place knows the org's time zone. */
export type SayMoment = (moment: string) => string

/** One changed row as a sentence; null where nothing changes. */
export function sayChange(row: ChangeRow): string | null {
  const name = row.entity?.name ?? row.sold?.name ?? row.key
  const will = row.will === null ? 'nothing' : sayValue(row.will)
  const today = row.today === null ? 'nothing' : sayValue(row.today)
  switch (row.change) {
    case 'same':
    case 'left-alone':
      return null
    case 'added':
      return row.kind === 'plan' ? `Plan: ${will}` : `${name}: ${will}, new`
    case 'removed':
      return `${name}: removed, was ${today}`
    case 'more':
      return `${name}: ${today} becomes ${will}, more than today`
    case 'less':
      return `${name}: ${today} becomes ${will}, less than today`
    case 'changed':
      return row.kind === 'plan' ? `Plan: ${today} becomes ${will}` : `${name}: ${today} becomes ${will}`
    default:
      return assertNever(row.change)
  }
}

export interface SaidConsequence {
  readonly sentence: string
  /** True where it cannot be taken back from here. */
  readonly final: boolean
}

/** Something that starts, ends or is lost, as a sentence. */
export function sayConsequence(consequence: Consequence, say: SayMoment): SaidConsequence {
  switch (consequence.kind) {
    case 'creates-customer':
      return { sentence: `Makes the Stigg customer ${consequence.name} (${consequence.customerId}).`, final: false }
    case 'links':
      return {
        sentence: `Links customer ${consequence.customerId} and account ${consequence.accountId} to each other.`,
        final: false,
      }
    case 'starts': {
      const when = consequence.at === null ? 'at once' : `on ${say(consequence.at)}`
      const trial = consequence.trialEndsAt === null ? '' : ` as a trial until ${say(consequence.trialEndsAt)}`
      return { sentence: `${consequence.planName} starts ${when}${trial}.`, final: false }
    }
    case 'replaces': {
      const when = consequence.endsAt === null ? 'at once' : `on ${say(consequence.endsAt)}`
      const early =
        consequence.daysEarly === null || consequence.daysEarly <= 0
          ? ''
          : `, ${plural(consequence.daysEarly, 'day')} early`
      return {
        sentence: `The active ${consequence.planName} subscription (${consequence.subscriptionId}) is cancelled ${when}${early}.`,
        final: true,
      }
    }
    case 'loses-schedule':
      return {
        sentence: `${plural(consequence.count, 'scheduled change')} of ${consequence.subscriptionId} will not happen.`,
        final: true,
      }
    case 'restarts-usage':
      return { sentence: `Usage counted on ${consequence.subscriptionId} begins again from zero.`, final: true }
    case 'ends':
      return { sentence: `${consequence.planName} ends on ${say(consequence.at)}.`, final: false }
    case 'leaves-billing-running':
      return {
        sentence: `The billing system goes on with what it bills for ${consequence.subscriptionId}; cancel it there.`,
        final: true,
      }
    default:
      return assertNever(consequence)
  }
}
