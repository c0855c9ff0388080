/** Three releases a year. Source: REST API Developer Guide, "Versions"; API End-of-Life policy. */
const OLDEST = 31
const NEWEST = 68
/** The first Winter release of the row; the year of a release is in its name. */
const WINTER_15 = 32
const SEASONS = ['Winter', 'Spring', 'Summer']

function labelOf(number: number): string {
  const since = number - WINTER_15
  const season = SEASONS[((since % 3) + 3) % 3] ?? ''
  return `${season} '${15 + Math.floor(since / 3)}`
}

/** Versions that are served, oldest first. */
export const versions = () =>
  Array.from({ length: NEWEST - OLDEST + 1 }, (_, n) => {
    const version = `${OLDEST + n}.0`
    return { label: labelOf(OLDEST + n), url: `/services/data/v${version}`, version }
  })

export type VersionState = 'served' | 'retired' | 'unknown'

export function versionState(version: string): VersionState {
  const number = /^(\d+)\.0$/.exec(version)?.[1]
  if (number === undefined) return 'unknown'
  if (Number(number) > NEWEST || Number(number) < 1) return 'unknown'
  return Number(number) < OLDEST ? 'retired' : 'served'
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
