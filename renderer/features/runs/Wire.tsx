import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

import type { WireRequest } from '#shared/domain/run'

import styles from './StepList.module.css'

const services = { salesforce: 'Salesforce', stigg: 'Stigg' } as const

const textOf = ({ method, path, body }: WireRequest): string =>
  `${method} ${path}${body === undefined || body === null ? '' : `\n${JSON.stringify(body, null, 2)}`}`

/** Requests exactly as they are sent, shown on demand and copied as text. */
export function Wire({
  requests,
  open = false,
}: {
  readonly requests: readonly WireRequest[]
  readonly open?: boolean
}) {
  const clipboard = useClipboard({ timeout: 1400 })
  if (requests.length === 0) return null
  return (
    <details className={styles.wire} open={open}>
      <summary>
        {requests.length === 1 ? 'The request' : `${requests.length} requests`} to{' '}
        {[...new Set(requests.map(({ service }) => services[service]))].join(' and ')}
      </summary>
      {requests.map((request) => (
        <pre key={textOf(request)} className={styles.pre}>
          {textOf(request)}
        </pre>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => clipboard.copy(requests.map((request) => textOf(request)).join('\n\n'))}
      >
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
    </details>
  )
}
