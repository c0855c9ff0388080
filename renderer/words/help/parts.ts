import type { FindingCode } from '#shared/domain/finding'
import type { FailureCode } from '#shared/failure'

import type { GrantHelpCode } from '../help-path.ts'

/**
 * What has a page: every check of a deal and of a grant, and every failure. Where a check and a failure share a code, one
 * page speaks of both.
 */
export type HelpCode = FindingCode | GrantHelpCode | FailureCode

/** The groups of the list of pages, in its order. */
export const helpTopics = {
  deal: 'The deal',
  mapping: 'Products and their mapping',
  catalogue: 'Stigg’s catalogue',
  customer: 'The customer and its links',
  billing: 'Billing, prices and discounts',
  terms: 'Dates, trials and what runs already',
  salesforce: 'Salesforce',
  stigg: 'Stigg',
  'call-out': 'The call to your application',
  credits: 'Credits',
  workflows: 'Workflows',
  runs: 'Runs and reviews',
  app: 'This companion',
} as const
export type HelpTopic = keyof typeof helpTopics

export interface HelpStep {
  readonly where: 'salesforce' | 'stigg' | 'here' | 'yours'
  readonly what: string
}

export interface HelpPage {
  readonly topic: HelpTopic
  /** What was found or what happened, in general. */
  readonly means: string
  /** What would come of it. */
  readonly why: string
  /** How to mend it, in the order in which to do it. */
  readonly steps: readonly HelpStep[]
  readonly seen: string
  readonly related: readonly HelpCode[]
}

export const inSalesforce = (what: string): HelpStep => ({ where: 'salesforce', what })
export const inStigg = (what: string): HelpStep => ({ where: 'stigg', what })
export const here = (what: string): HelpStep => ({ where: 'here', what })

export const readAgain = here('Press Read the deal again, at the top of the deal.')

/** Where a check is seen, by what it needs to know. */
export const seen = {
  /** Known without asking the services: it makes the deal's state in the list. */
  list: 'In the inbox, where it can be the reason that a deal is blocked; in the open deal; in the review.',
  deal: 'In the open deal and in the review.',
  live: 'In the open deal and in the review. Both services are asked for it, so the inbox does not show it before the deal is opened.',
  edited: 'In the open deal as soon as the value is set, and in the review.',
  run: 'On the step of the run that met it, and in the list of runs.',
  review: 'In the sheet where a deal is reviewed and provisioned.',
  strip: 'In the strip below the environment bar, and wherever the service was asked.',
} as const
