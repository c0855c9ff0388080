import { useEffect, useRef, type RefObject } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/**
 * Lets ↑ and ↓ (and K and J) go from row to row of the tables in a place, to the first link or button of each; Home and
 * End to the first and the last. ↓ in a search field of the place goes to the first row.
 */
export function useRowKeys<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const go = (event: KeyboardEvent): void => {
      const step = stepOf(event)
      if (step === null || event.defaultPrevented) return
      const target = event.target instanceof HTMLElement ? event.target : null
      const table = target?.closest('table') ?? null
      const field = isTyping(target)
      if (field ? event.key !== 'ArrowDown' : table === null) return
      const rows = [...(table ?? element).querySelectorAll<HTMLElement>('tbody tr')].flatMap(
        (row) => row.querySelector<HTMLElement>('a, button') ?? [],
      )
      const now = rows.findIndex((first) => first.closest('tr') === target?.closest('tr'))
      const next = field ? 0 : Math.min(rows.length - 1, Math.max(0, now + step))
      const first = rows[next]
      if (first === undefined) return
      event.preventDefault()
      first.focus()
    }
    element.addEventListener('keydown', go)
    return () => element.removeEventListener('keydown', go)
  }, [])
  return place
}

/** By how many rows a key goes on; null for any other key. */
function stepOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): number | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'ArrowDown' || key === 'j') return 1
  if (key === 'ArrowUp' || key === 'k') return -1
  if (key === 'Home') return -Infinity
  return key === 'End' ? Infinity : null
}
