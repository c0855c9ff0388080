import type { Draft } from '#shared/domain/draft'
import type { LogTaskStep } from '#shared/domain/step'

import { taskMarkFor } from './identity.ts'
import type { Context } from './live-state.ts'

/** Source: Object Reference, "Task": the length of Subject. */
const subjectLength = 255

/**
 * The step that logs on the opportunity what was done, where the profile wants it. Two machines that do the same make
 * the same mark, and so one task.
 * @param subscriptions the steps that make or change them, in the draft's order
 */
export function taskSteps(
  draft: Draft,
  { org, environmentId, profile }: Context,
  subscriptions: readonly { readonly kind: string; readonly subscriptionId: string }[],
): LogTaskStep[] {
  if (!profile.rules.logTask) return []
  const { opportunityId } = draft
  const mark = taskMarkFor({
    orgId: org.id,
    environmentId,
    opportunityId,
    subscriptionIds: subscriptions.map(({ subscriptionId }) => subscriptionId),
  })
  const isChange = subscriptions.every(({ kind }) => kind === 'amend-subscription')
  const plans = draft.subscriptions.map(({ planName }) => planName).join(', ')
  const what = `${isChange ? 'Changed' : 'Provisioned'} in Stigg: ${plans}`
  return [
    {
      kind: 'log-task',
      id: 'log-task',
      opportunityId,
      subject: `${what.slice(0, subjectLength - mark.length - 3)} [${mark}]`,
      mark,
      description: [
        `Customer: ${draft.customer.name} (${draft.customer.id})`,
        ...draft.subscriptions.map(
          ({ planName, productName, addons }, index) =>
            `${planName} of ${productName}: subscription ${subscriptions[index]?.subscriptionId ?? ''}${
              addons.length > 0
                ? `, with ${addons.map(({ addonId, quantity }) => `${quantity} × ${addonId}`).join(', ')}`
                : ''
            }`,
        ),
      ].join('\n'),
    },
  ]
}
