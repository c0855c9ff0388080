import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react'
import { Link } from 'wouter'

import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { helpPath } from '../../words/help-path.ts'
import { helpOn, type HelpEntry, type HelpStep } from '../../words/help.ts'
import styles from './Help.module.css'
import { Weight, weightOf } from './Weight.tsx'

const places: Record<HelpStep['where'], string> = {
  salesforce: 'Salesforce',
  stigg: 'Stigg',
  here: 'Here',
  yours: 'Your application',
}

/** One page: what it means, why it matters, and how to mend it. */
export function Explained({ entry, onBack }: { readonly entry: HelpEntry; readonly onBack: () => void }) {
  const heading = useFocusOnMount<HTMLHeadingElement>()
  return (
    <article className={styles.page} aria-label={entry.title}>
      <header className={styles.head}>
        <Tooltip label="Back (Esc)">
          <ActionIcon variant="subtle" color="gray" aria-label="Back" className={styles.unprinted} onClick={onBack}>
            <IconArrowLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <nav aria-label="Where this page is" className={styles.trail}>
          <Link href="/help">Help</Link>
          <span aria-hidden> / </span>
          <span>{entry.topicName}</span>
        </nav>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={styles.unprinted}
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </header>
      <h1 ref={heading} tabIndex={-1}>
        {entry.title}
      </h1>
      <p className={styles.under}>
        <Weight entry={entry} />
        <code>{entry.code}</code>
      </p>
      <p className={styles.lead}>{entry.means}</p>
      <h2>Why it matters</h2>
      <p>{entry.why}</p>
      <h2>{entry.steps.length === 1 ? 'What to do' : 'How to mend it'}</h2>
      <ol className={styles.steps}>
        {entry.steps.map(({ where, what }) => (
          <li key={what}>
            <span className={styles.where} data-where={where}>
              {places[where]}
            </span>
            <span>{what}</span>
          </li>
        ))}
      </ol>
      <dl className={styles.facts}>
        <dt>{entry.severity === null ? 'Changed' : 'Weight'}</dt>
        <dd>
          {entry.changed ?? weightOf(entry).meaning}
          {entry.about === 'deal' && (entry.severity === 'warning' || entry.severity === 'info')
            ? ' A profile’s rules can make it weigh more, never less.'
            : ''}
        </dd>
        <dt>Where it is seen</dt>
        <dd>{entry.seen}</dd>
      </dl>
      {entry.related.length === 0 ? null : (
        <nav aria-label="Related pages" className={styles.related}>
          <h2>Related</h2>
          <ul>
            {entry.related.map(helpOn).map(({ code, title }) => (
              <li key={code}>
                <Link href={helpPath(code)} state={{ back: true }}>
                  {title}
                </Link>{' '}
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </article>
  )
}
