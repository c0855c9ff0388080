import { strikeSecrets } from '#core/strike-secrets'
import { shownText } from '#shared/domain/shown-name'

const struck = '[redacted]'

/** Names of facts whose value is a secret, however they are written (`accessToken`, `access_token`, `X-API-KEY`). */
const secretName = /(token|secret|password|authorization|cookie|apikey|verifier|credential)$/
const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Secrets by the name that they go under in an address or a form, the start token's among them. */
const secretParameter = /\b((?:access_token|refresh_token|code|code_verifier|client_secret|start)=)[^\s&"']+/gi

/** The text without secrets, and without what a terminal that shows it would obey; the ends of its lines JSON escapes. */
export const redactText = (text: string): string =>
  shownText(
    strikeSecrets(
      text.replaceAll(secretParameter, (_, lead: string) => lead + struck),
      struck,
    ),
  )

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 8) return '[deep]'
  if (value instanceof Error) {
    const { name, message, stack, cause } = value
    return {
      ...redactRecord(Object.fromEntries(Object.entries(value)), depth),
      name,
      message: redactText(message),
      ...(cause === undefined ? {} : { cause: redactValue(cause, depth + 1) }),
      stack: redactText(stack ?? ''),
    }
  }
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map || value instanceof Set) return redactValue([...value], depth)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return redactRecord(value, depth)
}

function redactRecord(record: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        shownText(name),
        secretName.test(plainName(name)) && value !== null ? struck : redactValue(value, depth + 1),
      ]),
  )
}

/** The same facts without a secret, whatever their depth: what a log may hold. Errors become plain records. */
export const redact = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> => redactRecord(facts, 0)
