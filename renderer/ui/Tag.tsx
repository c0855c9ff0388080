import { memo, type ReactNode } from 'react'

import styles from './Tag.module.css'

export type TagTone = 'ready' | 'blocked' | 'waiting' | 'attention' | 'in-flight' | 'live' | 'quiet'

/** A state as shape, word and colour; each alone says it. */
export const Tag = memo(function Tag(props: {
  readonly tone: TagTone
  readonly children: ReactNode
  readonly title?: string | undefined
  readonly soft?: boolean
}) {
  return (
    <span className={styles.tag} data-tone={props.tone} data-soft={props.soft} title={props.title}>
      <svg className={styles.mark} viewBox="0 0 12 12" width="10" height="10" aria-hidden>
        {marks[props.tone]}
      </svg>
      {props.children}
    </span>
  )
})

const marks: Record<TagTone, ReactNode> = {
  ready: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  blocked: <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  waiting: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  attention: <path d="M6 .8L11.4 6 6 11.2.6 6z" fill="currentColor" />,
  'in-flight': (
    <path d="M6 1.5A4.5 4.5 0 1 1 1.5 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  ),
  live: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  quiet: <path d="M2.5 6h7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
}
