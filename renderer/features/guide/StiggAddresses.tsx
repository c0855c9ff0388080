import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { StiggTarget, type ProfileConnection } from '#shared/domain/profile-connection'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Guide.module.css'
import { Advanced } from './SalesforceForm.tsx'

/** An origin has nothing behind the host; while somebody types it, the slashes of its beginning stay. */
const withoutSlash = (text: string): string => text.trim().replace(/\/+$/, '')

/** Where Stigg is reached, for whoever does not use its own cloud. */
export function StiggAddresses({ connection }: { readonly connection: ProfileConnection }) {
  const queries = useQueries()
  const change = useMutation(queries.profiles.setConnection.mutationOptions())
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState(connection.stigg)
  const read = StiggTarget.safeParse({ ...typed, baseUrl: withoutSlash(typed.baseUrl) })
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]))
  const isSame = JSON.stringify(typed) === JSON.stringify(connection.stigg)
  const failure = change.error ? failureOf(change.error) : null

  /** The other two follow from the API's, as far as they followed from it before. */
  const moveApi = (baseUrl: string): void => {
    const follows = typed.graphqlUrl === `${withoutSlash(typed.baseUrl)}/graphql` || typed.graphqlUrl === ''
    setTyped({ ...typed, baseUrl, graphqlUrl: follows ? `${withoutSlash(baseUrl)}/graphql` : typed.graphqlUrl })
  }
  const keep = async (): Promise<void> => {
    if (!read.success) return
    try {
      // The profile is opened anew, and the window loads again.
      await change.mutateAsync({ salesforce: connection.salesforce, stigg: read.data })
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  return (
    <Advanced isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <TextInput
        label="Address of Stigg’s API"
        description="Only if your company does not use https://api.stigg.io"
        value={typed.baseUrl}
        error={wrong.has('baseUrl') ? 'Enter an https address with nothing behind the host.' : null}
        onChange={({ currentTarget }) => moveApi(currentTarget.value)}
      />
      <TextInput
        label="Address of its GraphQL API"
        value={typed.graphqlUrl}
        error={wrong.has('graphqlUrl') ? 'Enter an https address of the same host as the API’s.' : null}
        onChange={({ currentTarget }) => setTyped({ ...typed, graphqlUrl: currentTarget.value.trim() })}
      />
      <TextInput
        label="Address of Stigg’s app"
        value={typed.appUrl}
        error={wrong.has('appUrl') ? 'Enter an https address.' : null}
        onChange={({ currentTarget }) => setTyped({ ...typed, appUrl: currentTarget.value.trim() })}
      />
      <footer className={styles.acts}>
        <Button
          variant="default"
          disabled={isSame || !read.success}
          loading={change.isPending || change.isSuccess}
          onClick={() => void keep()}
        >
          Use these addresses
        </Button>
      </footer>
    </Advanced>
  )
}
