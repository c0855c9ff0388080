import { Button, Switch } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { useOrgTime } from '../../data/use-status.ts'
import { OutLink } from '../../ui/OutLink.tsx'
import { sayUpdates } from '../../words/updates.ts'
import styles from './Settings.module.css'
import { useAppSettings } from './use-app-settings.ts'

const described = { description: styles.described ?? '' }

/** Whether newer versions are looked for, what is known of them, and who decides. */
export function Updates() {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const { timeZone } = useOrgTime()
  const { settings, change } = useAppSettings()
  const { queryKey } = queries.app.updates.queryOptions()
  const updates = useQuery(queries.app.updates.queryOptions()).data
  const check = useMutation({
    mutationFn: () => companion.app.checkForUpdates(),
    onSuccess: (found) => queryClient.setQueryData(queryKey, found),
  })
  if (settings === undefined || updates === undefined) return null
  const { state, managed, feedHost } = updates
  const isShut = state.at === 'off' && state.because !== 'setting'
  const set = (wanted: boolean): void =>
    change((all) => ({ ...all, updates: { ...all.updates, check: wanted } }), {
      onSuccess: () => void queryClient.invalidateQueries({ queryKey }),
    })
  return (
    <>
      <div className={styles.switches}>
        <Switch
          label="Look for newer versions once a day"
          description={
            feedHost === null
              ? 'Nobody is asked.'
              : `Asks ${feedHost}, and sends nothing of yours. Nothing is downloaded or installed.`
          }
          classNames={described}
          checked={managed ? !isShut : settings.updates.check && feedHost !== null}
          disabled={managed || feedHost === null}
          onChange={({ currentTarget: { checked } }) => set(checked)}
        />
      </div>
      {managed ? (
        <p className={styles.managed}>
          <IconLock size={14} aria-hidden /> Managed by your administrator.
        </p>
      ) : null}
      <p className={styles.p}>
        <output>{sayUpdates(state, feedHost, timeZone)}</output>{' '}
        {state.at === 'available' ? <OutLink href={state.release.url}>Download</OutLink> : null}
      </p>
      {state.at === 'available' && state.release.notes !== '' ? (
        <section className={styles.notes} aria-label={`What is new in ${state.release.version}`}>
          {state.release.notes}
        </section>
      ) : null}
      {isShut ? null : (
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          Look now
        </Button>
      )}
    </>
  )
}
