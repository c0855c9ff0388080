import { useEffect, useState } from 'react'

const elsewhere = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('main h1[tabindex="-1"]') ??
  document.querySelector<HTMLElement>('main [role="grid"]')

/**
 * For what floats above a page and is there only while it is open: gives the focus back to where it came from as it
 * goes. Where that is gone or cannot take it any more, the page's heading or list does.
 */
export function useFocusReturn(): void {
  const [from] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (from instanceof HTMLElement && from !== document.body) from.focus()
      if (document.activeElement !== from || from === document.body) elsewhere()?.focus()
    },
    [from],
  )
}
