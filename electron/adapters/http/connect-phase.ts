/** Error codes of the phase before a connection stands: name lookup, connecting, the TLS handshake. */
const connectCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ERR_PROXY_TUNNEL',
])

/** Whether an error of this code means that a certificate is none that this machine trusts. */
export const isNotTrusted = (code: string): boolean =>
  code !== 'ERR_TLS_CERT_ALTNAME_FORMAT' && /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code)

/** Whether an error of this code came before a request could leave this machine: nothing was applied. */
export const isConnectPhase = (code: string): boolean =>
  connectCodes.has(code) || code.startsWith('ERR_TLS_') || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)

/** The code of the innermost cause; a failed connection to several addresses carries one error for each. */
export function causeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0])
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  if (typeof code === 'string') return code
  return error.cause === undefined ? error.name : causeOf(error.cause)
}
