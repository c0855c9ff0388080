import { Menu } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink } from '@tabler/icons-react'

import styles from './CopyLink.module.css'

/** The app's own link and the record's https URL, together or one alone. */
export function CopyLink({
  appUrl,
  httpsUrl,
  service,
  name,
}: {
  readonly appUrl: string
  /** Null where the service has no address for it. */
  readonly httpsUrl: string | null
  readonly service: 'Salesforce' | 'Stigg'
  readonly name: string
}) {
  const clipboard = useClipboard({ timeout: 1600 })
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.link}>
          {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconLink size={14} aria-hidden />}
          <span aria-live="polite">{clipboard.copied ? 'Copied' : 'Copy link'}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {httpsUrl === null ? null : (
          <Menu.Item onClick={() => clipboard.copy(`${appUrl}\n${httpsUrl}`)}>Both links</Menu.Item>
        )}
        <Menu.Item onClick={() => clipboard.copy(appUrl)}>Link into this app</Menu.Item>
        {httpsUrl === null ? null : (
          <>
            <Menu.Item onClick={() => clipboard.copy(httpsUrl)}>{service} URL</Menu.Item>
            <Menu.Item onClick={() => clipboard.copy(`[${name}](${httpsUrl})`)}>As Markdown</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
