import { refuse } from '../errors.ts'
import { plainValue } from '../rows/wire.ts'
import { isRecord, recordBody, route, type ApiRequest, type ApiResponse, type Route } from './api.ts'
import { parseDataPath } from './versions.ts'

const MAX_SUBREQUESTS = 25
const MAX_QUERIES = 5

interface Subrequest {
  readonly method: string
  readonly url: string
  readonly referenceId: string
  readonly body: unknown
  readonly httpHeaders: Readonly<Record<string, string>>
}

interface Outcome {
  readonly body: unknown
  readonly httpHeaders: Readonly<Record<string, string>>
  readonly httpStatusCode: number
  readonly referenceId: string
}

type Api = (request: ApiRequest) => ApiResponse

/**
 * Several calls in one. Source: REST API Developer Guide, "Composite" and "Composite Batch".
 * @param api answers the calls; a function, as the routes are not yet all there when these are made
 */
export function compositeRoutes(api: () => Api, onSubrequest: () => void): readonly Route[] {
  return [
    route('POST', '/composite', (request) => composite(request, api())),
    route('POST', '/composite/batch', (request) => batch(request, api(), onSubrequest)),
  ]
}

function composite(request: ApiRequest, api: Api): ApiResponse {
  const body = recordBody(request)
  const allOrNone = body['allOrNone'] === true
  const subrequests = subrequestsOf(body['compositeRequest'])
  const outcomes: Outcome[] = []
  try {
    request.org.transaction(() => {
      const references = new Map<string, unknown>()
      for (const subrequest of subrequests) {
        const outcome = perform(request, api, subrequest, references)
        outcomes.push(outcome)
        if (isFailure(outcome)) {
          if (allOrNone) throw new Halted()
        } else references.set(subrequest.referenceId, outcome.body)
      }
    })
  } catch (error) {
    if (!(error instanceof Halted)) throw error
    const culprit = outcomes.length - 1
    const compositeResponse = subrequests.map(({ referenceId }, n) =>
      n === culprit ? outcomes[n] : halted(referenceId, ROLLED_BACK),
    )
    return { status: 200, body: { compositeResponse } }
  }
  return { status: 200, body: { compositeResponse: outcomes } }
}

class Halted extends Error {}

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.'
const isFailure = ({ httpStatusCode }: Outcome) => httpStatusCode >= 400

const halted = (referenceId: string, message: string): Outcome => ({
  body: [{ errorCode: 'PROCESSING_HALTED', message }],
  httpHeaders: {},
  httpStatusCode: 400,
  referenceId,
})

function subrequestsOf(list: unknown): Subrequest[] {
  if (!Array.isArray(list) || list.length === 0)
    throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [compositeRequest]')
  if (list.length > MAX_SUBREQUESTS)
    throw refuse('LIMIT_EXCEEDED', `Limit reached. Cannot submit more than ${MAX_SUBREQUESTS} sub-requests.`)
  const subrequests = list.map(subrequestOf)
  const heavy = subrequests.filter(({ url }) => /\/(query|queryAll|composite\/sobjects)(\/|\?|$)/i.test(url))
  if (heavy.length > MAX_QUERIES)
    throw refuse(
      'LIMIT_EXCEEDED',
      `Limit reached. Cannot submit more than ${MAX_QUERIES} query or collection sub-requests.`,
    )
  const ids = new Set(subrequests.map(({ referenceId }) => referenceId))
  if (ids.size < subrequests.length) throw refuse('INVALID_REQUEST', 'Each sub-request needs a referenceId of its own.')
  return subrequests
}

function subrequestOf(value: unknown): Subrequest {
  const { method, url, referenceId, body, httpHeaders } = isRecord(value) ? value : {}
  const missing = Object.entries({ method, url, referenceId }).filter(
    ([, each]) => typeof each !== 'string' || each === '',
  )
  if (missing.length > 0)
    throw refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.map(([name]) => name).join(', ')}]`)
  if (!/^[A-Za-z0-9]\w*$/.test(String(referenceId)))
    throw refuse('INVALID_REQUEST', `A referenceId has letters, digits and underscores only: '${String(referenceId)}'`)
  const headers = isRecord(httpHeaders) ? httpHeaders : {}
  return {
    method: String(method).toUpperCase(),
    url: String(url),
    referenceId: String(referenceId),
    body,
    httpHeaders: Object.fromEntries(Object.entries(headers).map(([name, each]) => [name.toLowerCase(), String(each)])),
  }
}

function perform(
  request: ApiRequest,
  api: Api,
  subrequest: Subrequest,
  references: ReadonlyMap<string, unknown>,
): Outcome {
  const { referenceId, httpHeaders } = subrequest
  let url: string
  let body: unknown
  try {
    url = String(filledIn(subrequest.url, references))
    body = filledIn(subrequest.body, references)
  } catch (error) {
    if (error instanceof UnknownReference) return halted(referenceId, error.message)
    throw error
  }
  const target = parseDataPath(url)
  const response =
    !target || /^\/composite(\/batch)?$/i.test(target.path)
      ? NOT_FOUND
      : api({
          ...request,
          ...target,
          method: subrequest.method,
          body,
          header: (name) => httpHeaders[name.toLowerCase()],
        })
  return {
    body: response.body ?? null,
    httpHeaders: response.headers ?? {},
    httpStatusCode: response.status,
    referenceId,
  }
}

const NOT_FOUND: ApiResponse = {
  status: 404,
  body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
}

class UnknownReference extends Error {}

/** Put earlier answers in place of `@{ref.path}`. A text that is nothing but a reference takes the value as it is. */
function filledIn(value: unknown, references: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => filledIn(each, references))
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filledIn(each, references)]))
  if (typeof value !== 'string') return value
  const whole = /^@\{([^}]+)\}$/.exec(value)?.[1]
  if (whole !== undefined) return lookUp(whole, references)
  return value.replaceAll(/@\{([^}]+)\}/g, (_, path: string) => String(lookUp(path, references)))
}

function lookUp(path: string, references: ReadonlyMap<string, unknown>): unknown {
  const [referenceId = '', ...steps] = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  let at = references.get(referenceId)
  for (const step of steps) at = Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[step] : undefined
  if (at === undefined)
    throw new UnknownReference(`Invalid reference specified. No value for ${path} found in ${referenceId}`)
  return plainValue(at)
}

function batch(request: ApiRequest, api: Api, onSubrequest: () => void): ApiResponse {
  const { batchRequests, haltOnError } = recordBody(request)
  if (!Array.isArray(batchRequests) || batchRequests.length === 0)
    throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [batchRequests]')
  if (batchRequests.length > MAX_SUBREQUESTS)
    throw refuse('LIMIT_EXCEEDED', `Limit reached. Cannot submit more than ${MAX_SUBREQUESTS} sub-requests.`)
  let isHalted = false
  const results = batchRequests.map((entry: unknown) => {
    if (isHalted)
      return {
        statusCode: 412,
        result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
      }
    onSubrequest()
    const { method, url, richInput } = isRecord(entry) ? entry : {}
    const target =
      typeof url === 'string'
        ? parseDataPath(`/services/data/${url.replace(/^\/?(services\/data\/)?/, '')}`)
        : undefined
    const response =
      !target || /^\/composite/i.test(target.path)
        ? NOT_FOUND
        : api({ ...request, ...target, method: String(method).toUpperCase(), body: richInput, header: request.header })
    isHalted = haltOnError === true && response.status >= 400
    return { statusCode: response.status, result: response.body ?? null }
  })
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } }
}
