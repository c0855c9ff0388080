import type { BulkRowState, BulkState, BulkSummary } from '#shared/domain/bulk'
import type { BulkTotals, BulkVerdict } from '#shared/domain/bulk-totals'

import { plural } from './facts.ts'
import { findingWords } from './findings.ts'
import type { StateWords } from './states.ts'

export const bulkStates: Record<BulkState, StateWords> = {
  running: { word: 'Running', tone: 'in-flight', meaning: 'Deals are being provisioned.' },
  paused: { word: 'Paused', tone: 'waiting', meaning: 'No further deal is begun until it is resumed.' },
  interrupted: { word: 'Interrupted', tone: 'attention', meaning: 'The companion ended in the middle. It can go on.' },
  cancelled: { word: 'Cancelled', tone: 'quiet', meaning: 'A person ended it. What was done stays.' },
  done: { word: 'Done', tone: 'live', meaning: 'Every deal had its turn.' },
}

export const bulkRowStates: Record<BulkRowState, StateWords> = {
  waiting: { word: 'Waiting', tone: 'quiet', meaning: 'Its turn has not come.' },
  running: { word: 'Running', tone: 'in-flight', meaning: 'It is being provisioned.' },
  done: { word: 'Done', tone: 'live', meaning: 'Every step was answered.' },
  attention: { word: 'Attention', tone: 'attention', meaning: 'Its run stands still and needs a person.' },
  refused: { word: 'Not begun', tone: 'blocked', meaning: 'Nothing was written for it.' },
  cancelled: { word: 'Cancelled', tone: 'quiet', meaning: 'The bulk run was cancelled before its turn came.' },
  stopped: { word: 'Stopped', tone: 'attention', meaning: 'Its run was halted between two steps, and can go on.' },
}

const verdictWords: Record<BulkVerdict['kind'], StateWords> = {
  ready: { word: 'Goes', tone: 'ready', meaning: 'Nothing stands in its way.' },
  warned: { word: 'To agree', tone: 'waiting', meaning: 'It goes once its warnings are ticked.' },
  blocked: { word: 'Blocked', tone: 'blocked', meaning: 'An error has to be mended first.' },
  unread: { word: 'Not read', tone: 'attention', meaning: 'It could not be read.' },
  nothing: { word: 'Nothing to do', tone: 'quiet', meaning: 'Stigg and Salesforce hold what was sold.' },
  begun: { word: 'Begun', tone: 'quiet', meaning: 'It was provisioned already, or a run of it is open.' },
  after: { word: 'Later', tone: 'waiting', meaning: 'Another deal of the batch goes to the same customer first.' },
}
export const verdictState = ({ kind }: BulkVerdict): StateWords => verdictWords[kind]

/** Why a deal does not go, in a few words; null where it does. */
export function whyNot(verdict: BulkVerdict): string | null {
  switch (verdict.kind) {
    case 'ready':
      return null
    case 'warned':
      return verdict.open.map(({ code }) => findingWords[code].title).join(' · ')
    case 'blocked':
      return findingWords[verdict.first.code].title
    case 'after':
      return `Check it again after ${verdict.opportunityName}: both go to one customer`
    default:
      return verdictWords[verdict.kind].meaning
  }
}

/** What a batch writes, as sentences. */
export const sayTotals = (totals: BulkTotals): readonly string[] => [
  `${plural(totals.subscriptions, 'subscription')} for ${plural(totals.deals, 'deal')} ${totals.subscriptions === 1 ? 'is' : 'are'} written to Stigg.`,
  ...(totals.newCustomers > 0
    ? [`${plural(totals.newCustomers, 'customer')} ${totals.newCustomers === 1 ? 'is' : 'are'} made in Stigg.`]
    : []),
  `${plural(totals.writes, 'request')} in all ${totals.writes === 1 ? 'writes' : 'write'} to Stigg and Salesforce.`,
]

/** How long it takes still, said no more exactly than it is known; null where it cannot be told. */
export function sayRemaining({ perMinute, counts }: Pick<BulkSummary, 'perMinute' | 'counts'>): string | null {
  const left = counts.waiting + counts.running
  if (perMinute === null || perMinute <= 0 || left === 0) return null
  const minutes = left / perMinute
  if (minutes < 0.75) return 'less than a minute left'
  return `about ${plural(Math.round(minutes), 'minute')} left`
}
