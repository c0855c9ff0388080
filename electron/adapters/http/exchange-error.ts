/**
 * An exchange that came to no whole answer. `sent` is false only where it is certain that the service saw nothing of
 * the request: the name did not resolve, the connection was refused, the proxy opened no way, TLS did not come about.
 */
export class ExchangeError extends Error {
  readonly code: string
  readonly sent: boolean
  /** What a person has to know of it; never a secret. */
  readonly facts: Readonly<Record<string, string>>
  constructor(code: string, sent: boolean, message: string, facts: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'ExchangeError'
    this.code = code
    this.sent = sent
    this.facts = facts
  }
}
