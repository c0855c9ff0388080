import { useQuery } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import { canonicalJson } from '#shared/domain/canonical'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { ProvisioningRules } from '#shared/domain/profile'
import { isMapped, problemsInReturnData } from '#shared/domain/return-fields'
import { problemsInPresets, problemsInRules } from '#shared/domain/rules-problems'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { sayRuleProblem } from '../../words/rules.ts'

/** The rules as they are being edited, and what is known of them. */
export interface EditedRules {
  readonly rules: ProvisioningRules
  readonly inForce: ProvisioningRules
  readonly isChanged: boolean
  /** Whether something is wrong, so that they cannot be saved. */
  readonly isWrong: boolean
  /** Null while the org is asked, and where it cannot be. */
  readonly choices: OrgChoices | null
  /** What is wrong at a place, in words; null where nothing is. */
  readonly wrongAt: (at: string) => string | null
  readonly set: (change: Partial<ProvisioningRules>) => void
}

export function useRules({ profile, mapping }: WorkspaceStatus): EditedRules {
  const queries = useQueries()
  const edited = useWindow((state) => state.editedRules)
  const editRules = useWindow((state) => state.editRules)
  const offered = useQuery(queries.settings.choices.queryOptions({ staleTime: 300_000 })).data
  const catalog = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data
  // What carries the mapping is nothing to write values to.
  const choices = offered
    ? { ...offered, textFields: offered.textFields.filter((field) => !isMapped(field, mapping)) }
    : null
  const inForce = profile.rules
  const rules = edited ?? inForce
  const problems = [
    ...problemsInRules(rules),
    ...(choices ? problemsInReturnData(rules.returnData, offered?.textFields ?? [], mapping) : []),
    ...(catalog ? problemsInPresets(rules.creditPresets, catalog.currencies) : []),
  ]
  return {
    rules,
    inForce,
    isChanged: canonicalJson(rules) !== canonicalJson(inForce),
    isWrong: problems.length > 0,
    choices,
    wrongAt(at) {
      const problem = problems.find((one) => one.at === at)
      return problem ? sayRuleProblem(problem) : null
    },
    set: (change) => editRules({ ...rules, ...change }),
  }
}
