import type { TrialRule } from '#shared/domain/trial-rules'

/** Stigg's rules about trials, said where they bite. */
export const trialRuleWords: Record<TrialRule, string> = {
  'replaces-trial': 'A customer has one trial of a product at a time: the running trial ends when this one starts.',
  'replaces-subscription':
    'A customer has one subscription of a product at a time beside a trial: the running one ends when this one starts.',
  'starts-after-trial': 'Bought during a trial: this subscription starts when the trial ends.',
  'beside-subscription':
    'The trial runs beside the subscription that the customer has. Of the two, the more generous value counts for each feature.',
  'had-trial':
    'This customer had a trial of the product before. Stigg gives a second one only because it is asked for here.',
  'has-paid': 'This customer has paid for the product before. Stigg gives a trial only because it is asked for here.',
  'no-default-trial':
    'The plan starts with a trial for new customers; this customer had one, or has paid, and gets none unless you add it.',
}
