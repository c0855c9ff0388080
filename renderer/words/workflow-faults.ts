import type { PayloadFault } from '#shared/domain/workflow-payload'

/** What is wrong with a value of a workflow's form, or of its payload. */
export const payloadFaults: Record<PayloadFault, string> = {
  missing: 'This has to be given.',
  'not-a-number': 'This has to be a number.',
  'not-a-date': 'This has to be a date, as in 2026-12-31T00:00:00.000Z.',
  'not-a-choice': 'This is not one of the choices.',
  'not-offered': 'There is no such record for this customer or in the catalogue.',
  'not-json': 'This is not JSON.',
  'not-an-object': 'A payload is a JSON object.',
  'not-the-chosen': 'This has to be the customer or the subscription that was chosen.',
}

export const isPayloadFault = (why: string | undefined): why is PayloadFault =>
  why !== undefined && Object.hasOwn(payloadFaults, why)
