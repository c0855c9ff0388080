import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

import type { MappingRole } from '#shared/domain/field-choice'

import { OutLink } from '../../ui/OutLink.tsx'
import { fieldWords, hiddenWords, stepsAsText, stepsFor } from '../../words/mapping-fields.ts'
import styles from './Guide.module.css'

/** What an administrator makes where fields are not there, as steps to be followed or handed on. */
export function MissingFields(props: { readonly roles: readonly MappingRole[]; readonly lightningUrl: string | null }) {
  const clipboard = useClipboard({ timeout: 1400 })
  const { roles, lightningUrl } = props
  return (
    <section className={styles.missing} aria-labelledby="missing-title">
      <header>
        <h3 id="missing-title">What an administrator has to make</h3>
        <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(stepsAsText(roles))}>
          {clipboard.copied ? 'Copied' : 'Copy as text'}
        </Button>
      </header>
      <p>{hiddenWords}</p>
      {roles.map((role) => {
        const { label, object, objectName, isNeeded, why } = fieldWords[role]
        return (
          <details key={role} open={isNeeded}>
            <summary>
              <strong>{label}</strong> on {object}{' '}
              <span className={styles.soft}>{isNeeded ? 'needed' : 'can be left out'}</span>
            </summary>
            <p>
              {why}{' '}
              {lightningUrl === null ? null : (
                <OutLink
                  href={`${lightningUrl}/lightning/setup/ObjectManager/${objectName}/FieldsAndRelationships/view`}
                >
                  Open its fields
                </OutLink>
              )}
            </p>
            <ol>
              {stepsFor(role).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        )
      })}
    </section>
  )
}
