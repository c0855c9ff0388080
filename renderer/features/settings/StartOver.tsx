import { Button, Modal } from '@mantine/core'

import { useFocusReturn } from '../../ui/use-focus-return.ts'
import styles from './Settings.module.css'

/** Beginning the practice workspace anew says what goes. */
export function StartOver(props: {
  readonly busy: boolean
  readonly onStartOver: () => void
  readonly onClose: () => void
}) {
  useFocusReturn()
  return (
    <Modal opened onClose={props.onClose} title="Start the practice workspace over" centered>
      <p className={styles.p}>
        Both practice services go back to their beginning: every customer, subscription and run that you made here is
        deleted. This cannot be undone. Nothing outside this machine is touched.
      </p>
      <div className={styles.actions}>
        <Button variant="default" data-autofocus onClick={props.onClose}>
          Cancel
        </Button>
        <Button color="red" loading={props.busy} onClick={props.onStartOver}>
          Delete and start over
        </Button>
      </div>
    </Modal>
  )
}
