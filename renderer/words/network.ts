import type { Reached } from '#shared/contract/app'
import type { ProxyProblem } from '#shared/domain/network'

import { sayFailure } from './failures.ts'

/** Why what was typed is no address of a proxy. */
export const proxyFaults: Readonly<Record<ProxyProblem, string>> = {
  'not-an-address': 'Write it as http://host:port.',
  scheme: 'Only HTTP proxies are supported: http://host:port. SOCKS is not.',
  credentials:
    'Without user name and password: this file is kept in the clear. A proxy that asks for a sign-in is named in the environment (HTTPS_PROXY).',
}

const places = { settings: 'of the settings', environment: 'of the environment' }

/** Whether a service was reached, in a sentence. */
export function sayOutcome({ host, failure }: Reached): string {
  if (failure === null) return `${host} answered.`
  const { title, happened } = sayFailure(failure)
  return `${title}. ${happened}`
}

/** By which way, in a sentence. */
export function sayWay({ proxy, proxyFrom, passedBy, caFile, caFrom }: Reached): string {
  const way =
    proxy !== null && proxyFrom !== null
      ? `Through the proxy ${proxy} ${places[proxyFrom]}.`
      : passedBy === 'loopback'
        ? 'Directly: it is on this machine, where no proxy is asked.'
        : passedBy === 'no-proxy'
          ? 'Directly: NO_PROXY names it.'
          : 'Directly, without a proxy.'
  return caFile === null || caFrom === null ? way : `${way} ${caFile} ${places[caFrom]} is trusted as well.`
}
