import type { FailureCode } from '#shared/failure'

import { fact, type Facts } from '../facts.ts'
import { nothing, type FailureWords } from './parts.ts'

/** Where the address comes from, for a sentence that says where to change it. */
const whereSet = (facts: Facts): string =>
  facts['from'] === 'environment' ? 'in the environment (HTTPS_PROXY, HTTP_PROXY)' : 'in the settings, under Network'

const proxyWords: Readonly<Record<string, readonly [happened: (f: Facts) => string, todo: (f: Facts) => string]>> = {
  'not-an-address': [
    (f) => `${fact(f, 'proxy', 'What is set')} is no address of a proxy.`,
    (f) => `Write it as http://host:port, ${whereSet(f)}.`,
  ],
  scheme: [
    (f) => `${fact(f, 'proxy', 'The proxy')} is of a kind that is not supported; SOCKS is not.`,
    (f) => `Name an HTTP proxy as http://host:port, ${whereSet(f)}.`,
  ],
  credentials: [
    (f) =>
      `The address ${fact(f, 'proxy', 'of the proxy')} was given with a user name or a password. The settings are kept in the clear, so they hold neither.`,
    () =>
      'Take them out of the address. A proxy that asks for a sign-in is named in the environment (HTTPS_PROXY) instead.',
  ],
  unreachable: [
    (f) => `The proxy ${fact(f, 'proxy', '')} does not answer (${fact(f, 'detail', 'no reason')}).`,
    () => 'Check the address in the settings, under Network, and whether the VPN is on.',
  ],
  'sign-in': [
    (f) => `The proxy ${fact(f, 'proxy', '')} asks for a sign-in before it lets anything through.`,
    () =>
      'Ask the network’s administrator to let this machine through, or name the proxy with its user in the environment (HTTPS_PROXY) and start the companion again.',
  ],
  refused: [
    (f) =>
      `The proxy ${fact(f, 'proxy', '')} opened no way to ${fact(f, 'host', 'the service')}: it answered ${fact(f, 'detail', 'nothing')}.`,
    () => 'Ask the network’s administrator to let this address through.',
  ],
}
const ofProxy = (facts: Facts) => proxyWords[facts['reason'] ?? ''] ?? proxyWords['refused']

const fileWords: Readonly<Record<string, string>> = {
  'not-found': 'is not there',
  'not-readable': 'may not be read',
  'not-pem': 'holds no certificate in PEM form',
}

/** What is set up wrong on the way to the services. */
export const networkFailures = {
  'network.proxy': {
    title: 'The proxy lets nothing through',
    happened: (f) => ofProxy(f)?.[0](f) ?? '',
    changed: nothing,
    todo: (f) => ofProxy(f)?.[1](f) ?? '',
  },
  'network.ca-file': {
    title: 'The file of certificates cannot be used',
    happened: (f) => `${fact(f, 'file', 'The file')} ${fileWords[f['reason'] ?? ''] ?? 'cannot be used'}.`,
    changed: nothing,
    todo: (f) =>
      f['from'] === 'environment'
        ? 'Correct NODE_EXTRA_CA_CERTS in the environment, or name another file in the settings, under Network.'
        : 'Name a PEM file in the settings, under Network, or leave the field empty.',
  },
  'network.not-trusted': {
    title: 'The certificate is not trusted',
    happened: (f) =>
      `${fact(f, 'host', 'The service')} showed a certificate that this machine does not trust (${fact(f, 'detail', 'no reason')}). In companies it is often the network’s own, in the service’s place.`,
    changed: nothing,
    todo: 'Ask the network’s administrator for the company’s root certificate as a PEM file, and name it in the settings, under Network. Never go on without it.',
  },
} as const satisfies Partial<Record<FailureCode, FailureWords>>
