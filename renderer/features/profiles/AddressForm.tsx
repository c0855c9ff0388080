import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { loginHostOf } from '#shared/domain/login-host'
import { SalesforceTarget, StiggTarget, type ProfileConnection } from '#shared/domain/profile-connection'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { hostRefusals } from '../../words/guide.ts'
import styles from './Profile.module.css'

type Field = 'loginUrl' | 'clientId' | 'redirectPorts' | 'baseUrl' | 'graphqlUrl' | 'appUrl'

const labels: Record<Field, string> = {
  loginUrl: 'Salesforce login address',
  clientId: 'Consumer key of the external client app',
  redirectPorts: 'Callback ports, in the order in which they are tried',
  baseUrl: 'Stigg’s REST address',
  graphqlUrl: 'Stigg’s GraphQL address',
  appUrl: 'Address of Stigg’s own pages',
}
const wrong: Record<Field, string> = {
  loginUrl: 'An https address with nothing behind the host.',
  clientId: 'The consumer key is missing.',
  redirectPorts: 'One to five ports from 1024 to 65535, separated by commas.',
  baseUrl: 'An https address with nothing behind the host.',
  graphqlUrl: 'A whole address of the same host as the REST address.',
  appUrl: 'A whole address.',
}
const graphqlOf = (baseUrl: string): string => `${baseUrl.trim().replace(/\/+$/, '')}/graphql`
const ofSalesforce = ['loginUrl', 'clientId', 'redirectPorts'] as const
const ofStigg = ['baseUrl', 'graphqlUrl', 'appUrl'] as const

/** Other addresses or another consumer key. What the profile is bound to already stays as it is. */
export function AddressForm(props: { readonly connection: ProfileConnection; readonly onClose: () => void }) {
  const { salesforce, stigg, org, environment } = props.connection
  const companion = useCompanion()
  const [typed, setTyped] = useState<Record<Field, string>>({
    ...salesforce,
    redirectPorts: salesforce.redirectPorts.join(', '),
    ...stigg,
  })
  const [isTouched, setTouched] = useState(false)
  useHeld(isTouched ? 'Addresses that were edited and not saved' : null)
  const host = loginHostOf(typed.loginUrl)
  const first = SalesforceTarget.safeParse({
    loginUrl: host.ok ? host.loginUrl : '',
    clientId: typed.clientId,
    redirectPorts: typed.redirectPorts.split(',').map((port) => Number(port.trim() || Number.NaN)),
  })
  const second = StiggTarget.safeParse({
    baseUrl: typed.baseUrl.trim(),
    graphqlUrl: typed.graphqlUrl.trim(),
    appUrl: typed.appUrl.trim(),
  })
  const faulty = new Set([first, second].flatMap(({ error }) => error?.issues.map(({ path }) => path[0]) ?? []))
  const bound: Partial<Record<Field, string>> = {
    ...(org === null ? {} : { loginUrl: `It is bound to ${org.name}.` }),
    ...(environment === null
      ? {}
      : { baseUrl: `It is bound to ${environment.name}.`, graphqlUrl: `It is bound to ${environment.name}.` }),
  }
  const save = useMutation({
    async mutationFn() {
      if (first.success && second.success)
        await companion.profiles.setConnection({ salesforce: first.data, stigg: second.data })
    },
  })
  const failure = save.error ? failureOf(save.error) : null
  const field = (name: Field) => (
    <TextInput
      key={name}
      size="xs"
      label={labels[name]}
      description={bound[name]}
      disabled={bound[name] !== undefined}
      spellCheck={false}
      maxLength={500}
      value={typed[name]}
      error={faulty.has(name) ? (name === 'loginUrl' && !host.ok ? hostRefusals[host.why] : wrong[name]) : null}
      onChange={({ currentTarget: { value } }) => {
        setTouched(true)
        // It follows the REST address as far as it followed it before.
        const follows = name === 'baseUrl' && typed.graphqlUrl === graphqlOf(typed.baseUrl)
        setTyped({ ...typed, [name]: value, ...(follows ? { graphqlUrl: graphqlOf(value) } : {}) })
      }}
    />
  )
  return (
    <form
      className={styles.form}
      aria-label="Addresses"
      onSubmit={(event) => {
        event.preventDefault()
        if (faulty.size === 0) save.mutate()
      }}
    >
      {ofSalesforce.map(field)}
      {ofStigg.map(field)}
      <p className={styles.note}>
        <span className={styles.soft}>The profile is opened anew with them, and the window loads again.</span>
      </p>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <div className={styles.acts}>
        <Button type="submit" size="xs" disabled={faulty.size > 0 || !isTouched} loading={save.isPending}>
          Save the addresses
        </Button>
        <Button variant="subtle" color="gray" size="xs" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
