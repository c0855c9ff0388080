import { useEffect, useState } from 'react'

const stepMs = 30_000

/** The time, to the half minute: enough for "as of 10:42" and for the day. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), stepMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
