import { IconAlertTriangle, IconBolt, IconInfoCircle, IconKeyboard, IconX } from '@tabler/icons-react'

import type { HelpEntry } from '../../words/help.ts'
import styles from './Help.module.css'

const weights = {
  error: { word: 'Error', meaning: 'It blocks the deal until it is mended.', Icon: IconX },
  warning: { word: 'Warning', meaning: 'It has to be ticked before the deal is provisioned.', Icon: IconAlertTriangle },
  typed: { word: 'Typed', meaning: 'The customer’s ID has to be typed before it is granted.', Icon: IconKeyboard },
  info: { word: 'Note', meaning: 'It informs, and asks for nothing.', Icon: IconInfoCircle },
  failure: { word: 'Failure', meaning: 'Something could not be done.', Icon: IconBolt },
} as const

const ofGrants = {
  error: 'It blocks the grant until it is mended.',
  warning: 'It has to be ticked before it is granted.',
} as const

export function weightOf({ severity, about }: HelpEntry) {
  const weight = weights[severity ?? 'failure']
  const isOwn = about === 'grant' && (severity === 'error' || severity === 'warning')
  return isOwn ? { ...weight, meaning: ofGrants[severity] } : weight
}

/** How much it weighs, as a sign and a word. */
export function Weight({ entry }: { readonly entry: HelpEntry }) {
  const { word, Icon } = weightOf(entry)
  return (
    <span className={styles.weight} data-severity={entry.severity ?? 'failure'}>
      <Icon size={14} stroke={2.1} aria-hidden />
      {word}
    </span>
  )
}
