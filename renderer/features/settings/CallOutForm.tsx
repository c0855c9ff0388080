import { ActionIcon, Button, NumberInput, Select, TextInput, Textarea, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'

import { callOutPlaces } from '#shared/domain/call-out-places'
import type { problemsInCallOut } from '#shared/domain/call-out-problem'
import { originOf, type CallOut } from '#shared/domain/call-out'

import { callOutProblems } from '../../words/call-out.ts'
import styles from './CallOut.module.css'
import { CallOutHeaders } from './CallOutHeaders.tsx'

/** Everything that a call-out can say, each mistake at its field. */
export function CallOutForm(props: {
  readonly callOut: CallOut
  readonly problems: ReturnType<typeof problemsInCallOut>
  readonly products: readonly { readonly id: string; readonly name: string }[]
  readonly onChange: (callOut: CallOut) => void
}) {
  const { callOut, products } = props
  const body = useRef<HTMLTextAreaElement>(null)
  const set = (change: Partial<CallOut>): void => props.onChange({ ...callOut, ...change })
  const errorAt = (field: string): string | null => {
    const found = props.problems.find(({ at }) => at === `callOut.${field}`)
    return found ? callOutProblems[found.why](found.what ?? '') : null
  }
  const insert = (place: string): void => {
    const at = body.current?.selectionStart ?? callOut.bodyTemplate.length
    const end = body.current?.selectionEnd ?? at
    const { bodyTemplate } = callOut
    set({ bodyTemplate: `${bodyTemplate.slice(0, at)}{{${place}}}${bodyTemplate.slice(end)}` })
    body.current?.focus()
  }
  const named = Object.entries(callOut.resourceIdsAt)
  const others = products.filter(({ id }) => !(id in callOut.resourceIdsAt))
  return (
    <div className={styles.form} style={{ marginTop: 12 }}>
      <div className={styles.line}>
        <Select
          size="xs"
          label="Method"
          data={['POST', 'PUT']}
          value={callOut.method}
          allowDeselect={false}
          onChange={(method) => (method === 'POST' || method === 'PUT') && set({ method })}
        />
        <TextInput
          size="xs"
          label="Address"
          className={styles.mono ?? ''}
          placeholder="https://app.example.com/workspaces"
          maxLength={2000}
          value={callOut.url}
          error={errorAt('url')}
          onChange={({ currentTarget: { value } }) => set({ url: value })}
        />
        <NumberInput
          size="xs"
          label="Wait at most"
          suffix=" s"
          min={1}
          max={120}
          allowDecimal={false}
          clampBehavior="strict"
          value={callOut.timeoutSeconds}
          onChange={(value) => typeof value === 'number' && value >= 1 && set({ timeoutSeconds: value })}
        />
      </div>
      <CallOutHeaders
        headers={callOut.headers}
        origin={originOf(callOut)}
        errorAt={(index) => errorAt(`headers.${index}`)}
        onChange={(headers) => set({ headers })}
      />
      <div>
        <Textarea
          ref={body}
          size="xs"
          label="Body (JSON)"
          className={styles.mono ?? ''}
          rows={Math.min(18, Math.max(5, callOut.bodyTemplate.split('\n').length))}
          maxLength={20_000}
          spellCheck={false}
          value={callOut.bodyTemplate}
          error={errorAt('bodyTemplate')}
          onChange={({ currentTarget: { value } }) => set({ bodyTemplate: value })}
        />
        <fieldset className={styles.places} aria-label="Places to insert">
          {callOutPlaces.map((place) => (
            <button key={place} type="button" className={styles.place} onClick={() => insert(place)}>
              {place}
            </button>
          ))}
        </fieldset>
      </div>
      <fieldset className={styles.group}>
        <legend>Where the IDs stand in the answer</legend>
        <p className={styles.hint}>
          JSON Pointers. The customer ID is used where neither you nor the account names a customer, and none is linked.
        </p>
        <div className={styles.pointer}>
          <span>Customer ID</span>
          <TextInput
            size="xs"
            aria-label="Customer ID in the answer"
            className={styles.mono ?? ''}
            placeholder="The answer does not say it"
            maxLength={300}
            value={callOut.customerIdAt ?? ''}
            error={errorAt('customerIdAt')}
            onChange={({ currentTarget: { value } }) => set({ customerIdAt: value === '' ? null : value })}
          />
        </div>
        {named.map(([id, pointer]) => {
          const name = products.find((product) => product.id === id)?.name ?? id
          return (
            <div key={id} className={styles.pointer}>
              <span>Resource ID of {name}</span>
              <TextInput
                size="xs"
                aria-label={`Resource ID of ${name} in the answer`}
                className={styles.mono ?? ''}
                placeholder="/workspace/id"
                maxLength={300}
                value={pointer}
                error={errorAt(`resourceIdsAt.${id}`)}
                onChange={({ currentTarget: { value } }) =>
                  set({ resourceIdsAt: { ...callOut.resourceIdsAt, [id]: value } })
                }
              />
              <Tooltip label="The answer does not say it">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`No resource ID of ${name}`}
                  onClick={() => set({ resourceIdsAt: Object.fromEntries(named.filter(([other]) => other !== id)) })}
                >
                  <IconTrash size={15} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </div>
          )
        })}
        {others.map(({ id, name }) => (
          <Button
            key={id}
            variant="default"
            size="compact-xs"
            mr={6}
            onClick={() => set({ resourceIdsAt: { ...callOut.resourceIdsAt, [id]: '/workspace/id' } })}
          >
            Add a resource ID of {name}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}
