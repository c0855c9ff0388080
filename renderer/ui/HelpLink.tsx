import { IconHelpCircle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'

import styles from './HelpLink.module.css'

/** What an entry of the window's history may know: which link was left from it, and that there is a way back. */
interface Left {
  readonly asked?: unknown
}

const leftOf = (state: unknown): Left => (typeof state === 'object' && state !== null ? state : {})

/**
 * The way to the page that explains something. Back from there, the focus is on the link again: the entry of the history
 * that was left remembers which one it was.
 * @param about names what is explained, for those who hear the link
 * @param id tells the links of one page apart
 */
export function HelpLink({
  href,
  about,
  id,
  word = false,
}: {
  readonly href: string
  readonly about: string
  readonly id: string
  /** As words instead of a sign. */
  readonly word?: boolean
}) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    const wasLeft = leftOf(window.history.state).asked === id
    // What the page gives the focus to by itself comes first.
    const frame = window.requestAnimationFrame(() => {
      if (!wasLeft) return
      link.current?.focus()
      window.history.replaceState({ ...leftOf(window.history.state), asked: undefined }, '')
    })
    return () => window.cancelAnimationFrame(frame)
  }, [id])
  const question = 'What does this mean?'
  return (
    <Link
      ref={link}
      href={href}
      state={{ back: true }}
      className={styles.link}
      aria-label={`${question} ${about}`}
      title={word ? undefined : question}
      onClick={() => window.history.replaceState({ ...leftOf(window.history.state), asked: id }, '')}
    >
      {word ? question : <IconHelpCircle size={15} stroke={1.8} aria-hidden />}
    </Link>
  )
}
