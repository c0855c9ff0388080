import { Link } from 'wouter'

import type { RunSummary } from '#shared/domain/run'

import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { When } from '../../ui/When.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { runKinds, runStates } from '../../words/states.ts'

/** What was done about the customer or the account from this machine, newest first. */
export function CustomerRuns({ runs, timeZone }: { readonly runs: readonly RunSummary[]; readonly timeZone: string }) {
  if (runs.length === 0) return <p className={prose.soft}>Nothing was done about it from this machine yet.</p>
  return (
    <Table caption="Runs, newest first" columns={['What', 'State', 'Deal', 'Started', 'By']}>
      {runs.map(({ id, kind, state, opportunityName, startedAt, startedBy }) => (
        <tr key={id}>
          <th scope="row">
            <Link className={prose.link} href={`/runs/${id}`}>
              {runKinds[kind]}
            </Link>
          </th>
          <td>
            <Tag tone={runStates[state].tone} title={runStates[state].meaning}>
              {runStates[state].word}
            </Tag>
          </td>
          <td className={table.wraps}>
            <Name>{opportunityName === '' ? '–' : opportunityName}</Name>
          </td>
          <td>
            <When moment={startedAt} timeZone={timeZone} />
          </td>
          <td>{startedBy}</td>
        </tr>
      ))}
    </Table>
  )
}
