import { Select } from '@mantine/core'

import { dayOf, formatFullDay } from '../../../ui/dates.ts'
import { notOffered, optionsOf, startKinds } from '../../../words/states.ts'
import { DateDetail } from '../DateDetail.tsx'
import { DetailRow } from '../DetailRow.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'
import { Group } from './Group.tsx'
import { input } from './input.ts'
import { Why } from './Why.tsx'

/** When it starts and ends. */
export function DatesGroup({ context }: { readonly context: EditorContext }) {
  const { subscription, edited, edit, offered, timeZone, today } = context
  const date = { timeZone, today }
  const kind = nowOf(context, 'startKind')
  const start = edited.startDate === undefined ? subscription.startDate : edited.startDate
  const end = nowOf(context, 'cancellationDate')
  const says = (moment: string): string => formatFullDay(dayOf(moment, timeZone))
  const starts = subscription.startDate === null ? 'starts at once' : `starts ${says(subscription.startDate)}`
  const isEdited = 'startKind' in edited || 'startDate' in edited || 'cancellationDate' in edited
  return (
    <Group
      title="Dates"
      summary={`${starts} · ${end === null ? 'has no end' : `ends ${says(end)}`}`}
      edited={isEdited}
      startsOpen
    >
      {offered.startDate === null ? (
        <DetailRow
          label="Starts"
          detail="startDate"
          origin={'startKind' in edited || 'startDate' in edited ? 'edited' : subscription.origins['startDate']}
          onRevert={
            'startKind' in edited || 'startDate' in edited
              ? () => {
                  context.revert('startKind')
                  context.revert('startDate')
                }
              : undefined
          }
        >
          <span className={styles.stack}>
            <Select
              {...input}
              aria-label="Starts"
              data={optionsOf(startKinds).filter(
                ({ value }) => value !== 'period-end' || offered['period-end'] === null,
              )}
              value={kind}
              allowDeselect={false}
              onChange={(startKind) => startKind !== null && edit({ startKind })}
            />
            {kind === 'date' ? (
              <DateDetail
                {...date}
                label="Start date"
                none="Choose a day"
                value={start}
                onChange={(startDate) => edit({ startKind: 'date', startDate })}
              />
            ) : null}
            {offered['period-end'] === null ? null : (
              <small className={styles.unit}>{notOffered[offered['period-end']]}</small>
            )}
          </span>
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.startDate]}</Why>
      )}
      <DetailRow label="Ends" {...rowOf(context, 'cancellationDate')}>
        <DateDetail
          {...date}
          label="Ends"
          none="Not by itself"
          value={end}
          onChange={(cancellationDate) => edit({ cancellationDate })}
        />
      </DetailRow>
    </Group>
  )
}
