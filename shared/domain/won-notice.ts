import type { DealState } from './deal-state.ts'
import type { Notice } from './notice.ts'

/** A deal that was found to be newly won, as it is told to a person. */
export interface WonDeal {
  readonly id: string
  readonly name: string
  readonly accountName: string | null
  readonly state: DealState
}

const namedAtMost = 3

const standing = (state: DealState): string => {
  if (state === 'ready') return 'It is ready to provision.'
  return state === 'blocked' ? 'Something keeps it from being provisioned.' : ''
}

/** How many were won, as one sentence. */
export const sayWon = (count: number): string =>
  count === 1 ? 'A deal was won' : `${count.toLocaleString('en-US')} deals were won`

/**
 * One notice for all deals that were found together; it leads to the deal, or to the inbox where there are several.
 * @param count how many there are in all; `first` may hold fewer, and holds at least one
 */
export function noticeOfWon(count: number, first: readonly [WonDeal, ...WonDeal[]]): Notice {
  const [deal] = first
  if (count === 1) {
    const about = [deal.accountName === null ? '' : `${deal.accountName}.`, standing(deal.state)]
    return {
      category: 'won',
      title: `${sayWon(1)}: ${deal.name}`,
      body: about.filter((part) => part !== '').join(' '),
      path: `/inbox/${deal.id}`,
    }
  }
  const names = first.slice(0, namedAtMost).map(({ name }) => name)
  const others = count - names.length
  const body = others === 0 ? names.join(', ') : `${names.join(', ')} and ${others.toLocaleString('en-US')} more`
  return { category: 'won', title: sayWon(count), body, path: '/inbox' }
}
