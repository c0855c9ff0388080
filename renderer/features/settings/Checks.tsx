import { Select, TextInput } from '@mantine/core'
import { memo, useState } from 'react'

import { findingCodes, severities, type FindingCode } from '#shared/domain/finding'
import type { ProvisioningRules } from '#shared/domain/profile'

import { findingWords } from '../../words/findings.ts'
import { severityNames } from '../../words/rules.ts'
import styles from './Rules.module.css'
import type { EditedRules } from './use-rules.ts'

type Raised = ProvisioningRules['raised']

/** Every check that can weigh more, those that do first. Only a heavier weight than its own is offered. */
export const Checks = memo(function Checks(props: {
  readonly raised: Raised
  /** Those in force: a check keeps its place in the list while its weight is being chosen. */
  readonly inForce: Raised
  readonly set: EditedRules['set']
}) {
  const [search, setSearch] = useState('')
  const raise = (code: FindingCode, value: string | null): void => {
    const { [code]: _before, ...others } = props.raised
    const isRaised = value !== severities[code] && (value === 'error' || value === 'warning')
    props.set({ raised: isRaised ? { ...others, [code]: value } : others })
  }
  const raisable = findingCodes.flatMap((code) => {
    const own = severities[code]
    return own === 'error' ? [] : [{ code, own }]
  })
  const isRaised = ({ code }: { readonly code: FindingCode }): boolean => Object.hasOwn(props.inForce, code)
  const words = search.toLowerCase().trim().split(/\s+/)
  const shown = [...raisable.filter(isRaised), ...raisable.filter((check) => !isRaised(check))].filter(({ code }) =>
    words.every((word) => `${findingWords[code].title} ${code}`.toLowerCase().includes(word)),
  )
  const blocking = findingCodes.length - raisable.length
  return (
    <section aria-label="Checks" id="settings-checks" className={styles.templates}>
      <h3>Checks</h3>
      <p className={styles.told}>
        A check can be made to weigh more, never less: what stops a deal stops it for a reason that no profile changes.
      </p>
      <div className={styles.search}>
        <TextInput
          type="search"
          size="xs"
          aria-label="Search the checks"
          placeholder="Search by name or code"
          value={search}
          onChange={({ currentTarget: { value } }) => setSearch(value)}
        />
        <output>
          {shown.length === 0
            ? 'None of these checks has this in its name or code.'
            : `${shown.length} of ${raisable.length}`}
        </output>
      </div>
      <table className={styles.checks} hidden={shown.length === 0}>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Code</th>
            <th scope="col">By itself</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ code, own }) => {
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
})

const heavierThan = (own: 'warning' | 'info') =>
  own === 'info' ? (['warning', 'error'] as const) : (['error'] as const)
