import { useEffect, useEffectEvent } from 'react'

/** Something that takes the key first: a sheet, a dialog, an open menu or list. */
const isTaken = (): boolean =>
  document.querySelector('[role="dialog"], [role="menu"]') !== null ||
  document.activeElement?.getAttribute('aria-expanded') === 'true'

/**
 * Go back by one level, and by one alone: what floats above the page closes first, and may be gone before the key
 * arrives here. So it is looked for at the key's very beginning.
 */
export function useEscape(onEscape: () => void): void {
  const goBack = useEffectEvent(onEscape)
  useEffect(() => {
    let taken = false
    const look = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') taken = isTaken()
    }
    const act = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !taken && !event.defaultPrevented) goBack()
    }
    window.addEventListener('keydown', look, { capture: true })
    window.addEventListener('keydown', act)
    return () => {
      window.removeEventListener('keydown', look, { capture: true })
      window.removeEventListener('keydown', act)
    }
  }, [])
}
