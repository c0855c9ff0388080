import { assertNever } from '#shared/assert-never'
import type { Run, RunKind } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'

import { formatMoney } from '../ui/numbers.ts'
import { sayGrant } from './credits.ts'
import { named } from './names.ts'
import { collections, runKinds } from './states.ts'
import { sayStep } from './steps.ts'

interface KindWords {
  /** While it is under way, as a title. */
  readonly doing: (account: string) => string
  readonly done: (account: string) => string
  /** Where it did not even begin, or was refused. */
  readonly failed: string
}

/** Kinds of runs that have words of their own; the others are called by their name. */
const own: Partial<Record<RunKind, KindWords>> = {
  provision: {
    doing: (account) => `Provisioning ${account}`,
    done: (account) => `${account} is provisioned`,
    failed: 'It was not provisioned',
  },
  'grant-credits': {
    doing: (account) => `Granting credits to ${account}`,
    done: (account) => `The credits are granted to ${account}`,
    failed: 'The credits were not granted',
  },
  'void-grant': {
    doing: (account) => `Voiding a credit grant of ${account}`,
    done: (account) => `The credit grant of ${account} is void`,
    failed: 'The grant was not voided',
  },
}

export const runWords = (kind: RunKind): KindWords =>
  own[kind] ?? {
    doing: (account) => `${runKinds[kind]}: ${account}`,
    done: (account) => `${runKinds[kind]}, done: ${account}`,
    failed: `${runKinds[kind]}: it was not done`,
  }

/** How a run came out, as a title. */
export function sayOutcome(run: Run): string {
  const { kind, accountName } = run
  const isOfDeal = kind === 'provision'
  switch (run.state) {
    case 'done':
      return run.verification?.fields.some(({ result }) => result === 'different') === true
        ? `${runWords(kind).done(accountName)}, with differences`
        : runWords(kind).done(accountName)
    case 'attention':
      return isOfDeal
        ? `The run for ${accountName} needs attention`
        : `${runKinds[kind]} for ${accountName}: needs attention`
    case 'waiting':
      return `${accountName} has to pay first`
    case 'interrupted':
      return isOfDeal ? `The run for ${accountName} was stopped` : `${runKinds[kind]} for ${accountName}: stopped`
    case 'abandoned':
      return isOfDeal ? `The run for ${accountName} was given up` : `${runKinds[kind]} for ${accountName}: given up`
    case 'running':
      return isOfDeal ? `The run for ${accountName} is under way` : runWords(kind).doing(accountName)
    default:
      return assertNever(run.state)
  }
}

/** What a person agreed to with a step that belongs to no draft, in sentences. */
export function sayAgreed(step: Step, customerName: string, day: (moment: string) => string): string[] {
  if (step.kind === 'void-grant') return [`The credit grant ${named(step.name)} becomes void.`]
  if (step.kind !== 'grant-credits') return [`${sayStep(step)}.`]
  const { displayName, cost, collection, comment, priority } = step.grant
  return [
    sayGrant(step.grant, { customerName, currencyName: step.currencyName }, day),
    `The grant is called ${named(displayName)}${priority === null ? '' : ` and has the priority ${priority}`}.`,
    ...(cost === null || collection === null
      ? []
      : [`It costs ${formatMoney(cost)} in all: ${collections[collection].toLowerCase()}.`]),
    ...(comment === null ? [] : [`Comment: ${comment}`]),
    ...(step.marker.ordinal > 1 ? [`It is grant number ${step.marker.ordinal} of its kind.`] : []),
  ]
}
