import type { Workflow, WorkflowField } from './workflow.ts'

const field = (
  key: string,
  label: string,
  type: WorkflowField['type'],
  more: Partial<WorkflowField> = {},
): WorkflowField => ({ key, label, type, required: false, choices: [], ...more })

const payload = (members: object): string => JSON.stringify(members, null, 2)
const subscriptionId = '{{subscription.id}}'

/**
 * The operations that Stigg's app for Salesforce leaves to workflows, under the trigger IDs and payload keys of Stigg's
 * examples. Whoever builds the workflow in Stigg may name both otherwise.
 * Source: Stigg documentation, "Flow actions and workflows", what is not supported natively; "Stigg API trigger".
 */
export const readyWorkflows: readonly Workflow[] = [
  {
    id: 'cancel-subscription',
    name: 'Cancel a subscription',
    triggerId: 'cancel-subscription',
    purpose: 'cancel',
    description: 'For a workflow with a Cancel a subscription action.',
    fields: [
      field('cancellationTime', 'When it ends', 'choice', {
        choices: ['IMMEDIATE', 'END_OF_BILLING_PERIOD', 'SPECIFIC_DATE'],
      }),
      field('endDate', 'Ends on', 'date'),
    ],
    payload: payload({
      subscriptionId,
      cancellationTime: '{{fields.cancellationTime}}',
      endDate: '{{fields.endDate}}',
    }),
    isDestructive: true,
    expects: { kind: 'cancelled' },
  },
  {
    id: 'update-subscription',
    name: 'Update a subscription in place',
    triggerId: 'update-subscription',
    purpose: 'update',
    description:
      'For a workflow with an Update a subscription action. A list that is given takes the place of the whole.',
    fields: [
      field('addons', 'Add-ons', 'json'),
      field('entitlements', 'Entitlements', 'json'),
      field('charges', 'Quantities', 'json'),
    ],
    payload: payload({
      subscriptionId,
      addons: '{{fields.addons}}',
      entitlements: '{{fields.entitlements}}',
      charges: '{{fields.charges}}',
    }),
    isDestructive: false,
    expects: { kind: 'changed' },
  },
  {
    id: 'reschedule-cancellation',
    name: 'Reschedule a cancellation',
    triggerId: 'reschedule-cancellation',
    purpose: 'reschedule',
    description: 'For a workflow that updates the subscription’s cancellation date.',
    fields: [field('cancellationDate', 'Cancellation date', 'date', { required: true })],
    payload: payload({ subscriptionId, cancellationDate: '{{fields.cancellationDate}}' }),
    isDestructive: false,
    expects: { kind: 'cancellation-date', at: '/cancellationDate' },
  },
  {
    id: 'set-subscription-metadata',
    name: 'Set subscription metadata',
    triggerId: 'set-subscription-metadata',
    purpose: 'set-metadata',
    description: 'For a workflow that updates the subscription with the metadata.',
    fields: [field('metadata', 'Metadata', 'json', { required: true })],
    payload: payload({ subscriptionId, metadata: '{{fields.metadata}}' }),
    isDestructive: false,
    expects: { kind: 'metadata', at: '/metadata' },
  },
  {
    id: 'grace-period-downgrade',
    name: 'Downgrade to a grace-period plan',
    triggerId: 'grace-period-downgrade',
    purpose: 'downgrade',
    description: 'For a workflow that provisions the customer onto a read-only or restricted plan.',
    fields: [field('targetPlanId', 'Plan', 'plan', { required: true })],
    payload: payload({ customerId: '{{customer.id}}', subscriptionId, targetPlanId: '{{fields.targetPlanId}}' }),
    isDestructive: true,
    expects: { kind: 'plan', at: '/targetPlanId' },
  },
  {
    id: 'notify-csm',
    name: 'Send a notification',
    triggerId: 'notify-csm',
    purpose: 'notify',
    description: 'For a workflow that sends an e-mail, a Slack message or the like.',
    fields: [field('message', 'Message', 'text', { required: true })],
    payload: payload({
      customerId: '{{customer.id}}',
      customerName: '{{customer.name}}',
      opportunityId: '{{opportunity.id}}',
      message: '{{fields.message}}',
    }),
    isDestructive: false,
    expects: { kind: 'nothing' },
  },
]
