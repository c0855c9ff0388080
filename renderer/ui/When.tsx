import type { Day, Moment } from '#shared/domain/opportunity'

import { dayOf, formatDay, formatMoment, fromToday } from './dates.ts'

/** A calendar day: "3 Nov", with "18 days ago" beside it where there is room, and the ISO form on hover. */
export function WhenDay({
  day,
  today,
  beside = false,
}: {
  readonly day: Day
  readonly today: Day
  readonly beside?: boolean
}) {
  return (
    <time dateTime={day} title={day}>
      {formatDay(day, today)}
      {beside ? <span style={{ color: 'var(--text-soft)' }}> · {fromToday(day, today)}</span> : null}
    </time>
  )
}

/** A moment in the org's time zone, with the zone and the ISO form on hover. */
export function When(props: { readonly moment: Moment; readonly timeZone: string; readonly today?: Day }) {
  return (
    <time dateTime={props.moment} title={`${props.moment} (shown in ${props.timeZone})`}>
      {formatMoment(props.moment, props.timeZone)}
      {props.today === undefined ? null : (
        <span style={{ color: 'var(--text-soft)' }}>
          {' '}
          · {fromToday(dayOf(props.moment, props.timeZone), props.today)}
        </span>
      )}
    </time>
  )
}
