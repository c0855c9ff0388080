import type { Run, StepRecord } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { aProvisionRequest } from '#test/builders'

const at = '2026-11-21T09:00:00.000Z'

export const customerStep: Step = {
  kind: 'create-customer',
  id: 'customer',
  customerId: '0015g00000BcDeFAAV',
  name: 'Acme Corp',
  email: 'billing@acme.example',
  salesforceAccountId: '0015g00000BcDeFAAV',
  integrationId: 'integration-salesforce',
  orgId: '00D5g000004XyZQEA0',
  metadata: {},
}

export const subscriptionStep: Extract<Step, { kind: 'provision-subscription' }> = {
  kind: 'provision-subscription',
  id: 'subscription:product-main',
  subscriptionId: 'sub-1',
  productId: 'product-main',
  planName: 'Enterprise',
  request: aProvisionRequest({ addons: [{ addonId: 'addon-support', quantity: '1' }] }),
}

export const writeBackStep: Step = {
  kind: 'write-back',
  id: 'write-back',
  records: [
    {
      object: 'Account',
      recordId: '0015g00000BcDeFAAV',
      fields: { Stigg_Customer_ID__c: '0015g00000BcDeFAAV' },
    },
  ],
}

export const aStepRecord = (step: Step, varied: Partial<StepRecord> = {}): StepRecord => ({
  step,
  requests: [{ service: 'stigg', method: 'POST', path: `/${step.id}`, body: { step: step.id } }],
  state: 'planned',
  attempt: 1,
  sentAt: null,
  answeredAt: null,
  answer: null,
  failure: null,
  heard: [],
  ...varied,
})

export const aRun = (varied: Partial<Run> = {}): Run => ({
  id: 'run-local-1',
  kind: 'provision',
  state: 'running',
  opportunityId: '0065g00000CdEfGAAV',
  opportunityName: 'Acme renewal 2026',
  accountId: '0015g00000BcDeFAAV',
  accountName: 'Acme Corp',
  customerId: '0015g00000BcDeFAAV',
  startedAt: at,
  finishedAt: null,
  startedBy: 'Olivia Ops',
  bulkId: null,
  approval: {
    fingerprint: 'f'.repeat(64),
    edits: { subscriptions: {} },
    acknowledged: [],
    findings: [],
    changeSet: { rows: [], consequences: [] },
    cost: { first: null, recurring: null, note: 'none' },
  },
  steps: [aStepRecord(customerStep), aStepRecord(subscriptionStep), aStepRecord(writeBackStep)],
  verification: null,
  abandonReason: null,
  ...varied,
})
