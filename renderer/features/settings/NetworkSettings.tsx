import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { NetworkTrial, Reached } from '#shared/contract/app'
import type { AppSettings } from '#shared/domain/app-settings'
import { proxyProblem } from '#shared/domain/network'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { proxyFaults, sayOutcome, sayWay } from '../../words/network.ts'
import styles from './Rules.module.css'
import own from './NetworkSettings.module.css'

/** How the services are reached, on this machine, whatever profile is open. */
export function NetworkSettings() {
  const queries = useQueries()
  const app = useQuery(queries.app.settings.queryOptions()).data
  return app === undefined ? null : <Form key={JSON.stringify(app.network)} app={app} />
}

const blankAsNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function Form({ app }: { readonly app: AppSettings }) {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [network, setNetwork] = useState(app.network)
  const problem = network.proxy === null ? null : proxyProblem(network.proxy)
  const attempt = useMutation({ mutationFn: () => companion.app.tryNetwork({ network }) })
  const save = useMutation({
    mutationFn: () => companion.app.saveSettings({ settings: { ...app, network } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.app.settings.key() }),
  })
  const change = (changed: Partial<AppSettings['network']>): void => {
    setNetwork({ ...network, ...changed })
    attempt.reset()
    save.reset()
  }
  const isChanged = network.proxy !== app.network.proxy || network.caFile !== app.network.caFile
  const error = save.error ?? attempt.error
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && problem === null) save.mutate()
      }}
    >
      <TextInput
        size="xs"
        label="Proxy"
        description="Left empty, HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment count. Addresses of this machine are never reached through a proxy."
        placeholder="http://proxy.example.com:8080"
        spellCheck={false}
        value={network.proxy ?? ''}
        error={problem === null ? null : proxyFaults[problem]}
        onChange={({ currentTarget: { value } }) => change({ proxy: blankAsNull(value) })}
      />
      <TextInput
        size="xs"
        label="Certificates to trust as well"
        description="A PEM file with your company’s root certificate, where the network opens encrypted traffic. Left empty, NODE_EXTRA_CA_CERTS of the environment counts."
        placeholder="/etc/ssl/company-root.pem"
        spellCheck={false}
        value={network.caFile ?? ''}
        onChange={({ currentTarget: { value } }) => change({ caFile: blankAsNull(value) })}
      />
      <div className={own.row}>
        <Button
          variant="default"
          size="compact-sm"
          disabled={problem !== null}
          loading={attempt.isPending}
          onClick={() => attempt.mutate()}
        >
          Try it
        </Button>
        {isChanged ? (
          <>
            <Button type="submit" size="compact-sm" disabled={problem !== null} loading={save.isPending}>
              Save the network
            </Button>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change(app.network)}>
              Discard
            </Button>
          </>
        ) : null}
      </div>
      {error ? <FailurePanel {...sayFailure(failureOf(error))} /> : null}
      {attempt.data === undefined ? null : <Outcome trial={attempt.data} />}
    </form>
  )
}

const Outcome = ({ trial }: { readonly trial: NetworkTrial }) => (
  <output className={own.outcome} aria-label="What came of it">
    <Service name="Salesforce" reached={trial.salesforce} />
    <Service name="Stigg" reached={trial.stigg} />
  </output>
)

function Service({ name, reached }: { readonly name: string; readonly reached: Reached }) {
  return (
    <div className={own.service} data-reached={reached.failure === null}>
      <strong>{name}</strong>
      <div>
        <p>
          <strong>{sayOutcome(reached)}</strong> {sayWay(reached)}
        </p>
        {reached.failure === null ? null : <p>{sayFailure(reached.failure).todo}</p>}
      </div>
    </div>
  )
}
