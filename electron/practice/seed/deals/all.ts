import type { DealStory } from '../story.ts'
import { BILLING } from './billing.ts'
import { CATALOGUE_GAPS } from './catalogue-gaps.ts'
import { CUSTOMERS, TRIALS } from './customers.ts'
import { MAPPING } from './mapping.ts'
import { PIPELINE } from './pipeline.ts'
import { QUOTED } from './quoted.ts'
import { READY } from './ready.ts'
import { RUNNING } from './running.ts'
import { SHAPES } from './shapes.ts'
import { WHOLE } from './whole.ts'

/** The deals that each show something, in the order in which they are told. */
export const STORIES: readonly DealStory[] = [
  ...READY,
  ...MAPPING,
  ...CATALOGUE_GAPS,
  ...BILLING,
  ...RUNNING,
  ...CUSTOMERS,
  ...TRIALS,
  ...QUOTED,
  ...SHAPES,
  ...WHOLE,
]

export const ALL_DEALS: readonly DealStory[] = [...STORIES, ...PIPELINE]
