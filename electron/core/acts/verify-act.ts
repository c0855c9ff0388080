import { actOfRun } from '#shared/domain/act'
import type { Run, Verification } from '#shared/domain/run'

import type { Ports } from '../ports.ts'
import { verify } from '../provisioning/verify/verify.ts'

export const isAct = (run: Run): boolean => actOfRun(run) !== null

/** Read back the one subscription that an act was done to, over or not, and compare. */
export async function verifyAct(run: Run, { stigg, clock }: Pick<Ports, 'stigg' | 'clock'>): Promise<Verification> {
  const held = await stigg.findSubscription(actOfRun(run)?.subscriptionId ?? '')
  const at = clock.now().toISOString()
  const subscriptions = new Map(held.ok && held.value ? [[held.value.id, held.value]] : [])
  const steps = run.steps.map(({ step }) => step)
  const fields = verify(steps, { customer: null, subscriptions, fields: new Map(), tasks: new Map() })
  return { at, fields, failure: held.ok ? null : held.failure, findings: [] }
}
