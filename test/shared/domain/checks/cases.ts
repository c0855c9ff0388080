import { buildDraft } from '#shared/domain/build-draft'
import { checkDeal } from '#shared/domain/checks/check-deal'
import type { WantedWrite } from '#shared/domain/checks/write-back'
import type { Catalog } from '#shared/domain/catalog'
import type { CustomerState } from '#shared/domain/customer'
import { type Draft } from '#shared/domain/draft'
import { noEdits, type DraftEdits } from '#shared/domain/draft-edits'
import type { Finding } from '#shared/domain/finding'
import { mapLines } from '#shared/domain/mapping'
import type { NativeFlowSeen } from '#shared/domain/native-flow'
import type { Deal } from '#shared/domain/opportunity'
import type { ProvisioningRules } from '#shared/domain/profile'
import type { RunState } from '#shared/domain/run'
import { aCatalog, aCustomerState, aDeal, now, orgId, rules as someRules } from '#test/builders'

export interface Situation {
  readonly deal?: Deal
  readonly catalog?: Catalog
  readonly rules?: ProvisioningRules
  readonly live?: CustomerState | null
  readonly edits?: DraftEdits
  readonly nativeFlow?: NativeFlowSeen | null
  readonly priorRun?: { readonly runId: string; readonly state: RunState } | null
  /** What a run would write to Salesforce. */
  readonly writes?: readonly WantedWrite[]
  /** What a person holds in hands that are late: a change to the draft after it was made. */
  readonly alter?: (draft: Draft) => Draft
}

/** What is found on a deal, which is a clean one of a new customer unless said otherwise. */
export function findingsOn(situation: Situation): Finding[] {
  const { deal = aDeal(), catalog = aCatalog(), rules = someRules(), live = aCustomerState() } = situation
  const { edits = noEdits, priorRun = null, nativeFlow = null, writes = [], alter } = situation
  const mapping = mapLines(deal, catalog)
  const built = buildDraft({ deal, mapping, catalog, rules, live, edits, now, timeZone: 'America/New_York' })
  const draft = built && alter ? alter(built) : built
  const org = { id: orgId }
  return checkDeal({ deal, mapping, draft, catalog, rules, live, org, priorRun, nativeFlow, writes, now })
}
