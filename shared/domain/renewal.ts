import { addDays, addMonths, dayOf, endOfDay, isBefore } from './calendar.ts'
import type { Subscription } from './customer.ts'
import type { Deal, Moment } from './opportunity.ts'
import type { ProvisioningRules } from './profile.ts'
import { endOf } from './replacement.ts'

/** How a deal was known to renew what runs. */
type RenewalSign = 'opportunity-type' | 'quote-type' | 'start-date'

/** The term that follows the one that runs. */
export interface NextTerm {
  readonly sign: RenewalSign
  /** The end of the term that runs. */
  readonly startsAt: Moment
  /** The end of as many months as the old term had; null where the old one has no whole number of them. */
  readonly endsAt: Moment | null
}

/**
 * The next term where a deal renews the running subscription: by its type, its quote's type, or because it starts within
 * a day of the old end. Null where it does not, and where the old term has no end ahead.
 */
export function nextTermOf(
  { opportunity }: Deal,
  rules: Pick<ProvisioningRules, 'renewalTypes'>,
  current: Subscription | null,
  quotedStart: Moment | null,
  { now, timeZone }: { readonly now: Moment; readonly timeZone: string },
): NextTerm | null {
  const end = current && endOf(current)
  if (!end || !isBefore(now, end)) return null
  const sign: RenewalSign | null =
    opportunity.type !== null && rules.renewalTypes.includes(opportunity.type)
      ? 'opportunity-type'
      : opportunity.quote?.type?.trim().toLowerCase() === 'renewal'
        ? 'quote-type'
        : quotedStart !== null && Math.abs(Date.parse(quotedStart) - Date.parse(end)) <= 86_400_000
          ? 'start-date'
          : null
  if (sign === null) return null
  const startsAt = rounded(end)
  const months = wholeMonths(dayOf(current.startDate, timeZone), dayOf(startsAt, timeZone))
  const last = months === null ? null : addDays(addMonths(dayOf(startsAt, timeZone), months), -1)
  return { sign, startsAt, endsAt: last === null ? null : endOfDay(last, timeZone) }
}

/** An end in the last millisecond of a day means the midnight that follows. */
const rounded = (end: Moment): Moment => (end.endsWith('.999Z') ? new Date(Date.parse(end) + 1).toISOString() : end)

/** Months between two days of about the same day of the month; null where it is not a whole number of them. */
function wholeMonths(from: string, to: string): number | null {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth
  return months >= 1 && Math.abs(toDay - fromDay) <= 1 ? months : null
}
