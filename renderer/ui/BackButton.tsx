import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'

/**
 * The way back to where a page was opened from.
 * @param to what it leads back to: "the runs"
 * @param byKey whether Esc does the same
 */
export function BackButton(props: { readonly to: string; readonly byKey?: boolean; readonly onBack: () => void }) {
  const label = `Back to ${props.to}`
  return (
    <Tooltip label={props.byKey === true ? `${label} (Esc)` : label}>
      <ActionIcon aria-label={label} onClick={props.onBack}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
