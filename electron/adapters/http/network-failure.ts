import { failure, type Failure, type FailureCode } from '#shared/failure'

import { ExchangeError } from './exchange-error.ts'

const codes: Readonly<Record<string, FailureCode>> = {
  PROXY_INVALID: 'network.proxy',
  PROXY_UNREACHABLE: 'network.proxy',
  PROXY_REFUSED: 'network.proxy',
  CA_UNREADABLE: 'network.ca-file',
  NOT_TRUSTED: 'network.not-trusted',
}

/** The failure of a way that is set up wrong; null for everything else that an exchange may come to. */
export function networkFailure(error: unknown): Failure | null {
  if (!(error instanceof ExchangeError)) return null
  const code = codes[error.code]
  return code === undefined ? null : failure(code, error.message, { ...error.facts })
}
