import { assertNever } from '#shared/assert-never'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import type { DriftKind, DriftNote, DriftNoteReason, DriftRow } from '#shared/domain/drift'
import type { FailureCode } from '#shared/failure'

import { fact, plural } from './facts.ts'
import { sayFailure } from './failures.ts'
import { findingWords } from './findings.ts'
import { sayHeld } from './held-values.ts'
import { dealStates, sources, type StateWords } from './states.ts'

export const driftKinds: Readonly<Record<DriftKind, StateWords>> = {
  missing: { word: 'Missing', tone: 'blocked', meaning: 'It was sold, and nothing of it is live.' },
  expired: { word: 'Expired', tone: 'blocked', meaning: 'It was sold and is in force, but its subscription is over.' },
  'other-plan': { word: 'Other plan', tone: 'attention', meaning: 'Another plan of the product is live.' },
  less: { word: 'Less', tone: 'attention', meaning: 'Less is live than was sold.' },
  more: { word: 'More', tone: 'waiting', meaning: 'More is live than was sold.' },
}

export const notCompared: StateWords = {
  word: 'Not compared',
  tone: 'quiet',
  meaning: 'Something stands in the way of comparing it.',
}

export const sayDriftValue = (value: DriftRow['sold'], { what }: Pick<DriftRow, 'what'>): string =>
  value === null ? 'nothing' : sayHeld(value, what.kind)

/** What lies behind a row, in one sentence. `when` says a moment as a day. */
export function sayDrift(row: DriftRow, when: (moment: string) => string): string {
  const { kind, source, endedAt, deal, isProvisioned } = row
  if (kind === 'more') return sayMore(row, when)
  if (kind === 'expired')
    return endedAt === null ? 'Its subscription is over.' : `Its subscription ended ${when(endedAt)}.`
  if (deal !== null && !isProvisioned) return 'Not provisioned from here.'
  switch (kind) {
    case 'missing':
      return 'Provisioned, but nothing of it is live.'
    case 'other-plan':
      return 'The subscription runs on another plan.'
    case 'less':
      return source === 'override' ? 'Set so on the subscription.' : 'Less is live than was provisioned.'
    default:
      return assertNever(kind)
  }
}

function sayMore({ source, endedAt, deal, sold, what }: DriftRow, when: (moment: string) => string): string {
  if (source === 'promotional') {
    return endedAt === null
      ? 'Granted by hand in Stigg, without an end.'
      : `Granted by hand in Stigg until ${when(endedAt)}.`
  }
  if (what.kind === 'plan') {
    return deal !== null && endedAt !== null ? `Sold until ${when(endedAt)}, and still live.` : 'No won deal sold it.'
  }
  const from = source === null || source === 'none' ? '' : `, ${sources[source]}`
  return sold === null ? `No deal in force sold it${from}.` : `More is live than was sold${from}.`
}

const sentences: Readonly<Record<DriftNoteReason, (facts: DriftNote['facts']) => string>> = {
  'deal-blocked': (facts) => {
    const code = facts['finding']
    const title =
      code !== undefined && code in findingWords ? findingWords[code as keyof typeof findingWords].title : null
    return `The deal does not say what was sold${title === null ? '' : `: ${title}`}.`
  },
  'several-accounts': (facts) => `${fact(facts, 'names', 'Several accounts')} name the same customer.`,
  'customer-missing': () => 'Stigg has no customer of this ID.',
  'customer-archived': () => 'The customer is archived in Stigg.',
  resource: () => 'Its subscriptions are told apart by resource, and the deal names none.',
  'values-hidden': (facts) => `Stigg does not tell this key how much of ${fact(facts, 'name', 'it')} is set.`,
  unread: (facts) => {
    const code = facts['failure'] as FailureCode | undefined
    return `The customer could not be read${code ? `: ${sayFailure({ code, message: '', facts: {} }).title}` : ''}.`
  },
}

/** Why something was not compared, in one sentence. */
export const sayDriftNote = ({ reason, facts }: DriftNote): string => sentences[reason](facts)

/** How a deal stands beside other deals and what is live, in one line. */
export function sayStanding(state: DealState, { facts }: Pick<DealReason, 'facts'>): string {
  const { meaning } = dealStates[state]
  if (state === 'superseded') return `${meaning} It is ${fact(facts, 'by', 'a later one')}.`
  const kind = facts['kind']
  if (state !== 'drifted' || kind === undefined || !(kind in driftKinds)) return meaning
  const others = Number(facts['count'] ?? '1') - 1
  const first = `${fact(facts, 'name', 'Something')}: ${driftKinds[kind as DriftKind].word.toLowerCase()}`
  return `${meaning} ${first}${others > 0 ? `, and ${plural(others, 'other difference')}` : ''}.`
}

/** What a check found, for those who hear it. */
export const sayDriftFound = (customers: number, fresh: number): string =>
  `Drift was checked. ${plural(fresh, 'difference is', 'differences are')} new; ${plural(customers, 'customer differs', 'customers differ')} in all.`
