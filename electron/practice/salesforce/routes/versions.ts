/** Versions that are served, oldest first, with their labels. Source: REST API Developer Guide, "Versions". */
const LABELS: Readonly<Record<number, string>> = {
  58: "Summer '23",
  59: "Winter '24",
  60: "Spring '24",
  61: "Summer '24",
  62: "Winter '25",
  63: "Spring '25",
  64: "Summer '25",
  65: "Winter '26",
  66: "Spring '26",
  67: "Summer '26",
  68: "Winter '27",
}
const LAST_RETIRED = 30

export const versions = () =>
  Object.entries(LABELS).map(([number, label]) => ({
    label,
    url: `/services/data/v${number}.0`,
    version: `${number}.0`,
  }))

export type VersionState = 'served' | 'retired' | 'unknown'

export function versionState(version: string): VersionState {
  const number = /^(\d+)\.0$/.exec(version)?.[1]
  if (number === undefined) return 'unknown'
  if (Number(number) in LABELS) return 'served'
  return Number(number) >= 1 && Number(number) <= LAST_RETIRED ? 'retired' : 'unknown'
}

/** A data resource's version, path and query out of a URL or its path, or undefined where it is none. */
export function parseDataPath(url: string): { version: string; path: string; query: URLSearchParams } | undefined {
  const [whole = '', search = ''] = url.replace(/^https?:\/\/[^/]+/, '').split(/\?(.*)/s)
  const [, version, rest = ''] = /^\/services\/data\/v([\d.]+)(\/.*)?$/.exec(whole) ?? []
  if (version === undefined || versionState(version) !== 'served') return undefined
  return { version, path: rest.replace(/\/+$/, ''), query: new URLSearchParams(search) }
}

/** Source: REST API Developer Guide, "Resources by Version". */
export function resources(version: string, identity: string): Record<string, string> {
  const names = [
    'sobjects',
    'query',
    'queryAll',
    'composite',
    'limits',
    'jobs',
    'tooling',
    'search',
    'parameterizedSearch',
  ]
  const others = [
    'recent',
    'theme',
    'tabs',
    'chatter',
    'connect',
    'analytics',
    'process',
    'actions',
    'ui-api',
    'quickActions',
  ]
  const entries = [...names, ...others].map((name) => [name, `/services/data/v${version}/${name}`])
  return { ...Object.fromEntries(entries), identity }
}
