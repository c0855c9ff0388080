import { Select } from '@mantine/core'

import { findingCodes, severities, type FindingCode } from '#shared/domain/finding'
import type { ProvisioningRules } from '#shared/domain/profile'

import { findingWords } from '../../words/findings.ts'
import { severityNames } from '../../words/rules.ts'
import styles from './Rules.module.css'

type Raised = ProvisioningRules['raised']

/** Every check with its own weight and the one in force here. Only a heavier one than its own is offered. */
export function Checks(props: { readonly raised: Raised; readonly onChange: (raised: Raised) => void }) {
  const raise = (code: FindingCode, value: string | null): void => {
    const { [code]: _before, ...others } = props.raised
    props.onChange(
      value !== severities[code] && (value === 'error' || value === 'warning') ? { ...others, [code]: value } : others,
    )
  }
  const raisable = findingCodes.flatMap((code) => {
    const own = severities[code]
    return own === 'error' ? [] : [{ code, own }]
  })
  const blocking = findingCodes.length - raisable.length
  return (
    <section aria-label="Checks" id="settings-checks" className={styles.templates}>
      <h3>Checks</h3>
      <p className={styles.told}>
        A check can be made to weigh more, never less: what stops a deal stops it for a reason that no profile changes.
      </p>
      <table className={styles.checks}>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Code</th>
            <th scope="col">By itself</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          {raisable.map(({ code, own }) => {
            const { title } = findingWords[code]
            return (
              <tr key={code}>
                <td>{title}</td>
                <td>
                  <code>{code}</code>
                </td>
                <td>{severityNames[own]}</td>
                <td>
                  <Select
                    size="xs"
                    aria-label={`${title} (${code})`}
                    allowDeselect={false}
                    data={[
                      { value: own, label: 'As by itself' },
                      ...heavierThan(own).map((value) => ({ value, label: severityNames[value] })),
                    ]}
                    value={Object.hasOwn(props.raised, code) ? (props.raised[code] ?? own) : own}
                    onChange={(value) => raise(code, value)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={styles.told}>The other {blocking} checks block a deal by themselves.</p>
    </section>
  )
}

const heavierThan = (own: 'warning' | 'info') =>
  own === 'info' ? (['warning', 'error'] as const) : (['error'] as const)
