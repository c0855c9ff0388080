import { originOf } from '#shared/domain/call-out'
import type { CreditPreset } from '#shared/domain/grant-request'
import type { ProvisioningRules } from '#shared/domain/profile'
import type { Template } from '#shared/domain/template'

import { grantTypes } from './credits.ts'
import { actWays } from './acts.ts'
import { plural } from './facts.ts'
import { lineSources, pricePeriods, returnObjects, returnValues } from './rules.ts'
import { sayShare } from './watch.ts'
import { anchors, billingPeriods, cadences, collections, prorations, trialEnds } from './states.ts'

const orNone = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '))

/** What one rule says, in a few words. */
export function sayRule(name: keyof ProvisioningRules, rules: ProvisioningRules): string {
  const say: Readonly<Record<keyof ProvisioningRules, () => string>> = {
    trialStages: () => orNone(rules.trialStages),
    trialDays: () => plural(rules.trialDays, 'day'),
    trialEndBehavior: () => (rules.trialEndBehavior === null ? 'as the plan says' : trialEnds[rules.trialEndBehavior]),
    billingPeriod: () => (rules.billingPeriod === null ? 'asked for each deal' : billingPeriods[rules.billingPeriod]),
    creditCadence: () => (rules.creditCadence === null ? 'asked for each deal' : cadences[rules.creditCadence]),
    paymentCollection: () =>
      rules.paymentCollection === null ? 'left to the plan' : collections[rules.paymentCollection],
    daysUntilDue: () => (rules.daysUntilDue === null ? 'as Stigg has it' : plural(rules.daysUntilDue, 'day')),
    pricePeriod: () => (rules.pricePeriod === null ? 'not known' : pricePeriods[rules.pricePeriod]),
    lineSource: () => lineSources[rules.lineSource],
    renewalTypes: () => orNone(rules.renewalTypes),
    templates: () => orNone(rules.templates.map((template) => `${template.name} (${sayTemplate(template)})`)),
    raised: () => orNone(Object.entries(rules.raised).map(([code, severity]) => `${code}: ${severity}`)),
    returnData: () =>
      orNone(
        rules.returnData.map(
          ({ value, object, field }) => `${returnValues[value]} to ${returnObjects[object]} ${field}`,
        ),
      ),
    creditPresets: () => orNone(rules.creditPresets.map((preset) => `${preset.name} (${sayPreset(preset)})`)),
    creditGuards: () =>
      orNone([
        ...(rules.creditGuards.repeatWithinHours === 0
          ? []
          : [`the same within ${plural(rules.creditGuards.repeatWithinHours, 'hour')} asks again`]),
        ...(rules.creditGuards.maxPerGrant === null ? [] : [`at most ${rules.creditGuards.maxPerGrant} a grant`]),
        ...(rules.creditGuards.maxPerDay === null ? [] : [`at most ${rules.creditGuards.maxPerDay} a day`]),
      ]),
    workflows: () => orNone(rules.workflows.map(({ name, triggerId }) => `${name} (${triggerId})`)),
    actsBy: () =>
      `cancelled ${actWays[rules.actsBy.cancel].toLowerCase()}, its end moved ${actWays[rules.actsBy.reschedule].toLowerCase()}`,
    driftEvery: () => (rules.driftEvery === null ? 'when asked' : `every ${plural(rules.driftEvery, 'hour')}`),
    redirectUrl: () => rules.redirectUrl ?? 'none',
    watch: () => (rules.watch.on ? sayShare(rules.watch.share) : 'off'),
    logTask: () => (rules.logTask ? 'logged' : 'not logged'),
    callOut: () => (rules.callOut === null ? 'none' : `${rules.callOut.method} ${originOf(rules.callOut) ?? ''}`),
  }
  return say[name]()
}

/** What a top-up grants, so that two of one name can be told apart. */
function sayPreset({ amount, currencyId, type, cost, collection, expiresInDays, priority }: CreditPreset): string {
  return [
    `${amount} ${currencyId}`,
    grantTypes[type].toLowerCase(),
    ...(cost === null ? [] : [`${cost.amount} ${cost.currency.toUpperCase()}`]),
    ...(collection === null ? [] : [collections[collection].toLowerCase()]),
    expiresInDays === null ? 'never expires' : `expires after ${plural(expiresInDays, 'day')}`,
    ...(priority === null ? [] : [`priority ${priority}`]),
  ].join(', ')
}

/** What a template says and when it applies, so that two of one name can be told apart. */
function sayTemplate({ when, values }: Template): string {
  const { amountFrom, amountTo } = when
  const conditions = [
    ...when.stages,
    ...when.opportunityTypes,
    ...when.recordTypes,
    ...when.planIds,
    ...(amountFrom === null ? [] : [`from ${amountFrom}`]),
    ...(amountTo === null ? [] : [`up to ${amountTo}`]),
  ]
  const { trial, maximumSpend } = values
  const terms = [
    ...(values.billingPeriod ? [billingPeriods[values.billingPeriod]] : []),
    ...(values.creditCadence ? [`credits ${cadences[values.creditCadence]}`] : []),
    ...(values.paymentCollection ? [collections[values.paymentCollection]] : []),
    ...(values.daysUntilDue === undefined ? [] : [`due in ${plural(values.daysUntilDue, 'day')}`]),
    ...(trial === undefined ? [] : [trial === null ? 'no trial' : `trial of ${plural(trial.days, 'day')}`]),
    ...(trial?.endBehavior ? [`then ${trialEnds[trial.endBehavior]}`] : []),
    ...(values.termMonths === undefined ? [] : [plural(values.termMonths, 'month')]),
    ...(values.minimumSpend === undefined ? [] : [`at least ${values.minimumSpend}`]),
    ...(maximumSpend === undefined ? [] : [`at most ${maximumSpend.limit}`]),
    ...(values.billingCycleAnchor ? [`cycle ${anchors[values.billingCycleAnchor]}`] : []),
    ...(values.proration ? [prorations[values.proration]] : []),
  ].map((term) => term.charAt(0).toLowerCase() + term.slice(1))
  return `${conditions.length === 0 ? 'every deal' : conditions.join(', ')}: ${orNone(terms)}`
}
