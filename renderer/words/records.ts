import type { UrlPatterns } from '#shared/contract/url-patterns'
import type { ShownRecord } from '#shared/domain/record-links'
import type { PatternProblem } from '#shared/domain/url-pattern'

import { plural } from './facts.ts'

export const recordKinds: Readonly<Record<ShownRecord['kind'], string>> = {
  opportunity: 'opportunity',
  account: 'account',
  customer: 'Stigg customer',
  subscription: 'Stigg subscription',
}

/** The same at the beginning of a line. */
export const recordNames: Readonly<Record<ShownRecord['kind'], string>> = {
  opportunity: 'Opportunity',
  account: 'Account',
  customer: 'Customer',
  subscription: 'Subscription',
}

export const patternFaults: Readonly<Record<PatternProblem, (place: string, origins: readonly string[]) => string>> = {
  'not-valid': () => 'This is no address.',
  'other-host': (_place, origins) =>
    `The address has to begin with ${origins.join(' or ') || 'the address of Stigg’s app'}.`,
  'no-place': (place) => `Write ${place} once, as a part of the path.`,
}

/** Where an offered pattern comes from. */
export const sayOffer = ({ from, customer, fits, of }: NonNullable<UrlPatterns['offered']>): string =>
  from === 'accounts'
    ? `${fits} of ${plural(of, 'account')} with a Stigg Customer URL follow ${customer}.`
    : `No account says it. By the environment’s name it is ${customer}. Look at one page before it is used.`
