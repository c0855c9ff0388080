import { Modal } from '@mantine/core'

import { useStatus } from '../../data/use-status.ts'
import { Keys } from '../../ui/Keys.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import styles from './Palette.module.css'
import { shortcutsOn } from './shortcuts.ts'

/** All shortcuts on one page. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  const host = useStatus()?.host ?? 'browser'
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" centered size={640} transitionProps={{ duration: 80 }}>
      <div className={styles.shortcuts}>
        {shortcutsOn(host).map(({ where, shortcuts }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {shortcuts.map(({ keys, what }) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((pressed) => (
                      <Keys key={pressed.join()} keys={pressed} />
                    ))}
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
