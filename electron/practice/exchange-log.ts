/** One request and its answer, as the control plane shows it. Tokens and keys are struck out. */
interface Exchange {
  readonly n: number
  readonly at: string
  readonly method: string
  readonly path: string
  readonly query: string
  /** null while under way, and where the connection was cut instead of answered. */
  readonly status: number | null
  /** The kind of the fault that it met, or a named fault's name. */
  readonly fault: string | null
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly idempotencyKey: string | null
  readonly requestBody: string
  readonly responseBody: string
  readonly durationMs: number | null
}

export interface ExchangeLog {
  /** Note a request; the answer is filled in by what it returns. */
  begin(request: Pick<Exchange, 'at' | 'method' | 'path' | 'query' | 'requestHeaders' | 'requestBody'>): OpenExchange
  /** Oldest first; at most the last `capacity`. */
  list(): readonly Exchange[]
  clear(): void
}

interface OpenExchange {
  end(answer: { status: number | null; fault: string | null; responseBody: string }): void
}

const SECRET_HEADERS = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization'])
/** A `code` is a secret in a form or a query (OAuth), and the name of an error in JSON. */
const JSON_SECRET = /"(access_token|refresh_token|id_token|client_secret|code_verifier)"\s*:\s*"(?:[^"\\]|\\.)*"/g
const FORM_SECRET = /(^|[?&])(access_token|refresh_token|token|code|code_verifier|client_secret)=[^&\s]*/g
const BODY_LIMIT = 16_384
const STRUCK = '[struck out]'

/** @param capacity how many exchanges are remembered; older ones are forgotten, their numbers are not used again */
export function createExchangeLog(capacity = 1000): ExchangeLog {
  const exchanges: Exchange[] = []
  let n = 0
  return {
    begin(request) {
      const began = performance.now()
      const entry: Exchange = {
        n: ++n,
        ...request,
        query: strikeText(request.query),
        status: null,
        fault: null,
        requestHeaders: strikeHeaders(request.requestHeaders),
        idempotencyKey: request.requestHeaders['idempotency-key'] ?? null,
        requestBody: shorten(strikeText(request.requestBody)),
        responseBody: '',
        durationMs: null,
      }
      exchanges.push(entry)
      if (exchanges.length > capacity) exchanges.splice(0, exchanges.length - capacity)
      return {
        end({ status, fault, responseBody }) {
          const durationMs = Math.round((performance.now() - began) * 10) / 10
          const place = exchanges.findLastIndex((other) => other.n === entry.n)
          if (place < 0) return
          const body = shorten(strikeText(responseBody.slice(0, BODY_LIMIT + 1)))
          exchanges[place] = { ...entry, status, fault, responseBody: body, durationMs }
        },
      }
    },
    list: () => [...exchanges],
    clear: () => void exchanges.splice(0),
  }
}

function strikeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? STRUCK : value]),
  )
}

const strikeText = (text: string) =>
  text.replace(JSON_SECRET, `"$1":"${STRUCK}"`).replace(FORM_SECRET, `$1$2=${STRUCK}`)

const shorten = (text: string) => (text.length > BODY_LIMIT ? `${text.slice(0, BODY_LIMIT)}…` : text)
