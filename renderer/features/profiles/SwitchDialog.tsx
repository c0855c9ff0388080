import { Button, Modal } from '@mantine/core'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Dialogs.module.css'

/** Asks before a profile is left with something half done in it, and says why another could not be opened. */
export function SwitchDialog() {
  const switching = useWindow(({ switching }) => switching)
  return switching.at === 'idle' ? null : <Asking />
}

function Asking() {
  useFocusReturn()
  const switching = useWindow(({ switching }) => switching)
  const { openProfile, stayHere } = useWindowNow()
  if (switching.at === 'idle') return null
  const { wanted } = switching
  if (switching.at === 'opening') {
    return (
      <Modal
        key="opening"
        opened
        onClose={() => undefined}
        withCloseButton={false}
        centered
        title={`Opening ${wanted.name}`}
      >
        <p className={styles.p} aria-live="polite" aria-busy="true">
          A step that is under way is carried to its end first.
        </p>
      </Modal>
    )
  }
  const { lost, failure } = switching
  const isBusy = failure?.code === 'run.busy'
  const said = failure === null || isBusy ? null : sayFailure(failure)
  return (
    // A dialog of its own, so that the focus goes to its first answer.
    <Modal key="asking" opened onClose={stayHere} title={`Switch to ${wanted.name}?`} centered size={520}>
      {said === null ? null : <FailurePanel {...said} />}
      {isBusy ? (
        <p className={styles.p} role="alert">
          A run is under way. Its step is carried to its end, and the rest waits in Runs until you come back.
        </p>
      ) : null}
      {lost.length === 0 ? null : (
        <>
          <p className={styles.p}>This is half done here, and is gone once you switch:</p>
          <ul className={styles.lost}>
            {lost.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p className={styles.soft}>What you edited in a deal is kept with this profile.</p>
        </>
      )}
      <div className={styles.actions}>
        <Button variant="default" data-autofocus onClick={stayHere}>
          Stay here
        </Button>
        <Button color={isBusy ? 'red' : 'indigo'} onClick={() => void openProfile(wanted, isBusy)}>
          {isBusy ? 'Stop the run and switch' : said === null ? 'Switch' : 'Try again'}
        </Button>
      </div>
    </Modal>
  )
}
