import { Button, Collapse, Radio, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { loginHostOf } from '#shared/domain/login-host'
import { usualRedirectPorts, type SalesforceTarget } from '#shared/domain/profile-connection'

import { hostMendings } from '../../words/guide.ts'
import { AdminPage } from './AdminPage.tsx'
import styles from './Guide.module.css'
import { portsOf, read, type SalesforceInput } from './salesforce-input.ts'

/** Where the org is signed in to, and with which app; what an administrator sets up stands beside it. */
export function SalesforceForm(props: {
  readonly start: SalesforceInput
  /** What the profile is called; null where it has its name already. */
  readonly name: string | null
  readonly label: string
  readonly busy: boolean
  readonly failure: ReactNode
  readonly onDone: (target: SalesforceTarget, name: string) => void
}) {
  const [input, setInput] = useState(props.start)
  const [name, setName] = useState(props.name ?? '')
  const [isAsked, setAsked] = useState(false)
  const [isAdvanced, setAdvanced] = useState(false)
  const { target, problems } = read(input)
  const set = (change: Partial<SalesforceInput>): void => setInput({ ...input, ...change })
  const host = loginHostOf(input.domain)
  const mended = input.where === 'my-domain' && host.ok ? host : null
  const noName = props.name !== null && name.trim() === ''

  const send = (): void => {
    setAsked(true)
    if (problems.ports !== null) setAdvanced(true)
    if (target !== null && !noName) props.onDone(target, name.trim())
  }
  return (
    <div className={styles.beside}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {props.failure}
        {props.name === null ? null : (
          <TextInput
            label="Name of the profile"
            description="What you call this pair of an org and an environment"
            placeholder="Acme, sandbox"
            maxLength={80}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={isAsked && noName ? 'Enter a name.' : null}
          />
        )}
        <Radio.Group label="Where people sign in" value={input.where} onChange={(where) => set({ where: where })}>
          <div className={styles.radios}>
            <Radio value="my-domain" label="My Domain" description="The org’s own address. It always works." />
            <Radio value="production" label="Production" description="login.salesforce.com, where the org allows it" />
            <Radio value="sandbox" label="Sandbox" description="test.salesforce.com, where the org allows it" />
          </div>
        </Radio.Group>
        {input.where === 'my-domain' ? (
          <TextInput
            label="Address of the org"
            placeholder="acme.my.salesforce.com"
            description={
              mended?.mended ? (
                <output>
                  {hostMendings[mended.mended]} <code className={styles.code}>{mended.loginUrl}</code>
                </output>
              ) : (
                'As it stands in your browser, or in Setup, My Domain'
              )
            }
            spellCheck={false}
            autoComplete="off"
            value={input.domain}
            onChange={({ currentTarget }) => set({ domain: currentTarget.value })}
            error={isAsked || input.domain.includes('@') ? problems.domain : null}
          />
        ) : null}
        <TextInput
          label="Consumer key"
          description="Of the external client app that the administrator made. It is not a secret."
          placeholder="3MVG9…"
          spellCheck={false}
          autoComplete="off"
          value={input.clientId}
          onChange={({ currentTarget }) => set({ clientId: currentTarget.value })}
          error={isAsked ? problems.clientId : null}
          classNames={{ input: styles.mono ?? '' }}
        />
        <Advanced isOpen={isAdvanced} onToggle={() => setAdvanced(!isAdvanced)}>
          <TextInput
            label="Ports of the callback addresses"
            description="As they stand in the app, in the order in which they are tried"
            value={input.ports}
            onChange={({ currentTarget }) => set({ ports: currentTarget.value })}
            error={problems.ports}
          />
        </Advanced>
        <footer className={styles.acts}>
          <Button type="submit" loading={props.busy}>
            {props.label}
          </Button>
        </footer>
      </form>
      <AdminPage ports={portsOf(input.ports) ?? usualRedirectPorts} />
    </div>
  )
}

/** What hardly anybody has to change. */
export function Advanced(props: {
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}) {
  const Chevron = props.isOpen ? IconChevronDown : IconChevronRight
  return (
    <div>
      <UnstyledButton className={styles.more} aria-expanded={props.isOpen} onClick={props.onToggle}>
        <Chevron size={14} aria-hidden /> Advanced
      </UnstyledButton>
      <Collapse expanded={props.isOpen}>
        <div className={styles.advanced}>{props.children}</div>
      </Collapse>
    </div>
  )
}
