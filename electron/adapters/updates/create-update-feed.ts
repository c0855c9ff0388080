import type { UpdatesPort } from '#core/ports'

import { releaseFileFor, releaseIn, type Machine } from './release-file.ts'

const mostCharacters = 100_000
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * The folder that a feed is read from; null for an address that is neither https nor a server on this machine.
 * Its file is looked for directly below, with or without a slash at the end.
 */
export function feedAddress(text: string): URL | null {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) return null
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

/** An answer's text; null where it goes on beyond what a feed needs. */
async function shortText(answer: Response): Promise<string | null> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > mostCharacters) return null
  }
  return text + decoder.decode()
}

/**
 * The newest version as the feed of the packages names it (`latest.yml` and its kin). Nothing of this machine is sent with the
 * request, and no redirect is followed.
 * @param options.fetch the host's own, which knows the system's proxy
 */
export function createUpdateFeed(options: {
  readonly feedUrl: string | null
  readonly managed: UpdatesPort['managed']
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly timeoutMs?: number
  readonly machine?: Machine
}): UpdatesPort {
  const { feedUrl, managed, fetch: ask = fetch, timeoutMs = 15_000, machine = process } = options
  const feed = feedUrl === null ? null : feedAddress(feedUrl)
  return {
    feedUrl: feed?.href ?? null,
    managed,
    async latest(signal) {
      if (feed === null) throw new Error('No feed is named')
      const inTime = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await ask(new URL(releaseFileFor(machine), feed).href, {
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          signal: signal ? AbortSignal.any([signal, inTime]) : inTime,
        })
        if (!answer.ok) {
          await answer.body?.cancel()
          return { ok: false, trouble: 'refused', status: answer.status }
        }
        const text = await shortText(answer)
        const release = text === null ? null : releaseIn(text, feed, machine)
        return release === null ? { ok: false, trouble: 'not-valid', status: answer.status } : { ok: true, release }
      } catch {
        // Whatever keeps an answer away (no network, a proxy, a certificate, the time): the person is told that none came.
        return { ok: false, trouble: 'unreachable', status: null }
      }
    },
  }
}
