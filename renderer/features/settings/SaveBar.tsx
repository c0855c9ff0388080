import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { ProvisioningRules } from '#shared/domain/profile'
import { changedRules } from '#shared/domain/settings-file'

import { useCompanion, useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { ruleNames } from '../../words/rules.ts'
import styles from './Settings.module.css'
import { useRules } from './use-rules.ts'

/** Stays in view: which rules are changed and not saved, and the two ways to end that. */
export function SaveBar({ status }: { readonly status: WorkspaceStatus }) {
  const { rules, inForce, isChanged, isWrong } = useRules(status)
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const discardRules = useWindow((state) => state.discardRules)
  const save = useMutation({
    mutationFn: () => companion.settings.saveRules({ rules }),
    async onSuccess() {
      // First what is in force now, so that the fields do not fall back to what was before.
      await queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() })
      // A deal that was looked at before is drafted anew.
      void queryClient.invalidateQueries({ queryKey: queries.provisioning.preview.key() })
      discardRules()
    },
  })
  useEffect(() => {
    if (!isChanged) return undefined
    // The browser asks, in words of its own, whether what is not saved may be lost.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isChanged])
  const names = (changedRules(inForce, rules) as (keyof ProvisioningRules)[]).map((name) => ruleNames[name])
  const failure = save.error && isChanged ? failureOf(save.error) : null
  return (
    <section className={styles.bar} aria-label="Changes of the rules" data-changed={isChanged}>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <div className={styles.line}>
        <output className={styles.names} title={names.join(', ')}>
          {isChanged ? `Not saved: ${names.join(', ')}` : 'The rules are saved.'}
        </output>
        {isWrong ? <output className={styles.wrong}>Correct what is marked before it is saved.</output> : null}
        {isChanged ? (
          <Button variant="subtle" color="gray" size="xs" onClick={discardRules}>
            Discard the changes
          </Button>
        ) : null}
        <Button size="xs" disabled={!isChanged || isWrong} loading={save.isPending} onClick={() => save.mutate()}>
          Save the rules
        </Button>
      </div>
    </section>
  )
}
