import { ActionIcon, Button, Select, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { memo } from 'react'

import type { TextField } from '#shared/domain/org-choices'
import type { ReturnField } from '#shared/domain/profile'

import { formatNumber } from '../../ui/numbers.ts'
import { returnObjects, returnValues } from '../../words/rules.ts'
import { optionsOf } from '../../words/states.ts'
import styles from './Rules.module.css'
import type { EditedRules } from './use-rules.ts'

const keyOf = ({ object, field }: Pick<TextField, 'object' | 'field'>): string => `${object}.${field}`

/** Which values a run writes to which fields, beside the mapped subscription ID. */
export const ReturnData = memo(function ReturnData(props: {
  readonly value: readonly ReturnField[]
  /** Null while they are read, and where they cannot be. */
  readonly fields: readonly TextField[] | null
  readonly wrongAt: (at: string) => string | null
  readonly set: EditedRules['set']
}) {
  const { value, fields } = props
  const change = (returnData: ReturnField[]): void => props.set({ returnData })
  const put = (index: number, part: Partial<ReturnField>): void =>
    change(value.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const open = fields?.filter((field) => field.updateable && !value.some((one) => keyOf(one) === keyOf(field)))
  // A field of the org's own making: what stands in a standard one is somebody's.
  const free = open?.find(({ field }) => field.endsWith('__c')) ?? open?.[0]
  // What is set already is offered too, also where the org does not tell of it.
  const known = [...(fields ?? [])]
  for (const { object, field, length } of value) {
    if (!known.some((one) => keyOf(one) === `${object}.${field}`)) {
      known.push({ object, field, label: field, length, updateable: true })
    }
  }
  // A row is its place in the list: its field may change, and may be chosen twice, which is an error.
  const rowKeys = value.map((_, index) => `row-${index}`)
  const offered = (['Opportunity', 'OpportunityLineItem'] as const).map((object) => ({
    group: returnObjects[object],
    items: known
      .filter((field) => field.object === object)
      .map((field) => ({
        value: keyOf(field),
        label: `${field.label} (${field.field}, ${formatNumber(String(field.length))} characters)`,
        disabled: !field.updateable,
      })),
  }))
  return (
    <section aria-label="Return data" id="settings-return-data" className={styles.templates}>
      <h3>Return data</h3>
      {value.length === 0 ? (
        <p className={styles.told}>
          None: a run writes the subscription’s ID to the mapped field alone. Where a deal makes several subscriptions,
          each plan’s line can hold its own values.
        </p>
      ) : null}
      {value.map((one, index) => (
        <div key={rowKeys[index]} className={styles.returned}>
          <Select
            size="xs"
            aria-label={`Value ${index + 1}`}
            data={optionsOf(returnValues)}
            value={one.value}
            allowDeselect={false}
            onChange={(next) => next !== null && put(index, { value: next })}
          />
          <span>to</span>
          <Select
            size="xs"
            searchable
            aria-label={`Field of value ${index + 1}`}
            data={offered}
            value={keyOf(one)}
            allowDeselect={false}
            error={props.wrongAt(`returnData.${index}.field`)}
            onChange={(key) => {
              const field = known.find((each) => keyOf(each) === key)
              if (field) put(index, { object: field.object, field: field.field, length: field.length })
            }}
          />
          <Tooltip label="Delete">
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`Delete value ${index + 1}`}
              onClick={() => change(value.filter((_, at) => at !== index))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        disabled={!free}
        onClick={() =>
          free &&
          change([...value, { value: 'subscription-id', object: free.object, field: free.field, length: free.length }])
        }
      >
        Return a value
      </Button>
    </section>
  )
})
