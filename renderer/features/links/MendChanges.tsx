import { IconArrowRight } from '@tabler/icons-react'

import type { MendPreview } from '#shared/contract/links'
import { changesOf } from '#shared/domain/link-mend'

import prose from '../../ui/prose.module.css'
import { Name } from '../../ui/Name.tsx'
import styles from './Mend.module.css'

const systems = { salesforce: 'Salesforce', stigg: 'Stigg' } as const

/** Each value of both halves that a mend changes, before and after. */
export function MendChanges({ preview }: { readonly preview: MendPreview }) {
  const changes = preview.steps.flatMap(changesOf)
  return (
    <section className={styles.pair} aria-label={`Changes of ${preview.name}`}>
      <h4 className={styles.name}>
        <Name>{preview.name}</Name>
      </h4>
      <dl className={styles.changes}>
        {changes.map(({ system, recordId, record, field, before, after }) => (
          <div key={`${recordId} ${field}`}>
            <dt title={`${record} ${recordId}`}>
              {systems[system]}: {field}
              {record === preview.name ? null : <span className={prose.soft}> of {record}</span>}
            </dt>
            <dd>
              <Value label="before" value={before} />
              <IconArrowRight size={14} aria-hidden />
              <Value label="after" value={after} strong />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Value = (props: { readonly label: string; readonly value: string | null; readonly strong?: boolean }) => (
  <span className={props.strong ? styles.after : styles.before}>
    <span className={prose.heard}>{props.label}: </span>
    {props.value ?? <span className={styles.empty}>empty</span>}
  </span>
)
