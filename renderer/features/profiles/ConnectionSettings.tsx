import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useQueries } from '../../data/companion.tsx'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { AddressForm } from './AddressForm.tsx'
import styles from './Profile.module.css'
import { ReplaceKey } from './ReplaceKey.tsx'

/** Where the profile is connected, and the key that it is connected with. Draws nothing on the practice workspace. */
export function ConnectionSettings() {
  const queries = useQueries()
  const connection = useQuery(queries.profiles.connection.queryOptions()).data
  const [open, setOpen] = useState<'none' | 'addresses' | 'key'>('none')
  if (!connection) return null
  const { salesforce, stigg, org, environment } = connection
  const close = (): void => setOpen('none')
  return (
    <>
      <div className={styles.fact}>
        <span className={styles.soft}>Login address</span>
        <span className={styles.mono}>{salesforce.loginUrl}</span>
      </div>
      <div className={styles.fact}>
        <span className={styles.soft}>Consumer key</span>
        <span>
          <CopyableId id={salesforce.clientId} label="consumer key" short />{' '}
          <span className={styles.soft}>calls back on port {salesforce.redirectPorts.join(', ')} of this machine</span>
        </span>
      </div>
      <div className={styles.fact}>
        <span className={styles.soft}>Org</span>
        <span>
          {org === null ? (
            <span className={styles.soft}>Nobody has signed in yet.</span>
          ) : (
            <>
              {org.name}, as {org.username} <CopyableId id={org.id} label="org ID" />
            </>
          )}
        </span>
      </div>
      <div className={styles.fact}>
        <span className={styles.soft}>Stigg</span>
        <span className={styles.mono}>{stigg.baseUrl}</span>
      </div>
      <div className={styles.fact}>
        <span className={styles.soft}>Environment</span>
        <span>
          {environment === null ? (
            <span className={styles.soft}>No key was handed over yet.</span>
          ) : (
            <>
              {environment.name}
              {environment.isNamed ? <span className={styles.soft}>, named by you</span> : null}{' '}
              <CopyableId id={environment.id} label="environment ID" />
            </>
          )}
        </span>
      </div>
      <p className={styles.note}>
        <span className={styles.soft}>
          A profile stays with the org that it first signed in to and with the environment of its first key: its journal
          and its links are theirs.
        </span>
      </p>
      {open === 'none' ? (
        <div className={styles.acts}>
          <Button variant="default" size="xs" onClick={() => setOpen('key')}>
            {environment === null ? 'Hand over the key…' : 'Replace the key…'}
          </Button>
          <Button variant="default" size="xs" onClick={() => setOpen('addresses')}>
            Change the addresses…
          </Button>
        </div>
      ) : open === 'key' ? (
        <ReplaceKey environment={environment} onClose={close} />
      ) : (
        <AddressForm connection={connection} onClose={close} />
      )}
    </>
  )
}
