import { useEscape } from '../../ui/use-escape.ts'
import { useLocation } from 'wouter'

import { helpOn, isHelpCode } from '../../words/help.ts'
import { Explained } from './Explained.tsx'
import { HelpList } from './HelpList.tsx'

/** The help: every page by topic, or one of them. A code that has no page leads to the list. */
export function Help({ code }: { readonly code: string | null }) {
  const [, navigate] = useLocation()
  const known = code !== null && isHelpCode(code) ? code : null
  const back = (): void => {
    const state: unknown = window.history.state
    if (typeof state === 'object' && state !== null && 'back' in state) window.history.back()
    else navigate(known === null ? '/inbox' : '/help')
  }
  useEscape(back)
  return known === null ? <HelpList unknown={code} /> : <Explained key={known} entry={helpOn(known)} onBack={back} />
}
