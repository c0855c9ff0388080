import { readFileSync, statSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'

import {
  isKeptFromProxy,
  isLoopbackUrl,
  proxyAddress,
  proxyProblem,
  shownProxy,
  type NetworkSettings,
} from '#shared/domain/network'
import { causeOf } from './connect-phase.ts'
import { ExchangeError } from './exchange-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>
type From = 'settings' | 'environment'

/** Authorities that are trusted beside those of the runtime. */
interface Trust {
  /** Changes with the file. */
  readonly key: string
  readonly context: tls.SecureContext
}

/** How an address is reached. */
export interface Route {
  /** With credentials, where the environment gives some; never shown. */
  readonly proxy: string | null
  readonly trust: Trust | null
}

export type RouteTo = (url: URL) => Route

/** The ways that are there, as they can be shown. */
interface ShownRoute {
  readonly proxy: string | null
  readonly proxyFrom: From | null
  /** Why no proxy is used although one is set. */
  readonly passedBy: 'loopback' | 'no-proxy' | null
  readonly caFile: string | null
  readonly caFrom: From | null
}

const directly: Route = { proxy: null, trust: null }
/** Straight there, trusting whom the runtime trusts. */
export const straight: RouteTo = () => directly

const variable = (env: Environment, name: string): string | null => {
  const value = env[name.toLowerCase()] ?? env[name.toUpperCase()]
  return value === undefined || value.trim() === '' ? null : value.trim()
}

/** Which proxy and which file count for an address: the settings before the environment, and no proxy for this machine. */
function choose(url: URL, settings: NetworkSettings, env: Environment) {
  const fromEnvironment = variable(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
  const wanted = settings.proxy ?? fromEnvironment
  const passedBy = isLoopbackUrl(url)
    ? ('loopback' as const)
    : isKeptFromProxy(url, variable(env, 'no_proxy') ?? '')
      ? ('no-proxy' as const)
      : null
  // Plain HTTP shows no certificate, and this machine's own services are reached by it.
  const caFile = url.protocol === 'https:' ? (settings.caFile ?? variable(env, 'NODE_EXTRA_CA_CERTS')) : null
  return {
    proxy: wanted === null || passedBy !== null ? null : wanted,
    proxyFrom: wanted === null ? null : settings.proxy === null ? ('environment' as const) : ('settings' as const),
    passedBy: wanted === null ? null : passedBy,
    caFile,
    caFrom: caFile === null ? null : settings.caFile === null ? ('environment' as const) : ('settings' as const),
  }
}

/** The same without what would let somebody in. */
export function shownRoute(url: URL, settings: NetworkSettings, env: Environment): ShownRoute {
  const chosen = choose(url, settings, env)
  return { ...chosen, proxy: chosen.proxy === null ? null : (shownProxy(chosen.proxy) ?? 'an address that is none') }
}

/** Why settings cannot be used, as ExchangeError; null where they can. Nothing goes out for it. */
export function problemIn(settings: NetworkSettings): ExchangeError | null {
  try {
    // Any address that no proxy is passed by for.
    routesOf(() => settings, {})(new URL('https://example.com'))
    return null
  } catch (error) {
    if (error instanceof ExchangeError) return error
    throw error
  }
}

/**
 * The routes that the settings and the environment ask for, as they are at each request: a change counts for the next one.
 * The runtime's own reading of NODE_EXTRA_CA_CERTS is not relied on, since the packaged app switches it off.
 * Throws ExchangeError `PROXY_INVALID` and `CA_UNREADABLE`, with what a person has to know as its facts.
 */
export function routesOf(settings: () => NetworkSettings, env: Environment): RouteTo {
  let known: Trust | null = null
  const trustIn = (file: string, from: From): Trust => {
    try {
      const { mtimeMs, size } = statSync(file)
      const key = `${file} ${mtimeMs} ${size}`
      if (known?.key !== key) known = { key, context: trusting(readFileSync(file, 'utf8')) }
      return known
    } catch (error) {
      const reason = error instanceof NotPem ? 'not-pem' : causeOf(error) === 'ENOENT' ? 'not-found' : 'not-readable'
      throw new ExchangeError('CA_UNREADABLE', false, 'The file of certificates is of no use', { file, reason, from })
    }
  }
  return (url) => {
    const { proxy, proxyFrom, caFile, caFrom } = choose(url, settings(), env)
    if (proxy !== null && proxyFrom !== null) {
      const reason = proxyProblem(proxy, proxyFrom === 'environment')
      if (reason !== null) {
        const facts = { proxy: shownProxy(proxy) ?? 'what is set', reason, from: proxyFrom }
        throw new ExchangeError('PROXY_INVALID', false, `The proxy of the ${proxyFrom} cannot be used`, facts)
      }
    }
    return {
      proxy: proxy === null ? null : proxyAddress(proxy),
      trust: caFile === null || caFrom === null ? null : trustIn(caFile, caFrom),
    }
  }
}

class NotPem extends Error {}

/** Throws NotPem where a text holds no certificate, or one that cannot be read. */
function trusting(text: string): tls.SecureContext {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0 || !blocks.every(isCertificate)) throw new NotPem()
  return tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...blocks] })
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0
  } catch {
    // What it is instead nobody has to know.
    return false
  }
}
