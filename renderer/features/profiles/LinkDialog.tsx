import { Button, Modal } from '@mantine/core'

import { parseDeepLink } from '#shared/domain/deep-link'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import styles from './Dialogs.module.css'

const kinds = { opportunity: 'a deal', account: 'an account', customer: 'a customer', subscription: 'a subscription' }

/** A link of another profile was followed: nothing is switched before somebody says so. */
export function LinkDialog() {
  const link = useWindow(({ strayLink }) => strayLink)
  return link === null ? null : <Asking {...link} />
}

function Asking({ link, profile }: { readonly link: string; readonly profile: { id: string; name: string } | null }) {
  useFocusReturn()
  const { askAboutLink, askProfile } = useWindowNow()
  const place = parseDeepLink(link)
  const close = (): void => askAboutLink(null)
  return (
    <Modal opened onClose={close} title="A link of another profile" centered size={520}>
      {profile === null ? (
        <p className={styles.p}>
          It leads to {place ? kinds[place.kind] : 'a record'} of an org and an environment that no profile on this
          machine has. Ask who sent it which ones those are, and make a connection to them.
        </p>
      ) : (
        <p className={styles.p}>
          This link belongs to <strong>{profile.name}</strong>. It leads to {place ? kinds[place.kind] : 'a record'}{' '}
          there. Switch to that profile?
        </p>
      )}
      {place === null ? null : (
        <dl className={styles.facts}>
          <dt>Record</dt>
          <dd>{place.id}</dd>
          <dt>Org</dt>
          <dd>{place.orgId}</dd>
          <dt>Environment</dt>
          <dd>{place.environmentId}</dd>
        </dl>
      )}
      <div className={styles.actions}>
        <Button variant="default" data-autofocus onClick={close}>
          {profile === null ? 'Close' : 'Stay here'}
        </Button>
        {profile === null ? null : (
          <Button
            onClick={() => {
              close()
              void askProfile({ ...profile, link })
            }}
          >
            Switch
          </Button>
        )}
      </div>
    </Modal>
  )
}
