import { useEffect, useState, type ReactNode } from 'react'

/** Shows its children after a moment, so that what loads at once never flickers. */
export function Delayed({ ms = 150, children }: { readonly ms?: number; readonly children: ReactNode }) {
  const [due, setDue] = useState(ms === 0)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return due ? children : null
}
