import type { StepRecord } from '#shared/domain/run'

import { CopyableId } from '../../ui/CopyableId.tsx'
import { formatDuration } from '../../ui/numbers.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { sayFailure } from '../../words/failures.ts'
import { stepStates } from '../../words/states.ts'
import { sayStep } from '../../words/steps.ts'
import styles from './StepList.module.css'
import { Wire } from './Wire.tsx'

const took = ({ sentAt, answeredAt }: StepRecord): number | null =>
  sentAt === null || answeredAt === null ? null : Date.parse(answeredAt) - Date.parse(sentAt)

/** A run's steps in order, each with its state, its time, what was answered, and the requests on demand. */
export function StepList({ records, ended }: { readonly records: readonly StepRecord[]; readonly ended: boolean }) {
  return (
    <ol className={styles.steps}>
      {records.map((record, index) => (
        <StepItem key={record.step.id} record={record} number={index + 1} ended={ended} />
      ))}
    </ol>
  )
}

function StepItem({
  record,
  number,
  ended,
}: {
  readonly record: StepRecord
  readonly number: number
  readonly ended: boolean
}) {
  const words = stepStates[record.state]
  const ms = took(record)
  const { answer, failure } = record
  const said = failure === null ? null : sayFailure(failure)
  const notReached = ended && record.state === 'planned'
  return (
    <li className={styles.step} data-state={record.state}>
      <span className={styles.number}>{number}</span>
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={styles.what}>{sayStep(record.step)}</span>
          <span className={styles.state}>
            {ms === null ? null : <span className={styles.time}>{formatDuration(ms)}</span>}
            {record.attempt > 1 ? <span className={styles.time}>attempt {record.attempt}</span> : null}
            <Tag tone={words.tone} title={words.meaning}>
              {notReached ? 'Not reached' : words.word}
            </Tag>
          </span>
        </div>
        {answer === null ? null : (
          <div className={styles.answer}>
            {answer.recordId === '' ? null : <CopyableId id={answer.recordId} />}
            {answer.foundExisting ? (
              <span>
                {answer.byRunId === null ? 'was there already' : `made by run ${answer.byRunId}, confirmed here`}
              </span>
            ) : null}
            {Object.entries(answer.facts).map(([name, value]) => (
              <span key={name}>
                {name}: {value}
              </span>
            ))}
            {answer.checkoutUrl === null ? null : <OutLink href={answer.checkoutUrl}>Checkout page</OutLink>}
          </div>
        )}
        {said === null ? null : (
          <p className={styles.failure}>
            <strong>{said.title}.</strong> {said.happened}{' '}
            {record.state === 'refused' ? 'Nothing was changed by this step.' : said.changed} {said.todo}
          </p>
        )}
        <Wire requests={record.requests} />
      </div>
    </li>
  )
}
