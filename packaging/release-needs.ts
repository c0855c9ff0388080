/**
 * What a release cannot do without, in sentences; nothing for a build that is no release.
 * @param env as docs/release.md lists it
 */
export function missingForRelease(env: Readonly<Record<string, string | undefined>>): string[] {
  if (env['COMPANION_RELEASE'] !== '1') return []
  const named = ['COMPANION_MAINTAINER', 'COMPANION_HOMEPAGE'].filter((name) => (env[name] ?? '') === '')
  const feed = env['COMPANION_UPDATE_FEED'] ?? ''
  return [
    ...named.map((name) => `A release has to set ${name}: a placeholder would ship else.`),
    ...(feed === '' || URL.parse(feed)?.protocol === 'https:'
      ? []
      : ['COMPANION_UPDATE_FEED has to be an https address.']),
  ]
}
