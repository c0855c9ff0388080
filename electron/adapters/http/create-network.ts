import type { NetworkPort } from '#core/ports'
import type { NetworkTrial } from '#shared/contract/app'
import type { NetworkSettings } from '#shared/domain/network'
import { failure, type Failure } from '#shared/failure'

import { createExchange, type Exchange } from './exchange.ts'
import { ExchangeError } from './exchange-error.ts'
import { networkFailure } from './network-failure.ts'
import { problemIn, routesOf, shownRoute, type Environment } from './route.ts'

export interface NetworkOptions {
  readonly settings: () => NetworkSettings
  readonly env: Environment
  /** What a trial reaches for: an address of each service that answers whoever asks. */
  readonly targets: { readonly salesforce: string; readonly stigg: string }
  /** How long a trial waits for each. */
  readonly timeoutMs?: number
}

type Reached = NetworkTrial['salesforce']

export interface Network {
  /** The way of every request of the app; what the settings say counts from the next one on. */
  readonly exchange: Exchange
  readonly port: NetworkPort
}

/** The way to the services, as the app's settings and the environment name it. Nothing goes out before the first call. */
export function createNetwork({ settings, env, targets, timeoutMs = 15_000 }: NetworkOptions): Network {
  async function reach(
    service: 'salesforce' | 'stigg',
    network: NetworkSettings,
    signal?: AbortSignal,
  ): Promise<Reached> {
    const url = new URL(targets[service])
    const { proxy, proxyFrom, passedBy, caFile, caFrom } = shownRoute(url, network, env)
    const way: Omit<Reached, 'status' | 'failure'> = { host: url.host, proxy, proxyFrom, passedBy, caFile, caFrom }
    try {
      const exchange = createExchange(routesOf(() => network, env))
      const { status } = await exchange({ method: 'GET', url: url.href }, { timeoutMs, signal, freshSocket: true })
      return { ...way, status, failure: null }
    } catch (error) {
      return { ...way, status: null, failure: failureOf(service, error) }
    }
  }

  return {
    exchange: createExchange(routesOf(settings, env)),
    port: {
      problem: (network) => networkFailure(problemIn(network)),
      async reach(network, signal) {
        const [salesforce, stigg] = await Promise.all([
          reach('salesforce', network, signal),
          reach('stigg', network, signal),
        ])
        return { salesforce, stigg }
      },
    },
  }
}

function failureOf(service: 'salesforce' | 'stigg', error: unknown): Failure {
  if (!(error instanceof ExchangeError)) throw error
  return networkFailure(error) ?? failure(`${service}.unreachable`, error.message, { reason: error.code })
}
