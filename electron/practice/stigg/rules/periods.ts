import type { BillingPeriod } from '../model.ts'

export interface Period {
  readonly start: string
  readonly end: string
}

const dayMs = 86_400_000
/** Instants are compared as text, which holds as long as their years have four digits. */
const latest = '9999-12-31T23:59:59.999Z'

const shown = (date: Date): string => (date.getTime() < Date.parse(latest) ? date.toISOString() : latest)

export const addDays = (iso: string, days: number): string => shown(new Date(Date.parse(iso) + days * dayMs))

/** The same day and time so many months later; the last day of the month where it has no such day. UTC. */
export function addMonths(iso: string, months: number): string {
  const from = new Date(iso)
  const to = new Date(iso)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return shown(to)
}

/** The period of so many months, counted from the anchor, that holds `at`; the first one where `at` lies before it. */
export function cycleAt(anchor: string, months: number, at: string): Period {
  const apart = new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth()
  const begun = new Date(anchor).getUTCFullYear() * 12 + new Date(anchor).getUTCMonth()
  let count = Math.max(0, Math.floor((apart - begun) / months) - 1)
  for (let end = ''; end !== latest; count += 1) {
    end = addMonths(anchor, (count + 1) * months)
    if (end > at) break
  }
  return { start: addMonths(anchor, count * months), end: addMonths(anchor, (count + 1) * months) }
}

const monthsOf = (period: BillingPeriod): number => (period === 'ANNUALLY' ? 12 : 1)
export const billingPeriodAt = (anchor: string, period: BillingPeriod, at: string): Period =>
  cycleAt(anchor, monthsOf(period), at)

/** The earliest of some instants, those that are null left out. */
export function earliest(...instants: readonly (string | null | undefined)[]): string | null {
  let first: string | null = null
  for (const instant of instants) if (instant && (first === null || instant < first)) first = instant
  return first
}
