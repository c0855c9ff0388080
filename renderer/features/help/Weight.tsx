import { IconAlertTriangle, IconBolt, IconInfoCircle, IconX } from '@tabler/icons-react'

import type { HelpEntry } from '../../words/help.ts'
import styles from './Help.module.css'

const weights = {
  error: { word: 'Error', meaning: 'It blocks the deal until it is mended.', Icon: IconX },
  warning: { word: 'Warning', meaning: 'It has to be ticked before the deal is provisioned.', Icon: IconAlertTriangle },
  info: { word: 'Note', meaning: 'It informs, and asks for nothing.', Icon: IconInfoCircle },
  failure: { word: 'Failure', meaning: 'Something could not be done.', Icon: IconBolt },
} as const

export const weightOf = ({ severity }: HelpEntry) => weights[severity ?? 'failure']

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
