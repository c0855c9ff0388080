import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'

import type { CallOutTrial as Trial } from '#shared/contract/call-out'
import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { useWriteGuards } from '../provisioning/use-write-guards.ts'
import { WriteGuards } from '../provisioning/WriteGuards.tsx'
import { Answers, Wire } from '../runs/index.ts'
import styles from './CallOut.module.css'

interface Choice {
  readonly value: string
  readonly label: string
  readonly accountName: string | null
}

const sort = { by: 'closeDate' as const, descending: true }

/** The saved call-out, tried on a deal: what is sent, what is answered, and which IDs are found in it. */
export function CallOutTrial(props: { readonly status: WorkspaceStatus; readonly because: string | null }) {
  const companion = useCompanion()
  const queries = useQueries()
  const [search, setSearch] = useState('')
  const [words] = useDebouncedValue(search, 150)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const deals = useQuery({
    ...queries.opportunities.list.queryOptions({
      // What stands in the field once a deal is chosen is its name, not a search.
      input: { search: words === chosen?.label ? '' : words, sort, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
  // As the gateway asks for it: the account that the deal is of.
  const guards = useWriteGuards({ status: props.status, retype: chosen?.accountName ?? null })
  const because = props.because ?? guards.because
  const attempt = useMutation({
    mutationFn: (opportunityId: string) => companion.settings.tryCallOut({ opportunityId, typed: guards.typed }),
  })
  const found = (deals.data?.rows ?? []).map(({ id, name, accountName }) => ({
    value: id,
    label: accountName === null || name.includes(accountName) ? name : `${name} (${accountName})`,
    accountName,
  }))
  const choices = chosen === null || found.some(({ value }) => value === chosen.value) ? found : [chosen, ...found]
  const failure = attempt.error ? failureOf(attempt.error) : null
  return (
    <section className={styles.trial} aria-label="Try the call-out">
      <h3>Try it on a deal</h3>
      <p className={styles.hint}>
        The call is made with the header Companion-Trial: true, so that your application can tell that it should make
        nothing. Nothing is written to Stigg or Salesforce.
      </p>
      <div className={styles.ask}>
        <Select
          size="xs"
          aria-label="Deal to try it on"
          placeholder="Choose a deal"
          searchable
          data={choices}
          filter={({ options }) => options}
          nothingFoundMessage="No such deal"
          value={chosen?.value ?? null}
          searchValue={search}
          onSearchChange={setSearch}
          onChange={(id) => {
            setChosen(choices.find(({ value }) => value === id) ?? null)
            guards.setTyped('')
            attempt.reset()
          }}
        />
        <Button
          variant="default"
          size="xs"
          disabled={chosen === null || because !== null}
          loading={attempt.isPending}
          onClick={() => chosen !== null && attempt.mutate(chosen.value)}
        >
          Try the call
        </Button>
      </div>
      {props.because === null ? <WriteGuards guards={guards} /> : null}
      {because === null ? null : <p className={styles.hint}>{because}</p>}
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      {attempt.data === undefined ? null : <Came trial={attempt.data} />}
    </section>
  )
}

function Came({ trial }: { readonly trial: Trial }) {
  const { failure, ids, heard } = trial
  const said = failure === null ? null : sayFailure(failure)
  const status = heard.at(-1)?.status
  return (
    <div aria-live="polite">
      {said === null ? null : (
        <p>
          <strong>{said.title}.</strong> {said.happened}
        </p>
      )}
      <dl className={styles.found}>
        <dt>Answer</dt>
        <dd>{status === undefined ? 'none' : `HTTP ${status}`}</dd>
        {ids === null ? null : (
          <>
            <dt>Customer ID</dt>
            <dd>{ids.customerId === null ? 'not said' : <CopyableId id={ids.customerId} />}</dd>
            {Object.entries(ids.resourceIds).map(([product, id]) => [
              <dt key={product}>Resource ID, {product}</dt>,
              <dd key={`${product}:id`}>
                <CopyableId id={id} />
              </dd>,
            ])}
          </>
        )}
      </dl>
      <Wire requests={[trial.request]} open />
      <Answers heard={heard} open />
      <Link href={`/runs/${trial.runId}`}>Open it among the runs</Link>
    </div>
  )
}
