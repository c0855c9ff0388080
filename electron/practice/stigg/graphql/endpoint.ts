import { randomBytes } from 'node:crypto'
import {
  executeSync,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql'
import type { Context } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import { mayDo } from '../http/keys.ts'
import { keyOf, overLimit, type Service } from '../http/pipeline.ts'
import { operationLimits, type Operation } from '../http/rate-limits.ts'
import { accessDenied, refusal, StiggError } from '../http/stigg-error.ts'
import { bringUpToDate } from '../up-to-date.ts'
import { resolversFor } from './resolvers.ts'
import { schema } from './schema.ts'
import { unmodelledFieldOf } from './unmodelled.ts'

const mostRootFields = 10
/** More than any client needs, and fewer than the parser can nest. */
const mostTokens = 2000

interface GraphqlRequest {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

/**
 * Answer one POST to `/graphql`. What is wrong before execution (key, syntax, schema) has an HTTP status of its own;
 * what goes wrong in execution comes with 200, `extensions.code` and `extensions.traceId`.
 * Source: Stigg documentation, GraphQL API; schema enum `ErrorCode`.
 */
export async function serveGraphql(c: Context<PracticeEnv>, service: Service): Promise<Response> {
  const traceId = randomBytes(16).toString('hex')
  try {
    const key = keyOf(c, service)
    const request = requestFrom(await c.req.text())
    if (!mayDo(key, request.operation.operation === OperationTypeNode.MUTATION ? 'subscriptions:write' : 'read'))
      throw accessDenied()
    for (const operation of limitedFieldsOf(request.operation)) {
      const refused = overLimit(service, operation, undefined)
      if (refused !== null) return refused
    }
    return Response.json(executed(request, service, traceId))
  } catch (error) {
    if (error instanceof StiggError) return refusedAnswer(error.status, [shownError(error, error.code, traceId)])
    if (error instanceof InvalidDocument) {
      const errors = error.errors.map((one) => ({
        ...one.toJSON(),
        extensions: { code: error.code, traceId },
      }))
      return refusedAnswer(400, errors)
    }
    throw error
  }
}

const refusedAnswer = (status: number, errors: readonly object[]): Response => Response.json({ errors }, { status })
const shownError = ({ message }: Error, code: string | null, traceId: string): object => ({
  message,
  extensions: { code, traceId },
})

class InvalidDocument extends Error {
  readonly errors: readonly GraphQLError[]
  readonly code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'BAD_USER_INPUT'

  constructor(errors: readonly GraphQLError[], code: InvalidDocument['code']) {
    super(errors[0]?.message)
    this.errors = errors
    this.code = code
  }
}

const badRequest = (message: string): InvalidDocument =>
  new InvalidDocument([new GraphQLError(message)], 'BAD_USER_INPUT')

function requestFrom(text: string): GraphqlRequest {
  const body = jsonOf(text)
  if (Array.isArray(body)) throw refusal('GraphQLBatchedOperationsLimitExceeded', 'Batched operations are not allowed')
  const field = (name: string): unknown => (typeof body === 'object' && body !== null ? Reflect.get(body, name) : null)
  const [query, variables, operationName] = [field('query'), field('variables') ?? {}, field('operationName') ?? null]
  if (typeof query !== 'string') throw badRequest('GraphQL operations must contain a non-empty `query`')
  if (typeof variables !== 'object' || variables === null) throw badRequest('`variables` must be an object')
  if (operationName !== null && typeof operationName !== 'string') throw badRequest('`operationName` must be a string')
  const document = documentOf(query)
  const operation = getOperationAST(document, operationName)
  if (!operation) throw badRequest('Must provide the name of an operation that the document has')
  if (operation.selectionSet.selections.length > mostRootFields) {
    throw refusal('GraphQLAliasesLimitExceeded', `At most ${mostRootFields} root fields are allowed`)
  }
  // Checked to be a non-null object above; JSON objects have string keys.
  return { document, operation, variables: variables as Record<string, unknown>, operationName }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('The body is not valid JSON')
  }
}

function documentOf(query: string): DocumentNode {
  let document: DocumentNode
  let errors: readonly GraphQLError[]
  try {
    document = parse(query, { maxTokens: mostTokens })
    errors = validate(schema, document)
  } catch (error) {
    if (error instanceof GraphQLError) throw new InvalidDocument([error], 'GRAPHQL_PARSE_FAILED')
    throw error
  }
  const unmodelled = unmodelledFieldOf(errors)
  if (unmodelled !== null) {
    throw new StiggError(501, 'NotModelledByPractice', `The practice workspace does not model GraphQL ${unmodelled}`)
  }
  if (errors.length > 0) throw new InvalidDocument(errors, 'GRAPHQL_VALIDATION_FAILED')
  return document
}

const isLimited = (name: string): name is Operation => Object.hasOwn(operationLimits, name)

function limitedFieldsOf({ selectionSet }: OperationDefinitionNode): Operation[] {
  return selectionSet.selections.flatMap((selection) => {
    const name = selection.kind === Kind.FIELD ? selection.name.value : ''
    return isLimited(name) ? [name] : []
  })
}

/** Run the operation in one transaction; a mutation that is refused has undone its own part. */
function executed({ document, variables, operationName }: GraphqlRequest, { world }: Service, traceId: string): object {
  const result = world.store.transaction(() => {
    bringUpToDate(world)
    const rootValue = resolversFor(world)
    return executeSync({ schema, document, rootValue, variableValues: variables, operationName })
  })
  if (result.errors === undefined) return { data: result.data ?? null }
  const errors = result.errors.map((error) => {
    const cause = error.originalError
    // A variable of the wrong shape is a GraphQLError of its own, inside another.
    const isOfTheRequest = cause === undefined || cause === null || cause instanceof GraphQLError
    if (!isOfTheRequest && !(cause instanceof StiggError)) throw cause
    const code = cause instanceof StiggError ? cause.code : 'BAD_USER_INPUT'
    return { ...error.toJSON(), extensions: { code, traceId } }
  })
  return { errors, data: result.data ?? null }
}
