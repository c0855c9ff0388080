import type { SalesforceRow } from '../../seed/types.ts'
import type { Org } from './org.ts'

/** Whether a deal's stage is one that counts as won. */
export function isWon(org: Org, deal: SalesforceRow | undefined): boolean {
  if (!deal || deal['IsDeleted'] === true) return false
  for (const stage of org.table('OpportunityStage').values())
    if (stage['ApiName'] === deal['StageName'] || stage['MasterLabel'] === deal['StageName'])
      return stage['IsWon'] === true
  return false
}
