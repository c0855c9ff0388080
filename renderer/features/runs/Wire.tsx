import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

import type { WireAnswer, WireRequest } from '#shared/domain/run'

import styles from './StepList.module.css'

const services = { salesforce: 'Salesforce', stigg: 'Stigg', 'call-out': 'your application' } as const

const headerLines = ({ headers }: WireRequest): string =>
  Object.entries(headers ?? {})
    .map(([name, value]) => `\n${name}: ${value}`)
    .join('')

const textOf = (request: WireRequest): string =>
  `${request.method} ${request.path}${headerLines(request)}${bodyText(request)}`
const bodyText = ({ body }: WireRequest): string =>
  body === undefined || body === null ? '' : `\n${JSON.stringify(body, null, 2)}`

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

const bodyOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? null, null, 2))

const answerText = ({ status, method, path, requestId, body }: WireAnswer): string =>
  [`${status} to ${method} ${path}`, ...(requestId === null ? [] : [`Request ID ${requestId}`]), bodyOf(body)].join(
    '\n',
  )

/** What the services answered, oldest first, secrets struck out. */
export function Answers({ heard, open = false }: { readonly heard: readonly WireAnswer[]; readonly open?: boolean }) {
  if (heard.length === 0) return null
  return (
    <details className={styles.wire} open={open}>
      <summary>{heard.length === 1 ? 'The answer' : `${heard.length} answers`}</summary>
      <pre className={styles.pre}>{heard.map(answerText).join('\n\n')}</pre>
    </details>
  )
}
