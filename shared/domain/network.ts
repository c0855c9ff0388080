import type { AppSettings } from './app-settings.ts'

export type NetworkSettings = AppSettings['network']

/** Why an address cannot be that of a proxy. */
export type ProxyProblem = 'not-an-address' | 'scheme' | 'credentials'

/** The address of a proxy as it is used; many write it without the scheme. */
export const proxyAddress = (text: string): string => (text.includes('://') ? text.trim() : `http://${text.trim()}`)

/**
 * Why a text is no address of a proxy; null where it is one. Credentials do not belong into settings, which are kept in the
 * clear; in the environment they are somebody else's to keep.
 */
export function proxyProblem(text: string, mayHoldCredentials = false): ProxyProblem | null {
  const url = URL.parse(proxyAddress(text))
  if (!url || url.hostname === '') return 'not-an-address'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme'
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return 'not-an-address'
  if (!mayHoldCredentials && (url.username !== '' || url.password !== '')) return 'credentials'
  return null
}

/** The address without what would let somebody in. @returns scheme, host and port; null where it is no address */
export function shownProxy(text: string): string | null {
  const url = URL.parse(proxyAddress(text))
  return url && url.hostname !== '' ? `${url.protocol}//${url.host}` : null
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether an address is on this machine, where no proxy is ever asked. */
export const isLoopbackUrl = (url: URL): boolean => loopback.has(url.hostname)

/**
 * Whether an address is one that the environment keeps from the proxy: a host and everything below it, a port where one
 * is named, or all.
 * @param list as in NO_PROXY: `example.com,.example.org,*.example.net,example.com:8443,*`
 */
export function isKeptFromProxy(url: URL, list: string): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const host = url.hostname.toLowerCase()
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = entry, ofPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
      const base = name.replace(/^\*?\./, '')
      return (ofPort === undefined || ofPort === port) && (host === base || host.endsWith(`.${base}`))
    })
}
