import { Modal } from '@mantine/core'

import { Keys } from '../../ui/Keys.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import styles from './Palette.module.css'
import { shortcuts } from './shortcuts.ts'

/** All shortcuts on one page. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" centered size={640} transitionProps={{ duration: 80 }}>
      <div className={styles.shortcuts}>
        {shortcuts.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([pressed, what]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    <Keys keys={pressed} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>No single key writes anything.</p>
    </Modal>
  )
}
