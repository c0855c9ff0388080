import { Select } from '@mantine/core'

import type { ChosenFields, FieldCandidates, GoneField, MappingRole } from '#shared/domain/field-choice'
import type { MappingFields } from '#shared/domain/profile'

import { Delayed } from '../../ui/Delayed.tsx'
import { fieldWords } from '../../words/mapping-fields.ts'
import styles from './Guide.module.css'
import { asFound, candidateFor, doubtAbout, keyOf, none, optionOf } from './mapping-choice.ts'

/** The line of a role whose fields are being read. */
export const RoleGhost = ({ role }: { readonly role: MappingRole }) => (
  <tr>
    <th scope="row">
      {fieldWords[role].what}
      <small>{fieldWords[role].why}</small>
    </th>
    <td>
      <span className={styles.heard}>being read</span>
      <Delayed>
        <span className={styles.ghost} data-size="field" />
        <span className={styles.ghost} />
      </Delayed>
    </td>
    <td>
      <span className={styles.heard}>being read</span>
      <Delayed>
        <span className={styles.ghost} />
      </Delayed>
    </td>
  </tr>
)

/** One line of the mapping: what is carried, by which field, and what that field holds. */
export function RoleField(props: {
  readonly role: MappingRole
  readonly chosen: ChosenFields
  readonly candidates: FieldCandidates
  readonly found: MappingFields | null
  readonly gone: GoneField | null
  readonly onChoose: (option: string) => void
}) {
  const { role, chosen, candidates, found, gone } = props
  const words = fieldWords[role]
  const own = found?.[role] ?? null
  const option = optionOf(chosen, role)
  const candidate = candidateFor(role, chosen, candidates, found)
  const guess = own !== null && own.foundBy !== 'chosen' ? own : null
  const data = [
    {
      value: asFound,
      label: guess ? `${guess.label} (${guess.field})` : 'None found by name or label',
    },
    ...candidates[role]
      .filter((one) => guess === null || keyOf(one) !== keyOf(guess))
      .map((one) => ({
        value: keyOf(one),
        label: `${one.label} (${one.object === words.objectName ? '' : `${one.object}.`}${one.field})`,
      })),
    { value: none, label: 'No field' },
  ]
  const isGone = gone !== null && keyOf(gone) === option
  if (isGone) data.splice(1, 0, { value: option, label: `${gone.field}, which is not there any more` })
  const doubt = doubtAbout(role, candidate)
  const isMissing = candidate === null && option !== none
  const canWrite = !['customerId', 'customerUrl', 'subscriptionId'].includes(role) || (candidate?.updateable ?? true)
  return (
    <tr>
      <th scope="row">
        {words.what}
        <small>{words.why}</small>
      </th>
      <td>
        <Select
          title={data.find(({ value }) => value === option)?.label}
          aria-label={`Field for the ${words.what}`}
          data={data}
          value={option}
          allowDeselect={false}
          searchable={data.length > 8}
          onChange={(value) => props.onChoose(value ?? asFound)}
        />
        {option === asFound && guess !== null ? (
          <span className={styles.soft}>Found by its {guess.foundBy === 'name' ? 'API name' : 'label'}</span>
        ) : null}
        {isGone ? (
          <span className={styles.doubt}>It was removed, or is hidden from you.</span>
        ) : isMissing && option === asFound && own?.foundBy !== 'chosen' ? (
          <span className={words.isNeeded ? styles.doubt : styles.soft}>
            {words.isNeeded ? 'Not found: deals cannot be mapped by product.' : 'Optional: deals can do without it.'}
          </span>
        ) : null}
        {canWrite ? null : <span className={styles.doubt}>You can read it, but not write it.</span>}
      </td>
      <td>
        {candidate === null ? (
          <span className={styles.soft}>–</span>
        ) : candidate.examples.length === 0 ? (
          <span className={styles.soft}>No record holds a value yet.</span>
        ) : (
          <ul className={styles.examples}>
            {candidate.examples.map(({ record, value }) => (
              <li key={value}>
                <code title={value}>{value}</code> <span title={record}>{record}</span>
              </li>
            ))}
          </ul>
        )}
        {doubt === null ? null : <span className={styles.doubt}>{doubt}</span>}
      </td>
    </tr>
  )
}
