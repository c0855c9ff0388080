import { TagsInput } from '@mantine/core'

import type { Template } from '#shared/domain/template'

import { AmountInput } from './AmountInput.tsx'
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
      <AmountInput
        aria-label={`Amount from, of ${name}`}
        placeholder="Amount from"
        error={wrongAt('amountFrom')}
        value={when.amountFrom}
        onChange={(amountFrom) => onChange({ ...when, amountFrom })}
      />
      <AmountInput
        aria-label={`Amount to, of ${name}`}
        placeholder="Amount to"
        error={wrongAt('amountTo')}
        value={when.amountTo}
        onChange={(amountTo) => onChange({ ...when, amountTo })}
      />
    </div>
  )
}
