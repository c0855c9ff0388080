import { createHash } from 'node:crypto'
import { z } from 'zod'

import type { Companion } from '#shared/contract/index'
import type { CallOut } from '#shared/domain/call-out'
import type { PracticeProcess } from '#test/harness/practice-process'

/** A call to the practice application that asks for a workspace. */
export const callOutTo = (url: string, vary: Partial<CallOut> = {}): CallOut => ({
  method: 'POST',
  url: `${url}/workspaces?for={{opportunity.id}}`,
  headers: [
    { name: 'Authorization', value: { kind: 'secret', secretName: 'app-key' } },
    { name: 'X-Sent-By', value: { kind: 'plain', text: 'sales' } },
  ],
  bodyTemplate: JSON.stringify({
    account: { id: '{{account.id}}', name: '{{account.name}}' },
    deal: { id: '{{opportunity.id}}', title: 'Deal: {{opportunity.name}}', amount: '{{opportunity.amount}}' },
    plans: '{{plans.ids}}',
  }),
  customerIdAt: '/customer/id',
  resourceIdsAt: { 'product-northwind': '/workspace/id' },
  timeoutSeconds: 2,
  ...vary,
})

/** Put a call-out to the practice application in force, with its secret. */
export async function setCallOut(
  companion: Companion,
  { customerApp }: PracticeProcess,
  vary: Partial<CallOut> = {},
): Promise<CallOut> {
  const callOut = callOutTo(customerApp.url, vary)
  const { profile } = await companion.workspace.status()
  await companion.settings.saveRules({ rules: { ...profile.rules, callOut } })
  await companion.settings.setSecret({
    name: 'app-key',
    origin: new URL(callOut.url).origin,
    secret: `Bearer ${customerApp.apiKey}`,
  })
  return callOut
}

/** Every workspace that the practice application made. */
export async function workspacesOf({ customerApp }: PracticeProcess) {
  const answer = await fetch(`${customerApp.url}/workspaces`, {
    headers: { authorization: `Bearer ${customerApp.apiKey}` },
  })
  return z
    .object({
      workspaces: z.array(z.looseObject({ id: z.string(), customerId: z.string(), accountId: z.string() })),
    })
    .parse(await answer.json()).workspaces
}

/** The customer ID that the practice application says for an account. */
export const practiceCustomerOf = (accountId: string): string =>
  `cust-${createHash('sha256').update(accountId).digest('hex').slice(0, 12)}`
