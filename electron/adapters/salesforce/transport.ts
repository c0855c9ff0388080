import { PassThrough } from 'node:stream'

import { Transport } from 'jsforce/lib/transport.js'
import type { HttpRequest, HttpRequestOptions, HttpResponse } from 'jsforce/lib/types/index.js'
import { StreamPromise } from 'jsforce/lib/util/promise.js'

import type { Exchange, ExchangeAnswer } from '../http/exchange.ts'

/** What a call says to the transport; jsforce hands it through untouched. */
export interface CallOptions extends HttpRequestOptions {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** True unless it is said that the request may be repeated. */
  readonly freshSocket?: boolean
  /** Called with every answer: jsforce's errors do not tell the HTTP status. */
  readonly onAnswer?: (answer: ExchangeAnswer) => void
}

/**
 * jsforce's way to the network, replaced whole. Its own follows redirects with the token, repeats requests, reads the
 * proxy from the environment and waits for half an hour; a socket that dies inside a body takes the process with it.
 */
export class PlainTransport extends Transport {
  readonly #exchange: Exchange
  readonly #timeoutMs: number

  constructor(exchange: Exchange, timeoutMs: number) {
    super()
    this.#exchange = exchange
    this.#timeoutMs = timeoutMs
  }

  override httpRequest(request: HttpRequest, options: CallOptions = {}): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#perform(request, options) }))
  }

  async #perform({ method, url, headers, body }: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    if (body !== undefined && body !== null && typeof body !== 'string')
      throw new TypeError('only text bodies are sent')
    const answer = await this.#exchange(
      { method, url, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) },
      {
        timeoutMs: options.timeoutMs ?? this.#timeoutMs,
        signal: options.signal,
        freshSocket: options.freshSocket ?? true,
      },
    )
    options.onAnswer?.(answer)
    return { statusCode: answer.status, headers: answer.headers, body: answer.body }
  }
}

/**
 * Give a jsforce object our transport. The field is private to jsforce, so its absence is a defect that must be loud:
 * without it requests would silently go out the old way.
 */
export function withTransport<T extends { _transport: Transport }>(target: T, transport: Transport): T {
  if (!(target._transport instanceof Transport)) throw new Error('jsforce keeps its transport elsewhere now')
  target._transport = transport
  return target
}
