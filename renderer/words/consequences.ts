import { assertNever } from '#shared/assert-never'
import type { ChangeSet, Consequence } from '#shared/domain/change-set'
import type { Finding, FindingCode } from '#shared/domain/finding'

import { plural } from './facts.ts'
import { named } from './names.ts'

/** How the place writes a moment, and what the people of the change are called. */
export interface ConsequenceNames {
  /** A moment in the org's time zone. */
  readonly say: (moment: string) => string
  readonly customer: string
  readonly account: string
}

export interface SaidConsequence {
  readonly sentence: string
  /** True where it cannot be taken back from here. */
  readonly final: boolean
  /** Findings that say the same and ask for a tick. */
  readonly saidBy: readonly FindingCode[]
}

/** What starts, ends or is lost, a sentence each, in the order in which it happens. */
export function sayConsequences(
  consequences: ChangeSet['consequences'],
  names: ConsequenceNames,
): readonly SaidConsequence[] {
  const plans = new Map(
    consequences.flatMap((one) => (one.kind === 'replaces' ? [[one.subscriptionId, one.planName] as const] : [])),
  )
  const subscription = (id: string): string => {
    const plan = plans.get(id)
    return plan === undefined ? `subscription ${id}` : `the old ${plan} subscription`
  }
  return consequences.map((consequence) => sayOne(consequence, names, subscription))
}

/** What no finding says already, so that nothing is said twice on one page. */
export const unsaidBy = (
  said: readonly SaidConsequence[],
  findings: readonly Finding[],
): readonly SaidConsequence[] => {
  const codes = new Set(findings.map(({ code }) => code))
  return said.filter(({ saidBy }) => !saidBy.some((code) => codes.has(code)))
}

function sayOne(
  consequence: Consequence,
  { say, customer, account }: ConsequenceNames,
  subscription: (id: string) => string,
): SaidConsequence {
  const plain = (sentence: string): SaidConsequence => ({ sentence, final: false, saidBy: [] })
  const final = (sentence: string, ...saidBy: FindingCode[]): SaidConsequence => ({
    sentence,
    final: true,
    saidBy,
  })
  const at = (moment: string | null): string => (moment === null ? 'at once' : `on ${say(moment)}`)
  switch (consequence.kind) {
    case 'creates-customer':
      return plain(`${named(consequence.name)} becomes a customer in Stigg.`)
    case 'links':
      return plain(
        customer === account
          ? `The Stigg customer ${named(customer)} is linked to the Salesforce account of the same name.`
          : `The Stigg customer ${named(customer)} is linked to the Salesforce account ${named(account)}.`,
      )
    case 'starts': {
      const trial = consequence.trialEndsAt === null ? '' : ` as a trial until ${say(consequence.trialEndsAt)}`
      return plain(`${consequence.planName} starts ${at(consequence.at)}${trial}.`)
    }
    case 'replaces': {
      const { daysEarly, planName, endsAt } = consequence
      const early = daysEarly === null || daysEarly <= 0 ? '' : `, ${plural(daysEarly, 'day')} before its end`
      const sentence = `The running ${planName} subscription is cancelled ${at(endsAt)}${early}.`
      return final(sentence, 'subscription.replaces', 'trial.replaces')
    }
    case 'changes-in-place':
      return plain(
        `The running ${consequence.planName} subscription is changed where it stands: usage that was counted goes on.`,
      )
    case 'loses-schedule':
      return final(
        `${plural(consequence.count, 'scheduled change')} of ${subscription(consequence.subscriptionId)} will not happen.`,
        'subscription.schedule-lost',
      )
    case 'restarts-usage':
      return final(`Usage counted on ${subscription(consequence.subscriptionId)} starts again from zero.`)
    case 'ends':
      return plain(`${consequence.planName} ends on ${say(consequence.at)}.`)
    case 'leaves-billing-running':
      return final(
        `The billing system goes on charging for ${subscription(consequence.subscriptionId)}; cancel it there.`,
        'subscription.paid-to-custom',
      )
    default:
      return assertNever(consequence)
  }
}
