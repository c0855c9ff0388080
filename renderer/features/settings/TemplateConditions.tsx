import { NumberInput, TagsInput } from '@mantine/core'

import type { Template } from '#shared/domain/template'

import { amountOf } from './amount-of.ts'
import styles from './Rules.module.css'

type ListedCondition = 'stages' | 'opportunityTypes' | 'recordTypes' | 'planIds'

/** What a deal has to be; an empty field asks nothing. */
export function TemplateConditions({
  template,
  offered,
  wrongAt,
  onChange,
}: {
  readonly template: Template
  /** What can be chosen; other values can be typed. */
  readonly offered: Readonly<Record<ListedCondition, string[]>>
  readonly wrongAt: (field: string) => string | null
  readonly onChange: (when: Template['when']) => void
}) {
  const { when, name } = template
  const lists = [
    ['stages', 'Stages'],
    ['opportunityTypes', 'Types'],
    ['recordTypes', 'Record types'],
    ['planIds', 'Plan IDs'],
  ] as const
  return (
    <div className={styles.row}>
      <span>Applies when</span>
      {lists.map(([field, label]) => (
        <TagsInput
          key={field}
          size="xs"
          aria-label={`${label} of ${name}`}
          placeholder={`${label}: any`}
          data={offered[field]}
          value={when[field]}
          onChange={(value) => onChange({ ...when, [field]: value })}
        />
      ))}
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Amount from, of ${name}`}
        placeholder="Amount from"
        value={when.amountFrom ?? ''}
        onChange={(value) => onChange({ ...when, amountFrom: amountOf(value) })}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Amount to, of ${name}`}
        placeholder="Amount to"
        error={wrongAt('amountTo')}
        value={when.amountTo ?? ''}
        onChange={(value) => onChange({ ...when, amountTo: amountOf(value) })}
      />
    </div>
  )
}
