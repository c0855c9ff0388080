import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconArrowRight, IconBriefcase, IconCommand, IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { dealStates } from '../../words/states.ts'
import { isLinkLike } from './link-like.ts'
import styles from './Palette.module.css'
import { useActs } from './use-acts.ts'

const most = 8

/** Go to any deal by name, ID or URL, or do anything that the window can do, each with its shortcut. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  const queries = useQueries()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 80)
  const acts = useActs()
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose })
  const link = isLinkLike(settled)

  const found = useQuery(
    queries.opportunities.list.queryOptions({
      input: { search: settled, limit: most },
      enabled: settled !== '' && !link,
      placeholderData: keepPreviousData,
    }),
  )
  const target = useQuery(queries.links.resolve.queryOptions({ input: { text: settled }, enabled: link, retry: false }))

  const words = text.trim().toLowerCase().split(/\s+/)
  const fitting = link ? [] : acts.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
  const rows = settled === '' || link ? [] : (found.data?.rows ?? [])
  const lost = link && target.error ? sayFailure(failureOf(target.error)) : null
  const count = rows.length + fitting.length + (link && target.data ? 1 : 0)

  // The first row is the one that Enter takes, whatever arrives.
  const { selectFirstOption } = combobox
  const shown = `${rows.map(({ id }) => id).join()}|${fitting.map(({ label }) => label).join()}|${target.data?.path ?? ''}`
  useEffect(() => {
    if (shown !== '') selectFirstOption()
  }, [shown, selectFirstOption])

  const choose = (value: string): void => {
    onClose()
    const act = acts.find(({ label }) => value === `act:${label}`)
    if (act) act.run()
    else navigate(value)
  }

  // Enter may come before the answer, as after a paste: it takes what was asked for once that is there, never the row of
  // an earlier question that happens to be shown still.
  const waiting = text.trim() !== settled || (link ? target.isPending : settled !== '' && found.isFetching)
  const eager = useRef(false)
  const first = link
    ? target.data?.path
    : ((rows[0] && `/inbox/${rows[0].id}`) ?? (fitting[0] && `act:${fitting[0].label}`))
  const takeFirst = useEffectEvent(() => {
    if (first !== undefined) choose(first)
  })
  useEffect(() => {
    if (!eager.current || waiting) return
    eager.current = false
    takeFirst()
  }, [waiting])

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
      attributes={{ content: { 'aria-label': 'Go to a deal, or do something' } }}
    >
      <Combobox store={combobox} onOptionSubmit={choose} size="sm">
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            variant="unstyled"
            aria-label="Go to a deal, or do something"
            classNames={{ root: styles.search ?? '', input: styles.input ?? '' }}
            placeholder="A deal, an ID, a URL, or what to do"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => {
              eager.current = false
              setText(event.currentTarget.value)
            }}
            onKeyDownCapture={(event) => {
              if (event.key !== 'Enter' || !waiting) return
              event.preventDefault()
              event.stopPropagation()
              eager.current = true
            }}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={styles.list} tabIndex={0} aria-label="What was found">
          {link && target.data ? (
            <Combobox.Option value={target.data.path} className={styles.action}>
              <IconArrowRight size={15} aria-hidden />
              <span>
                Go to {target.data.kind} <code>{target.data.id}</code>
              </span>
              {target.data.opportunityIds.length === 1 ? null : (
                <span className={styles.soft}>{plural(target.data.opportunityIds.length, 'deal')}</span>
              )}
            </Combobox.Option>
          ) : null}
          {rows.length === 0 ? null : (
            <Combobox.Group label="Deals">
              {rows.map((row) => (
                <Combobox.Option key={row.id} value={`/inbox/${row.id}`} className={styles.action}>
                  <IconBriefcase size={15} aria-hidden />
                  <span className={styles.name}>{row.name}</span>
                  <span className={styles.soft}>{row.accountName}</span>
                  <span className={styles.end}>
                    <Tag tone={dealStates[row.state].tone}>{dealStates[row.state].word}</Tag>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {fitting.length === 0 ? null : (
            <Combobox.Group label="Actions">
              {fitting.map((act) => (
                <Combobox.Option
                  key={act.label}
                  value={`act:${act.label}`}
                  disabled={act.because !== null}
                  className={styles.action}
                >
                  <IconCommand size={15} aria-hidden />
                  <span>{act.label}</span>
                  {act.because === null ? null : <span className={styles.soft}>{act.because}</span>}
                  <span className={styles.end}>{act.keys.length === 0 ? null : <Keys keys={act.keys} />}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {lost !== null ? (
            <Combobox.Empty>
              {lost.title}. {lost.todo}
            </Combobox.Empty>
          ) : count === 0 && !found.isFetching && !target.isFetching ? (
            <Combobox.Empty>Nothing is called that</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox>
    </Modal>
  )
}
