import type { Verification } from '#shared/domain/run'

import { formatMoment } from '../../ui/dates.ts'
import { Table } from '../../ui/Table.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { sayFinding } from '../../words/findings.ts'
import styles from './Verified.module.css'

const words = { same: 'as sent', different: 'differs', 'not-verifiable': 'not verifiable' } as const

/** What was read back after the run, field by field: the same, different, or out of reach of the API. */
export function Verified({
  verification,
  timeZone,
}: {
  readonly verification: Verification | null
  readonly timeZone: string
}) {
  if (verification === null) return <p className={styles.sum}>Nothing was read back yet.</p>
  const count = (result: keyof typeof words): number =>
    verification.fields.filter((field) => field.result === result).length
  const [same, different, unseen] = [count('same'), count('different'), count('not-verifiable')]
  // What was found besides is said by its findings; everything was read back all the same.
  const { failure } = verification
  const said = failure === null || failure.code === 'run.overtaken' ? null : sayFailure(failure)
  return (
    <div>
      <p className={styles.sum} data-different={different > 0}>
        {said === null ? null : `It could not be read back whole: ${said.title.toLowerCase()}. `}
        {plural(same, 'field')} as sent
        {different > 0 ? `, ${different} different` : ''}
        {unseen > 0 ? `, ${unseen} that no API can show` : ''}.
      </p>
      {verification.findings.map((found) => {
        const { title, sentence } = sayFinding(found, (moment) => formatMoment(moment, timeZone))
        return (
          <p key={found.key} className={styles.sum} data-different>
            <strong>{title}.</strong> {sentence}
          </p>
        )
      })}
      <details open={different > 0}>
        <summary>Every field</summary>
        <div className={styles.fields}>
          <Table look="fine" columns={['Record', 'Field', 'Sent', 'Found', 'Result']}>
            {verification.fields.map((field) => (
              <tr key={`${field.record}-${field.field}`} data-result={field.result}>
                <td>{field.record}</td>
                <td>{field.field}</td>
                <td>{field.expected}</td>
                <td>{field.found ?? '–'}</td>
                <td>{words[field.result]}</td>
              </tr>
            ))}
          </Table>
        </div>
      </details>
    </div>
  )
}
