import '@mantine/spotlight/styles.layer.css'

import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconArrowRight, IconBriefcase, IconCommand, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { sayFailure } from '../../words/failures.ts'
import { dealStates } from '../../words/states.ts'
import { isLinkLike } from './link-like.ts'
import styles from './Palette.module.css'
import { useActs } from './use-acts.ts'

const [store, spotlight] = createSpotlight()
const deals = 8

/** Go to any deal by name, ID or URL, or do anything that the window can do, each with its shortcut. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, 80)
  const acts = useActs()
  const wanted = settled.trim()

  useEffect(() => spotlight.open(), [])
  const found = useQuery(
    queries.opportunities.list.queryOptions({
      input: { search: wanted, limit: deals },
      enabled: wanted !== '' && !isLinkLike(wanted),
      placeholderData: (previous) => previous,
    }),
  )
  const target = useQuery(
    queries.links.resolve.queryOptions({ input: { text: wanted }, enabled: isLinkLike(wanted), retry: false }),
  )
  const go = (path: string): void => {
    onClose()
    navigate(path)
  }
  const words = text.trim().toLowerCase().split(/\s+/)
  const fitting = acts.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
  const rows = wanted === '' || isLinkLike(wanted) ? [] : (found.data?.rows ?? [])
  const lost = isLinkLike(wanted) && target.error ? sayFailure(failureOf(target.error)) : null

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      maxHeight={420}
      scrollable
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder="A deal, an ID, a URL, or what to do"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {target.data && isLinkLike(wanted) ? (
          <Spotlight.Action onClick={() => go(target.data.path)}>
            <span className={styles.action}>
              <IconArrowRight size={15} aria-hidden />
              <span>
                Go to {target.data.kind} <code>{target.data.id}</code>
              </span>
              {target.data.opportunityIds.length === 1 ? null : (
                <span className={styles.soft}>{target.data.opportunityIds.length} deals</span>
              )}
            </span>
          </Spotlight.Action>
        ) : null}
        {rows.length === 0 ? null : (
          <Spotlight.ActionsGroup label="Deals">
            {rows.map((row) => (
              <Spotlight.Action key={row.id} onClick={() => go(`/inbox/${row.id}`)}>
                <span className={styles.action}>
                  <IconBriefcase size={15} aria-hidden />
                  <span className={styles.name}>{row.name}</span>
                  <span className={styles.soft}>{row.accountName}</span>
                  <span className={styles.end}>
                    <Tag tone={dealStates[row.state].tone}>{dealStates[row.state].word}</Tag>
                  </span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {fitting.length === 0 ? null : (
          <Spotlight.ActionsGroup label="Actions">
            {fitting.map((act) => (
              <Spotlight.Action
                key={act.label}
                disabled={act.because !== null}
                onClick={() => {
                  onClose()
                  act.run()
                }}
              >
                <span className={styles.action}>
                  <IconCommand size={15} aria-hidden />
                  <span>{act.label}</span>
                  {act.because === null ? null : <span className={styles.soft}>{act.because}</span>}
                  <span className={styles.end}>{act.keys.length === 0 ? null : <Keys keys={act.keys} />}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {lost !== null ? (
          <Spotlight.Empty>
            {lost.title}. {lost.todo}
          </Spotlight.Empty>
        ) : rows.length === 0 && fitting.length === 0 && !target.data && !found.isFetching ? (
          <Spotlight.Empty>Nothing is called that</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
