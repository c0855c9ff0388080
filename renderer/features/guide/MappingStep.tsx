import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import { mappingRoles, type ChosenFields } from '#shared/domain/field-choice'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Guide.module.css'
import { MissingFields } from './MissingFields.tsx'
import { RoleField, RoleGhost } from './RoleField.tsx'
import { candidateFor, optionOf, withOption } from './mapping-choice.ts'

/** The fourth step: which field carries what, with values of real records, and what an administrator has to make. */
export function MappingStep(props: { readonly status: WorkspaceStatus; readonly onDone: () => void }) {
  const { mapping, mappingGone } = props.status
  const queries = useQueries()
  const queryClient = useQueryClient()
  const asked = useQuery(queries.profiles.mappingCandidates.queryOptions({ staleTime: 60_000 }))
  const reconnect = useMutation(queries.workspace.reconnect.mutationOptions())
  const choose = useMutation(queries.profiles.chooseMapping.mutationOptions())
  const [edited, setEdited] = useState<ChosenFields | null>(null)
  const known = asked.data
  const chosen = edited ?? known?.chosen ?? {}
  const isChanged = mappingRoles.some((role) => optionOf(chosen, role) !== optionOf(known?.chosen ?? {}, role))

  const keep = async (): Promise<void> => {
    try {
      if (isChanged) {
        await choose.mutateAsync({ chosen })
        await queryClient.invalidateQueries()
      }
      props.onDone()
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  /** What an administrator made meanwhile is found by describe, and then shown. */
  const lookAgain = async (): Promise<void> => {
    try {
      queryClient.setQueryData(queries.workspace.status.queryKey(), await reconnect.mutateAsync(undefined))
      await asked.refetch()
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const error = choose.error ?? reconnect.error ?? asked.error
  const failure = error ? failureOf(error) : null
  const missing = known
    ? mappingRoles.filter(
        (role) =>
          !role.startsWith('line') &&
          optionOf(chosen, role) !== 'none' &&
          candidateFor(role, chosen, known.candidates, mapping) === null &&
          (optionOf(chosen, role) === 'found' ? mapping?.[role]?.foundBy === 'chosen' || !mapping?.[role] : true),
      )
    : []
  // Without these no deal maps: an administrator makes them, and they are looked for again.
  const isStuck = !isChanged && missing.some((role) => role.startsWith('product'))
  return (
    <>
      <h2>Which fields carry the mapping?</h2>
      <p className={styles.lead}>
        The fields were looked for by name, then by label. Compare them with the values that your records hold, and
        choose another one where the guess is wrong.
      </p>
      {failure === null ? null : (
        <FailurePanel
          {...sayFailure(failure)}
          action={asked.error ? { label: 'Look again', onClick: () => void lookAgain() } : undefined}
        />
      )}
      {known === undefined && asked.error ? null : (
        <table className={styles.roles} aria-busy={known === undefined}>
          <thead>
            <tr>
              <th scope="col">What it carries</th>
              <th scope="col">Field</th>
              <th scope="col">What records hold in it</th>
            </tr>
          </thead>
          <tbody>
            {mappingRoles.map((role) =>
              known === undefined ? (
                <RoleGhost key={role} role={role} />
              ) : (
                <RoleField
                  key={role}
                  role={role}
                  chosen={chosen}
                  candidates={known.candidates}
                  found={mapping}
                  gone={mappingGone.find((one) => one.role === role) ?? null}
                  onChoose={(option) => setEdited(withOption(chosen, role, option))}
                />
              ),
            )}
          </tbody>
        </table>
      )}
      {known === undefined ? (
        <output className={styles.heard}>{asked.error ? '' : 'Reading fields and examples…'}</output>
      ) : (
        <>
          <footer className={styles.acts}>
            <Button variant={isStuck ? 'default' : 'filled'} loading={choose.isPending} onClick={() => void keep()}>
              {isChanged ? 'Keep these fields and go on' : isStuck ? 'Go on without them' : 'These are right, go on'}
            </Button>
            {isChanged ? (
              <Button variant="default" onClick={() => setEdited(null)}>
                Discard
              </Button>
            ) : (
              <Button
                variant={isStuck ? 'filled' : 'default'}
                loading={reconnect.isPending || asked.isFetching}
                onClick={() => void lookAgain()}
              >
                Look again
              </Button>
            )}
          </footer>
          {missing.length > 0 ? (
            <MissingFields roles={missing} lightningUrl={props.status.salesforce.org?.lightningUrl ?? null} />
          ) : null}
        </>
      )}
    </>
  )
}
