import type { Run } from '#shared/domain/run'

import { dayOf, formatFullDay, formatMoment } from '../../ui/dates.ts'
import { Sentences } from '../../ui/Sentences.tsx'
import { sayConsequences } from '../../words/consequences.ts'
import { sayTicked } from '../../words/credits.ts'
import { sayAgreed } from '../../words/run-kinds.ts'
import { ChangeSentences } from '../deal/ChangeSentences.tsx'
import styles from './Runs.module.css'

/** What a person agreed to: a draft's changes and their consequences, or what was done to a customer without a draft. */
export function Agreed({ run, timeZone }: { readonly run: Run; readonly timeZone: string }) {
  const { rows, consequences } = run.approval.changeSet
  if (run.kind !== 'provision' && consequences.length === 0) {
    const day = (moment: string): string => formatFullDay(dayOf(moment, timeZone))
    const said = [
      ...run.steps.flatMap(({ step }) => sayAgreed(step, run.accountName, day)),
      ...(run.kind === 'grant-credits' ? sayTicked(run.approval.acknowledged) : []),
    ]
    return <Sentences of={said} className={styles.agreed} />
  }
  const said = sayConsequences(consequences, {
    say: (moment) => formatMoment(moment, timeZone),
    customer: run.accountName,
    account: run.accountName,
  })
  return (
    <>
      {run.kind === 'provision' ? <ChangeSentences rows={rows} /> : null}
      <Sentences of={said.map(({ sentence }) => sentence)} className={styles.agreed} />
    </>
  )
}
