import { Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'

import prose from './prose.module.css'
import styles from './CopyableId.module.css'

/** An ID in a monospace face; a click copies it and says so. `short` shows its ends alone. */
export function CopyableId({
  id,
  short = false,
  label,
}: {
  readonly id: string
  readonly short?: boolean
  readonly label?: string
}) {
  const clipboard = useClipboard({ timeout: 1400 })
  const shown = short && id.length > 12 ? `${id.slice(0, 3)}…${id.slice(-4)}` : id
  return (
    <Tooltip label={clipboard.copied ? 'Copied' : `Copy ${label ?? 'ID'} ${id}`}>
      <button type="button" className={styles.id} onClick={() => clipboard.copy(id)}>
        <span className={styles.text}>{shown}</span>
        <span className={prose.heard}>
          {' '}
          (copy {label ?? 'ID'} {id})
        </span>
        {clipboard.copied ? (
          <IconCheck size={13} aria-hidden />
        ) : (
          <IconCopy size={13} aria-hidden className={styles.icon} />
        )}
        <span aria-live="polite" className={prose.heard}>
          {clipboard.copied ? 'Copied' : ''}
        </span>
      </button>
    </Tooltip>
  )
}
