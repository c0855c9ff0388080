import type { Companion } from '#shared/contract/index'

import { dealThatShows } from './deal-that-shows.ts'
import { applyTo, unapproved, type CallWorld } from './every-call.ts'
import { drain } from './host-process.ts'
import type { PracticeProcess } from './practice-process.ts'

/** What was begun while the profile could still write. */
export type StoppedWork = Pick<CallWorld, 'untouchedDeal' | 'stoppedRun' | 'granted' | 'haltedBulk'>

/** Let a dead session stop a run before its last step, and a bulk run. Nobody is signed in afterwards. */
export async function stopWork(companion: Companion, practice: PracticeProcess): Promise<StoppedWork> {
  const [account] = await practice.query(
    "SELECT Stigg_Customer_ID__c FROM Account WHERE Stigg_Customer_ID__c <> null AND Name LIKE 'Tidewater%'",
  )
  const granted = {
    customerId: String(account?.Stigg_Customer_ID__c),
    currencyId: 'currency-api-credits',
    resourceId: null,
  }
  const untouchedDeal = await dealThatShows('ready: add-ons', practice)
  const stoppedDeal = await dealThatShows('ready: custom plan with feature entitlements', practice)
  await practice.salesforce.addFault({
    match: { method: 'PATCH', path: '/composite/sobjects' },
    fault: 'expire-all-sessions',
  })
  await practice.salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' })
  const { report } = await applyTo(companion, stoppedDeal)
  const { id: haltedBulk } = await companion.bulk.start({ items: [unapproved(untouchedDeal)], typedCount: null })
  await drain(await companion.bulk.watch({ bulkId: haltedBulk }))
  await practice.salesforce.clearFaults()
  return { untouchedDeal, stoppedRun: report.run.id, granted, haltedBulk }
}

/** The world that calls are made with, each looking at it only when it is made. */
export const callWorld = (at: {
  readonly companion: () => Companion
  readonly practice: () => PracticeProcess
  readonly work: () => StoppedWork
  readonly refusedWith: () => readonly string[]
}): CallWorld => ({
  companion: at.companion,
  get practice() {
    return at.practice()
  },
  get untouchedDeal() {
    return at.work().untouchedDeal
  },
  get stoppedRun() {
    return at.work().stoppedRun
  },
  get haltedBulk() {
    return at.work().haltedBulk
  },
  get granted() {
    return at.work().granted
  },
  get refusedWith() {
    return at.refusedWith()
  },
})
