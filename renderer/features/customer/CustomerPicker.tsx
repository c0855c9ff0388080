import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import page from '../../ui/page.module.css'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { useRowKeys } from '../../ui/use-row-keys.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import prose from '../../ui/prose.module.css'
import table from '../../ui/Table.module.css'
import { Table } from '../../ui/Table.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Picker.module.css'

/** Which customer: those that accounts of the mirror name, by search, and any other one by its ID. */
export function CustomerPicker(props: {
  readonly title: string
  readonly icon: ReactNode
  /** What is asked for, where the title does not say it. */
  readonly hint?: string
  readonly back?: { readonly to: string; readonly path: string }
  /** Where the choice of a customer leads. */
  readonly pathOf: (customerId: string) => string
}) {
  const { title, pathOf, back } = props
  const queries = useQueries()
  const [, navigate] = useLocation()
  const field = useFocusOnMount<HTMLInputElement>()
  const place = useRowKeys<HTMLElement>()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 120)
  const found = useQuery(
    queries.credits.customers.queryOptions({ input: { search }, placeholderData: keepPreviousData }),
  )
  const rows = found.data ?? []
  const failure = found.error ? failureOf(found.error) : null
  const typed = text.trim()
  const open = (): void => {
    // The rows may still be those of what was typed before: only one that bears the words as its name is taken.
    const words = typed.toLowerCase().split(/\s+/)
    const named = rows.filter(({ accountName }) => words.every((word) => accountName.toLowerCase().includes(word)))
    const [only] = named.length === 1 ? named : []
    if (typed !== '') navigate(pathOf(only?.customerId ?? typed))
  }
  return (
    <section ref={place} className={page.page} aria-label={title}>
      <div className={page.top}>
        {back === undefined ? null : <BackButton to={back.to} onBack={() => navigate(back.path)} />}
        <h1 className={page.title}>{title}</h1>
        {props.hint === undefined ? null : <span className={prose.soft}>{props.hint}</span>}
        <form
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault()
            open()
          }}
        >
          <TextInput
            aria-label="Account or Stigg customer ID"
            placeholder="Account or Stigg customer ID"
            ref={field}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={typed === ''}>
            Open
          </Button>
        </form>
        <span className={prose.soft}>{found.data === undefined ? '' : plural(rows.length, 'customer')}</span>
      </div>
      <div className={page.scroll}>
        {failure !== null ? (
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Try again', onClick: () => void found.refetch() }} />
        ) : found.data === undefined ? (
          <div aria-busy="true" aria-label="Reading customers" />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={props.icon}
            title={typed === '' ? 'No account has a Stigg customer yet' : 'No account here names such a customer'}
            action={
              typed === '' ? undefined : (
                <Button variant="default" onClick={open}>
                  Look up “{typed}” in Stigg
                </Button>
              )
            }
          >
            {typed === ''
              ? 'Accounts get one when a deal is provisioned. Any customer can be opened by its ID.'
              : 'Accounts of won deals are searched. Any other customer can be opened by its ID.'}
          </EmptyState>
        ) : (
          <Table columns={['Account', 'Stigg customer ID', { title: 'Deals', isNumber: true }]}>
            {rows.map(({ customerId, accountId, accountName, deals }) => (
              <tr key={`${customerId} ${accountId}`}>
                <td className={table.wraps}>
                  <Link href={pathOf(customerId)} className={prose.link}>
                    {accountName === '' ? customerId : accountName}
                  </Link>
                </td>
                <td>
                  <code>{customerId}</code>
                </td>
                <td className={table.number}>{deals}</td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </section>
  )
}
