import { z } from 'zod'

import type { PracticeProcess } from './practice-process.ts'

const Calls = z.object({
  calls: z.array(
    z.looseObject({
      triggerId: z.string(),
      isTest: z.boolean(),
      success: z.boolean(),
      payload: z.record(z.string(), z.unknown()),
      response: z.unknown(),
    }),
  ),
})

/** What reached Stigg's workflows for a customer or a subscription, in order. */
export async function workflowCallsOf(
  { stigg }: PracticeProcess,
  { customerId, subscriptionId }: { readonly customerId: string; readonly subscriptionId: string | null },
) {
  const answer = await fetch(`${stigg.url}/__practice/workflow-calls`)
  const { calls } = Calls.parse(await answer.json())
  return calls.filter(
    ({ payload }) =>
      payload['customerId'] === customerId || (subscriptionId !== null && payload['subscriptionId'] === subscriptionId),
  )
}
