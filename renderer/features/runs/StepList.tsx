import { Button } from '@mantine/core'

import type { StepRecord } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import type { Failure } from '#shared/failure'

import { CopyableId } from '../../ui/CopyableId.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { formatDuration } from '../../ui/numbers.ts'
import { HelpLink } from '../../ui/HelpLink.tsx'
import { StrangeLink } from '../../ui/StrangeLink.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { sayAnswer } from '../../words/answers.ts'
import { sayFailure } from '../../words/failures.ts'
import { stepStates } from '../../words/states.ts'
import { recordWord, sayStep } from '../../words/steps.ts'
import styles from './StepList.module.css'
import { Answers, Wire } from './Wire.tsx'

const took = ({ sentAt, answeredAt }: StepRecord): number | null =>
  sentAt === null || answeredAt === null ? null : Date.parse(answeredAt) - Date.parse(sentAt)

/** A failure with its record by a word instead of an ID, where the step knows it. */
function namingRecord(failure: Failure, step: Step): Failure {
  const name = recordWord(step, failure.facts['record'])
  return name === undefined ? failure : { ...failure, facts: { ...failure.facts, name } }
}

/** A run's steps in order, each with its state, its time, what was answered, and the requests on demand. */
export function StepList({
  records,
  timeZone,
  ended,
  onRetry,
}: {
  readonly records: readonly StepRecord[]
  readonly timeZone: string
  readonly ended: boolean
  /** Go on with the run from one of its steps; left out where that cannot be. */
  readonly onRetry?: (index: number) => void
}) {
  const firstOpen = records.findIndex(({ state }) => state !== 'done')
  return (
    <ol className={styles.steps}>
      {records.map((record, index) => (
        <StepItem
          key={record.step.id}
          record={record}
          number={index + 1}
          timeZone={timeZone}
          ended={ended}
          onRetry={onRetry && index <= firstOpen ? () => onRetry(index) : undefined}
        />
      ))}
    </ol>
  )
}

function StepItem({
  record,
  number,
  timeZone,
  ended,
  onRetry,
}: {
  readonly record: StepRecord
  readonly number: number
  readonly timeZone: string
  readonly ended: boolean
  readonly onRetry: (() => void) | undefined
}) {
  const words = stepStates[record.state]
  const ms = took(record)
  const { answer, failure } = record
  const said = failure === null ? null : sayFailure(namingRecord(failure, record.step))
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
            {sayAnswer(answer, (moment) => formatMoment(moment, timeZone)).map((phrase) => (
              <span key={phrase}>{phrase}</span>
            ))}
            <PaymentDue checkoutUrl={answer.checkoutUrl} />
          </div>
        )}
        {said === null ? null : (
          <p className={styles.failure}>
            <strong>{said.title}.</strong> {said.happened}{' '}
            {record.state === 'refused' && failure?.code !== 'workflow.failed'
              ? 'Nothing was changed by this step.'
              : said.changed}{' '}
            {said.todo} <HelpLink href={said.helpPath} about={said.title} id={`${number}:${said.helpPath}`} word />
          </p>
        )}
        <div className={styles.wires}>
          <Wire requests={record.requests} />
          <Answers heard={record.heard} />
        </div>
        {onRetry === undefined ? null : (
          <Button
            // What was done is looked at again once in a while; what was not done is what people come for.
            variant={record.state === 'done' ? 'subtle' : 'default'}
            color="gray"
            size="compact-xs"
            className={styles.retry}
            data-quiet={record.state === 'done' || undefined}
            onClick={onRetry}
          >
            {record.state === 'done' ? 'Look again, and go on from here' : 'Retry from here'}
          </Button>
        )}
      </div>
    </li>
  )
}

/** The way to pay, where something is due; Stigg does not always name one. */
function PaymentDue({ checkoutUrl }: { readonly checkoutUrl: string | null }) {
  if (checkoutUrl === null) return null
  if (checkoutUrl === '') return <span>A payment is due. Stigg names no page for it: look at the customer there.</span>
  return <StrangeLink href={checkoutUrl}>Checkout page</StrangeLink>
}
