/** One refusal, as it stands in the array that every data route answers with. */
export interface ErrorEntry {
  readonly message: string
  readonly errorCode: string
  /** Only for refused writes; query errors have none. */
  readonly fields?: readonly string[]
}

/**
 * A refusal in Salesforce's terms. Thrown by whatever finds it, made into an answer at the edge.
 * Source: REST API Developer Guide, "Status Codes and Error Responses".
 */
export class SalesforceError extends Error {
  override readonly name = 'SalesforceError'
  readonly status: number
  readonly entry: ErrorEntry

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message)
    this.status = status
    this.entry = { message, errorCode, ...(fields && { fields }) }
  }
}

export const refuse = (errorCode: string, message: string, fields?: readonly string[]) =>
  new SalesforceError(400, errorCode, message, fields)

/** A write that the record's rules refuse; `fields` is always there, if only empty. */
export const refuseWrite = (errorCode: string, message: string, fields: readonly string[] = []) =>
  new SalesforceError(400, errorCode, message, fields)

export const notFound = (message = 'The requested resource does not exist') =>
  new SalesforceError(404, 'NOT_FOUND', message)

/** A route that the real service has and this one does not model. Loud, so that nothing is taken for an answer. */
export const notModelled = (what: string) =>
  new SalesforceError(
    501,
    'PRACTICE_NOT_MODELLED',
    `The practice org does not model ${what}. The real service has it; nothing was read or written.`,
  )

export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new SalesforceError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`,
  )
