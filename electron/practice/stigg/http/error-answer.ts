import type { StiggError } from './stigg-error.ts'

/** `flat` is what Stigg's OpenAPI description shows for every status; `nested` is what its authentication page shows. */
export type ErrorShape = 'flat' | 'nested'

/**
 * The body of a refusal.
 * Shape `flat`: `{"message", "code"}`, code nullable. Shape `nested`: `{"error": {"code", "message"}}`.
 * Source: Stigg REST API, "Responses" and "Authentication".
 */
export function errorBody(error: Pick<StiggError, 'code' | 'message'>, shape: ErrorShape): object {
  if (shape === 'flat') return { message: error.message, code: error.code }
  return { error: { code: error.code, message: error.message } }
}

/** The answer to a refusal; `headers` carries `Retry-After` and the like. */
export function errorAnswer(error: StiggError, shape: ErrorShape, headers: Record<string, string> = {}): Response {
  return Response.json(errorBody(error, shape), { status: error.status, headers })
}
