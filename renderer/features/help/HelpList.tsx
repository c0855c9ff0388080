import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { Link, useLocation, useSearch } from 'wouter'

import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { plural } from '../../words/facts.ts'
import { helpPath } from '../../words/help-path.ts'
import { helpOf } from '../../words/help.ts'
import styles from './Help.module.css'
import { Weight } from './Weight.tsx'

/** Every page, by topic; those alone that have the words that are looked for. */
export function HelpList({ unknown }: { readonly unknown: string | null }) {
  const [, navigate] = useLocation()
  const text = new URLSearchParams(useSearch()).get('find') ?? ''
  const search = useFocusOnMount<HTMLInputElement>()
  const list = useRef<HTMLDivElement>(null)
  useHotkeys('/', () => search.current?.focus(), { preventDefault: true })
  const groups = helpOf(text)
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const first = groups[0]?.entries[0]

  // Up and down walk through the pages, from the search field on.
  const walk = (by: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
    const next = links.findIndex((link) => link === document.activeElement) + by
    if (next < 0) search.current?.focus()
    else links[Math.min(next, links.length - 1)]?.focus()
  }
  useHotkeys('down', () => walk(1), { enableOnFormTags: true, preventDefault: true })
  useHotkeys('up', () => walk(-1), { enableOnFormTags: true, preventDefault: true })

  return (
    <section className={styles.list} aria-label="Help">
      <header className={styles.top}>
        <h1 tabIndex={-1}>Help</h1>
        <p>What each check and each failure means, and how to mend it.</p>
        <TextInput
          ref={search}
          className={styles.search ?? ''}
          aria-label="Search the help"
          placeholder="A word, or a code such as mapping.no-plan"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={({ currentTarget: { value } }) =>
            navigate(value === '' ? '/help' : `/help?${new URLSearchParams({ find: value }).toString()}`, {
              replace: true,
            })
          }
          onKeyDown={({ key }) => {
            if (key === 'Enter' && first) navigate(helpPath(first.code), { state: { back: true } })
          }}
        />
        <output className={styles.count}>
          {unknown === null ? '' : `There is no page on “${unknown}”. `}
          {count === 0 ? 'No page has these words.' : plural(count, 'page')}
        </output>
      </header>
      <div ref={list} className={styles.groups}>
        {groups.map(({ topic, entries }) => (
          <section key={topic} aria-label={topic} className={styles.group}>
            <h2>{topic}</h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.code}>
                  <Link href={helpPath(entry.code)} state={{ back: true }} className={styles.entry}>
                    <Weight entry={entry} />
                    <span className={styles.name}>{entry.title}</span>
                    <code>{entry.code}</code>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}
