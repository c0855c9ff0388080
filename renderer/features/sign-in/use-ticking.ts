import { useEffect, useState } from 'react'

/** The time now, in ms since 1970, anew every so many milliseconds. */
export function useTicking(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(ticking)
  }, [everyMs])
  return now
}
