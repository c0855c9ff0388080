import { useEffect } from 'react'

import { useWindowNow } from './companion.tsx'

/** Something half done that only its own part of the window knows of; asked about before the profile is left. */
export function useHeld(what: string | null): void {
  const { hold } = useWindowNow()
  useEffect(() => (what === null ? undefined : hold(what)), [hold, what])
}
