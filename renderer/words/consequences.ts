import { assertNever } from '#shared/assert-never'
import type { ChangeSet, Consequence, ValueSource } from '#shared/domain/change-set'
import type { Finding, FindingCode } from '#shared/domain/finding'

import { formatMoney } from '../ui/numbers.ts'
import { plural } from './facts.ts'
import { sayValue } from './held-values.ts'
import { named } from './names.ts'

/** How the place writes a moment, and what the people of the change are called. */
export interface ConsequenceNames {
  /** A moment in the org's time zone. */
  readonly say: (moment: string) => string
  readonly customer: string
  readonly account: string
}

/** What gives a customer something that another part does no longer. */
const leftBy: Record<ValueSource, string> = {
  plan: 'from the plan that is left',
  addon: 'from an add-on',
  override: 'set for this customer',
  trial: 'from a trial',
  promotional: 'as a promotion',
  'other-subscription': 'from another subscription',
  none: 'from nothing',
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
    consequences.flatMap((one) =>
      one.kind === 'replaces' || one.kind === 'cancels' ? [[one.subscriptionId, one.planName] as const] : [],
    ),
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
    case 'cancels': {
      const { daysEarly, planName, endsAt } = consequence
      const early = daysEarly === null || daysEarly <= 0 ? '' : `, ${plural(daysEarly, 'day')} before its end`
      const sentence =
        endsAt === null
          ? `${planName} is cancelled at once${early}.`
          : `${planName} runs until ${say(endsAt)}${early}, and is cancelled then.`
      return endsAt === null ? final(sentence) : plain(sentence)
    }
    case 'moves-end': {
      const { planName, from, to } = consequence
      const before = from === null ? ', where it had no end before' : ` instead of ${say(from)}`
      return plain(
        to === null
          ? `${planName} goes on without an end${from === null ? '' : `, where it would have ended on ${say(from)}`}.`
          : `${planName} ends on ${say(to)}${before}.`,
      )
    }
    case 'moves-trial': {
      const { planName, from, to } = consequence
      const before = from === null ? '' : ` instead of ${say(from)}`
      return plain(`The trial of ${planName} ends on ${say(to)}${before}. What was agreed for its end happens then.`)
    }
    case 'takes-away': {
      const sentence = `${customer} can then use no longer: ${consequence.names.join(', ')}.`
      return consequence.at === null ? final(sentence) : plain(sentence)
    }
    case 'falls-back':
      return plain(`The product lets ${customer} fall back to ${consequence.planName}, which starts by itself.`)
    case 'leaves-usable': {
      const held = consequence.held.map(({ name, value, source }) => `${name} (${sayValue(value)}, ${leftBy[source]})`)
      return plain(`${customer} can still use: ${held.join('; ')}.`)
    }
    case 'bills':
      return plain(
        consequence.how === 'nothing'
          ? 'Nothing is billed for it through Stigg, and so nothing is credited.'
          : 'No invoice comes after the end. Invoices that were made stand: a refund is made in the billing system.',
      )
    case 'open-invoice': {
      const { amountDue } = consequence
      return plain(
        `Its last invoice is still open${amountDue === null ? '' : ` (${formatMoney(amountDue)})`}, and stays so.`,
      )
    }
    case 'credits-at-end':
      return plain(
        consequence.prorates
          ? 'Credits that were granted for the rest of the period are taken back in proportion.'
          : 'Credits that were granted already stay until they expire.',
      )
    case 'stays-in-salesforce':
      return plain('Salesforce is not changed: the opportunity, its contract and its assets stay as they are.')
    case 'cannot-restart':
      return final('A subscription that is over cannot be started again: the customer would be provisioned anew.')
    default:
      return assertNever(consequence)
  }
}
