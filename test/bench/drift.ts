import { drain } from '#test/harness/host-process'
import { openCompanion } from '#test/harness/open-companion'
import type { PracticeProcess } from '#test/harness/practice-process'
import { enterprise, worldOf } from '#test/harness/sell-deals'

import { report, timed } from './figure.ts'

/*
 * drift.calls: Stigg calls of a whole check for each linked customer whose entitlements are as sold, above what a check of
 * the story alone costs. drift.vs-loop: the wall time that these customers add to a check, against a bare loop that reads
 * their entitlements one after the other, in the same run.
 */

const customersWanted = 60
const latencyMs = 100

const opened = await openCompanion()
try {
  const { companion, practice } = opened
  const check = () => companion.drift.check().then(drain)
  await check()
  const alone = await callsOf(practice, check)
  const aloneMs = await slowly(practice, check)

  const world = worldOf(practice)
  const ids: string[] = []
  for (let sold = 0; sold < customersWanted; sold += 1) {
    const { opportunityId, accountId } = await world.sell('Bench', enterprise)
    const id = `bench-${sold}`
    await practice.stiggSend('POST', '/customers', { id, name: `Bench ${sold}` })
    await practice.stiggSend('POST', '/subscriptions', {
      customerId: id,
      planId: 'plan-enterprise',
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 150 }],
      metadata: { opportunityId },
    })
    await practice.patch('Account', accountId, { Stigg_Customer_ID__c: id })
    ids.push(id)
  }
  // The first check also catches up with what was sold.
  const { rows, customers } = (await check()).report
  const differing = rows.filter(({ customerId }) => ids.includes(customerId)).length
  if (differing > 0) throw new Error(`${differing} customers of the benchmark differ`)
  const together = await callsOf(practice, check)

  const ours = (await slowly(practice, check)) - aloneMs
  const theirs = await slowly(practice, async () => {
    for (const id of ids) await read(practice, id)
  })
  const perCustomer = (together - alone) / customersWanted
  report({
    name: 'drift.calls',
    value: perCustomer,
    unit: 'Stigg calls a customer',
    against: `${customersWanted} linked customers that are as sold; ${together} calls for ${customers} in all, ${alone} for the story alone`,
    ratio: perCustomer,
    goal: '<= 1.0',
  })
  report({
    name: 'drift.vs-loop',
    value: ours,
    unit: 'ms',
    against: `a bare loop over the same ${customersWanted} customers: ${Math.round(theirs)} ms, ${latencyMs} ms latency; a check of the story alone: ${Math.round(aloneMs)} ms`,
    ratio: ours / theirs,
    goal: 'ratio <= 0.5',
  })
} finally {
  await opened.close()
}

async function callsOf({ stigg }: PracticeProcess, work: () => Promise<unknown>): Promise<number> {
  await stigg.forgetExchanges()
  await work()
  return (await stigg.exchanges()).length
}

async function slowly({ stigg }: PracticeProcess, work: () => Promise<unknown>): Promise<number> {
  await stigg.latency(latencyMs)
  const took = await timed(work)
  await stigg.latency(0)
  return took
}

function read(practice: PracticeProcess, id: string): Promise<unknown> {
  return practice.stiggData(`/customers/${id}/entitlements`)
}
