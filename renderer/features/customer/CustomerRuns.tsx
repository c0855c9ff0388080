import { Link } from 'wouter'

import type { RunSummary } from '#shared/domain/run'

import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { When } from '../../ui/When.tsx'
import { runKinds, runStates } from '../../words/states.ts'
import styles from './Customer.module.css'

/** What was done about the customer or the account from this machine, newest first. */
export function CustomerRuns({ runs, timeZone }: { readonly runs: readonly RunSummary[]; readonly timeZone: string }) {
  if (runs.length === 0) return <p className={styles.soft}>Nothing was done about it from this machine yet.</p>
  return (
    <table className={styles.table}>
      <caption className={styles.heard}>Runs, newest first</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">State</th>
          <th scope="col">Deal</th>
          <th scope="col">Started</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, kind, state, opportunityName, startedAt, startedBy }) => (
          <tr key={id}>
            <th scope="row">
              <Link className={styles.link} href={`/runs/${id}`}>
                {runKinds[kind]}
              </Link>
            </th>
            <td>
              <Tag tone={runStates[state].tone} title={runStates[state].meaning}>
                {runStates[state].word}
              </Tag>
            </td>
            <td className={styles.wraps}>
              <Name>{opportunityName === '' ? '–' : opportunityName}</Name>
            </td>
            <td>
              <When moment={startedAt} timeZone={timeZone} />
            </td>
            <td>{startedBy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
