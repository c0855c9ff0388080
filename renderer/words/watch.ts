import type { WatchStatus } from '#shared/contract/watch'
import type { ApiShare } from '#shared/domain/watch-rules'
import { sayWon, type WonDeal } from '#shared/domain/won-notice'

import { plural } from './facts.ts'
import { sayFailure } from './failures.ts'

const count = (number: number): string => number.toLocaleString('en-US')

/** What the app may take by itself, in a few words. */
export const sayShare = (share: ApiShare): string =>
  share.of === 'limit'
    ? `up to ${share.percent} % of the org’s API requests`
    : `up to ${count(share.requests)} API requests in 24 hours`

/** What was won, for those who hear it. */
export const sayWonDeals = (news: { readonly count: number; readonly first: readonly WonDeal[] }): string => {
  const names = news.first.map(({ name }) => name)
  const others = news.count - names.length
  return `${sayWon(news.count)}: ${names.join(', ')}${others > 0 ? ` and ${count(others)} more` : ''}.`
}

/** So long, in the unit that fits. */
function sayEvery(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  return minutes === 1 ? 'every minute' : `every ${minutes} minutes`
}

const slower: Readonly<Record<WatchStatus['because'], string>> = {
  usual: '',
  share: 'Much of the share is taken, so it looks less often.',
  org: 'Others use much of what the org may, so it looks less often.',
}

/** How the watch stands, in a sentence or two. `when` says a moment as a time. */
export function sayWatch(status: WatchStatus, when: (moment: string) => string): string {
  const { because, everyMs, nextAt, failure } = status
  const next = nextAt === null ? '' : `Next look at ${when(nextAt)}.`
  const said: Readonly<Record<WatchStatus['state'], () => readonly string[]>> = {
    off: () => ['Newly won deals are looked for only when somebody refreshes.'],
    looking: () => ['Looking now.'],
    waiting: () => ['Waiting.', failure === null ? '' : `${sayFailure(failure).title}.`, next],
    stopped: () => [sayStop(status), nextAt === null ? '' : `It goes on at ${when(nextAt)}.`],
    going: () => [`Looks ${everyMs === null ? 'now and then' : sayEvery(everyMs)}.`, next, slower[because]],
  }
  return said[status.state]()
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function sayStop({ because, nextAt }: WatchStatus): string {
  if (because === 'org') return 'Stopped: the org has no API requests left.'
  return nextAt === null
    ? 'Stopped: the share is too small for a single look.'
    : 'Stopped: the share is used up. Everything that you do yourself goes on.'
}

/** What the app took of its share, and what the org has used in all. */
export function sayUse({ share, org }: WatchStatus): string {
  const own = `${count(share.used)} of ${plural(share.allowed, 'request')} of the app’s share`
  return org === null ? own : `${own}; ${count(org.used)} of ${count(org.limit)} by the whole org`
}
