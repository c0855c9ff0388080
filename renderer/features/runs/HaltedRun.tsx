import { useQuery } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { sayHalt } from '../../words/left-behind.ts'
import styles from './Runs.module.css'

/** Why a deal needs attention: where its run stopped, and what it left in both services. */
export function HaltedRun({ runId }: { readonly runId: string }) {
  const queries = useQueries()
  const run = useQuery(queries.runs.get.queryOptions({ input: { runId } })).data?.run
  // Its button leads to the run, where it also stands why it cannot be read.
  if (run === undefined) return null
  return (
    <p className={styles.halted} role="note">
      {sayHalt(run.steps)}
    </p>
  )
}
