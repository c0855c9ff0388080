import type { SettingsImport } from '#shared/contract/settings'
import type { ProvisioningRules } from '#shared/domain/profile'

import { ruleNames } from '../../words/rules.ts'
import { sayRule } from '../../words/say-rule.ts'
import styles from './Rules.module.css'

/** What a file would change, before and after, rule by rule. Nothing of it is in force. */
export function ImportChanges({
  brought,
  inForce,
}: {
  readonly brought: SettingsImport
  readonly inForce: ProvisioningRules
}) {
  const names = brought.changed as (keyof ProvisioningRules)[]
  return (
    <section role="note" aria-label="What the file changes" className={styles.brought}>
      {names.length === 0 ? (
        <p className={styles.told}>The file says what is in force already.</p>
      ) : (
        <>
          <p className={styles.told}>Nothing of the file is in force before it is saved.</p>
          <table className={styles.checks}>
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Now</th>
                <th scope="col">In the file</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row">{ruleNames[name]}</th>
                  <td>{sayRule(name, inForce)}</td>
                  <td>{sayRule(name, brought.rules)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {brought.secretsToEnter.length === 0 ? null : (
        <p className={styles.told}>
          Secrets to be entered, because a file never brings one: {brought.secretsToEnter.join(', ')}.
        </p>
      )}
    </section>
  )
}
