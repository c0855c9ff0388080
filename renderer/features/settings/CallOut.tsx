import { Button, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { CallOut as Rule } from '#shared/domain/call-out'
import { problemsInCallOut } from '#shared/domain/call-out-problem'
import { canonicalJson } from '#shared/domain/canonical'

import { useCompanion, useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './CallOut.module.css'
import { CallOutForm } from './CallOutForm.tsx'
import { CallOutTrial } from './CallOutTrial.tsx'

/** What a new call-out begins with. @param practice origin of the practice application, where there is one */
const begun = (practice: string | null): Rule => ({
  ...blank,
  ...(practice === null
    ? {}
    : {
        url: `${practice}/workspaces`,
        headers: [{ name: 'Authorization', value: { kind: 'secret', secretName: 'app-key' } }],
        customerIdAt: '/customer/id',
      }),
})

const blank: Rule = {
  method: 'POST',
  url: '',
  headers: [],
  bodyTemplate: JSON.stringify(
    {
      account: { id: '{{account.id}}', name: '{{account.name}}' },
      opportunity: '{{opportunity.id}}',
      plans: '{{plans.ids}}',
    },
    null,
    2,
  ),
  customerIdAt: null,
  resourceIdsAt: {},
  timeoutSeconds: 30,
}

/** The call to the customer's own application: set up here, put in force, and tried on a deal. */
export function CallOut() {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const status = useStatus()
  const catalog = useQuery(queries.catalog.get.queryOptions())
  /** Undefined = as it is in force; null = none. */
  const [edited, setEdited] = useState<Rule | null | undefined>()
  useHeld(edited === undefined ? null : 'A call-out that was edited and not saved')
  const pending = useWindow((state) => state.editedRules)
  const editRules = useWindow((state) => state.editRules)
  const save = useMutation({
    async mutationFn(callOut: Rule | null) {
      // The other rules are those in force now, whatever else is being edited.
      const { profile } = await companion.workspace.status()
      await companion.settings.saveRules({ rules: { ...profile.rules, callOut } })
    },
    async onSuccess(_nothing, callOut) {
      // Rules that wait to be saved were begun on the call-out before: saving them must not bring it back.
      if (pending !== null) editRules({ ...pending, callOut })
      await queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() })
      // A deal that was looked at before is drafted anew.
      void queryClient.invalidateQueries({ queryKey: queries.provisioning.preview.key() })
      setEdited(undefined)
    },
  })
  if (status === undefined) return null

  const { rules, kind, access } = status.profile
  const inForce = rules.callOut
  const callOut = edited === undefined ? inForce : edited
  const isChanged = edited !== undefined && canonicalJson(edited) !== canonicalJson(inForce)
  const problems = callOut === null ? [] : problemsInCallOut(callOut, kind)
  const failure = save.error ? failureOf(save.error) : null
  return (
    <>
      <p className={styles.intro}>
        Before anything is written to Stigg or Salesforce, a run can call an application of yours, so that it makes the
        account or the workspace and says which IDs to use. Where the call fails, nothing is provisioned.
      </p>
      {status.practiceAppUrl === null ? null : (
        <p className={styles.intro}>
          The practice workspace has an application to try this on. Its page shows the key to send:{' '}
          <OutLink href={`${status.practiceAppUrl}/`}>practice application</OutLink>
        </p>
      )}
      <Switch
        label="Call my application first"
        checked={callOut !== null}
        onChange={({ currentTarget: { checked } }) =>
          setEdited(checked ? (inForce ?? begun(status.practiceAppUrl)) : null)
        }
      />
      {callOut === null ? null : (
        <CallOutForm
          callOut={callOut}
          problems={isChanged ? problems : []}
          products={(catalog.data?.products ?? []).map(({ id, name }) => ({ id, name: name ?? id }))}
          onChange={setEdited}
        />
      )}
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      {isChanged ? (
        <div className={styles.acts} style={{ marginTop: 14 }}>
          <Button
            size="xs"
            disabled={problems.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate(callOut)}
          >
            {callOut === null ? 'Save: call nothing' : 'Save the call-out'}
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={() => setEdited(undefined)}>
            Discard
          </Button>
        </div>
      ) : null}
      {inForce === null || callOut === null ? null : (
        <CallOutTrial
          status={status}
          because={
            access === 'read-only'
              ? 'This profile is read-only.'
              : isChanged
                ? 'Save the changes first: what is saved is tried.'
                : null
          }
        />
      )}
    </>
  )
}
