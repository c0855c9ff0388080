import { ActionIcon, Button, PasswordInput, Select, TextInput, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { isSecretName } from '#shared/domain/call-out-problem'
import type { CallOutHeader } from '#shared/domain/call-out'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { Tag } from '../../ui/Tag.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './CallOut.module.css'

/** The headers of a call-out. A secret is typed in, handed over, and never shown again. */
export function CallOutHeaders(props: {
  readonly headers: readonly CallOutHeader[]
  /** Where the call goes; null until the address is one. */
  readonly origin: string | null
  readonly errorAt: (index: number) => string | null
  readonly onChange: (headers: CallOutHeader[]) => void
}) {
  const { headers } = props
  // A header is known by its place: it has no name until one is typed.
  const rows = headers.map((header, index) => ({ header, index, place: `header-${index}` }))
  const put = (index: number, header: CallOutHeader): void => props.onChange(headers.with(index, header))
  return (
    <fieldset className={styles.group}>
      <legend>Headers</legend>
      <p className={styles.hint}>
        Content-Type, Idempotency-Key and, in a trial, Companion-Trial are sent along. A credential is kept as a secret.
      </p>
      {rows.map(({ header, index, place }) => (
        <div key={place} className={styles.header}>
          <TextInput
            size="xs"
            aria-label={`Name of header ${index + 1}`}
            placeholder="Authorization"
            maxLength={60}
            value={header.name}
            error={props.errorAt(index)}
            onChange={({ currentTarget: { value } }) => put(index, { ...header, name: value })}
          />
          <Select
            size="xs"
            aria-label={`Kind of header ${index + 1}`}
            data={[
              { value: 'secret', label: 'Secret' },
              { value: 'plain', label: 'Plain' },
            ]}
            value={header.value.kind}
            allowDeselect={false}
            onChange={(kind) =>
              put(index, {
                ...header,
                value: kind === 'plain' ? { kind, text: '' } : { kind: 'secret', secretName: 'app-key' },
              })
            }
          />
          {header.value.kind === 'plain' ? (
            <TextInput
              size="xs"
              aria-label={`Value of header ${index + 1}`}
              maxLength={1000}
              value={header.value.text}
              onChange={({ currentTarget: { value } }) =>
                put(index, { ...header, value: { kind: 'plain', text: value } })
              }
            />
          ) : (
            <Secret
              name={header.value.secretName}
              number={index + 1}
              origin={props.origin}
              onName={(secretName) => put(index, { ...header, value: { kind: 'secret', secretName } })}
            />
          )}
          <Tooltip label="Take the header out">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take out header ${index + 1}`}
              onClick={() => props.onChange(headers.filter((_, at) => at !== index))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => props.onChange([...headers, { name: '', value: { kind: 'secret', secretName: 'app-key' } }])}
      >
        Add a header
      </Button>
    </fieldset>
  )
}

/** A secret by its name: whether it is set and for where, and a field to hand one over. */
function Secret(props: {
  readonly name: string
  readonly number: number
  readonly origin: string | null
  readonly onName: (name: string) => void
}) {
  const { name, number, origin } = props
  const companion = useCompanion()
  const queries = useQueries()
  const [typed, setTyped] = useState<string | null>(null)
  const isNamed = isSecretName(name)
  const held = useQuery(queries.settings.secrets.queryOptions({ input: { names: [name] }, enabled: isNamed }))
  const boundTo = held.data?.[0]?.boundTo ?? null
  const hand = useMutation({
    mutationFn: (secret: string) => companion.settings.setSecret({ name, origin: origin ?? '', secret }),
    async onSuccess() {
      setTyped(null)
      await held.refetch()
    },
  })
  const forget = useMutation({
    mutationFn: () => companion.settings.forgetSecret({ name }),
    onSuccess: () => held.refetch(),
  })
  const error = hand.error ?? forget.error
  const words = error ? sayFailure(failureOf(error)) : null
  return (
    <div className={styles.secret}>
      <TextInput
        size="xs"
        aria-label={`Name of the secret of header ${number}`}
        maxLength={60}
        value={name}
        onChange={({ currentTarget: { value } }) => props.onName(value)}
      />
      {typed === null ? (
        <>
          <State boundTo={boundTo} origin={origin} />
          <Button
            variant="default"
            size="compact-xs"
            disabled={!isNamed || origin === null}
            title={origin === null ? 'Enter the address first: a secret is bound to it.' : undefined}
            onClick={() => setTyped('')}
          >
            {boundTo === null ? 'Enter it…' : 'Replace it…'}
          </Button>
          {boundTo === null ? null : (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => forget.mutate()}>
              Forget it
            </Button>
          )}
        </>
      ) : (
        <Enter
          name={name}
          origin={origin ?? ''}
          typed={typed}
          busy={hand.isPending}
          error={words === null ? null : words.happened}
          onTyped={setTyped}
          onKeep={() => hand.mutate(typed)}
        />
      )}
    </div>
  )
}

function Enter(props: {
  readonly name: string
  readonly origin: string
  readonly typed: string
  readonly busy: boolean
  readonly error: string | null
  readonly onTyped: (typed: string | null) => void
  readonly onKeep: () => void
}) {
  const field = useFocusOnMount<HTMLInputElement>()
  return (
    <form
      className={styles.enter}
      onSubmit={(event) => {
        event.preventDefault()
        if (props.typed !== '') props.onKeep()
      }}
    >
      <PasswordInput
        ref={field}
        size="xs"
        aria-label={`Secret ${props.name}`}
        placeholder={`The whole value, for ${props.origin}`}
        autoComplete="off"
        maxLength={4000}
        value={props.typed}
        error={props.error}
        onChange={({ currentTarget: { value } }) => props.onTyped(value)}
      />
      <Button size="xs" type="submit" disabled={props.typed === ''} loading={props.busy}>
        Keep
      </Button>
      <Button variant="subtle" color="gray" size="xs" onClick={() => props.onTyped(null)}>
        Cancel
      </Button>
    </form>
  )
}

function State({ boundTo, origin }: { readonly boundTo: string | null; readonly origin: string | null }) {
  if (boundTo === null) return <Tag tone="blocked">Not set</Tag>
  if (boundTo === origin) return <Tag tone="live">Set for {boundTo}</Tag>
  return (
    <Tag tone="attention" title="A secret goes to the address that it was entered for, and to no other.">
      Set for {boundTo}, not for this address
    </Tag>
  )
}
