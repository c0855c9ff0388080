import { Autocomplete } from '@mantine/core'
import { useState } from 'react'

import type { Contact } from '#shared/domain/opportunity'

import styles from './Details.module.css'

const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** An address, chosen from the account's contacts or typed. What is not yet an address is kept here and not sent on. */
export function EmailDetail(props: {
  readonly value: string | null
  readonly contacts: readonly Contact[]
  readonly onChange: (email: string | null) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? props.value ?? ''
  const known = new Map(
    props.contacts.flatMap((contact) => (contact.email === null ? [] : [[contact.email, contact] as const])),
  )
  const settle = (text: string): void => {
    const email = text.trim()
    if (email !== '' && !looksLikeEmail(email)) return setTyped(text)
    setTyped(null)
    props.onChange(email === '' ? null : email)
  }
  return (
    <Autocomplete
      classNames={{ input: `${styles.input ?? ''} ${styles.email ?? ''}` }}
      aria-label="Billing e-mail"
      size="xs"
      placeholder="None"
      data={[...known.keys()]}
      value={shown}
      error={typed !== null && typed !== '' && !looksLikeEmail(typed) ? 'Not an e-mail address yet' : undefined}
      onChange={settle}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const contact = known.get(option.value)
        return (
          <span className={styles.contact}>
            {option.value}
            <span>
              {[contact?.name, contact?.role ?? contact?.title]
                .filter((part) => part !== null && part !== undefined)
                .join(', ')}
            </span>
          </span>
        )
      }}
    />
  )
}
