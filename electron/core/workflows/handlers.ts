import { salesforceRecordUrl, stiggUrl } from '#shared/domain/record-url'
import { fail } from '#shared/failure'

import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { fireWorkflow, previewWorkflow } from './run-workflow.ts'

export const workflowHandlers = (os: ContractImplementer, core: CoreServices) => ({
  catalogue: os.workflows.catalogue.handler(async ({ errors, signal }) => {
    const { profile } = orThrow(await core.context(), errors)
    const triggers = orThrow(core.noted(await core.ports.stigg.workflowTriggers(signal)), errors)
    return {
      entries: profile.rules.workflows.map((workflow) => ({
        workflow,
        isKnown: triggers && triggers.includes(workflow.triggerId),
      })),
    }
  }),
  situation: os.workflows.situation.handler(async ({ input: { customerId, opportunityId }, errors, signal }) => {
    const { org, profile } = orThrow(await core.context(), errors)
    const held = orThrow(core.noted(await core.ports.stigg.workflowCustomer(customerId, signal)), errors)
    if (held === null) {
      return orThrow(fail('stigg.not-found', 'There is no such customer', { customerId, name: customerId }), errors)
    }
    const { customer, subscriptions } = held
    const account = customer.salesforceAccountId
    const opportunity = opportunityId === null ? null : (core.ports.mirror.get(opportunityId)?.opportunity ?? null)
    return {
      customer,
      subscriptions: subscriptions.toSorted((a, b) => (a.startDate < b.startDate ? 1 : -1)),
      opportunity,
      org: { id: org.id, name: org.name },
      links: {
        customerUrl: profile.customerUrlTemplate === null ? null : stiggUrl(profile.customerUrlTemplate, customer.id),
        accountUrl: account === null ? null : salesforceRecordUrl(org.lightningUrl, 'Account', account),
      },
      readAt: core.ports.clock.now().toISOString(),
    }
  }),
  preview: os.workflows.preview.handler(async ({ input: { call }, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return orThrow(core.noted(await previewWorkflow(call, context, core.runPorts, signal)), errors)
  }),
  fire: os.workflows.fire.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(fireWorkflow(input, context, core.runPorts, signal), errors)
  }),
})
