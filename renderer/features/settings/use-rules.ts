import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import { canonicalJson } from '#shared/domain/canonical'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { ProvisioningRules } from '#shared/domain/profile'
import { isMapped, problemsInReturnData } from '#shared/domain/return-fields'
import { problemsInPresets, problemsInRules } from '#shared/domain/rules-problems'

import { useQueries, useWindow, useWindowStore } from '../../data/companion.tsx'
import { sayRuleProblem } from '../../words/rules.ts'

/**
 * The rules as they are being edited, and what is known of them. What a change does not touch stays the same object, so that
 * a part of the page that is given its own rules is drawn again by changes of these alone.
 */
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
  const store = useWindowStore()
  const edited = useWindow((state) => state.editedRules)
  const offered = useQuery(queries.settings.choices.queryOptions({ staleTime: 300_000 })).data
  const catalog = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data
  const choices = useMemo(
    // What carries the mapping is nothing to write values to.
    () => offered && { ...offered, textFields: offered.textFields.filter((field) => !isMapped(field, mapping)) },
    [offered, mapping],
  )
  const inForce = profile.rules
  const rules = edited ?? inForce
  const found = useMemo(
    () => [
      ...problemsInRules(rules),
      ...(offered ? problemsInReturnData(rules.returnData, offered.textFields, mapping) : []),
      ...(catalog ? problemsInPresets(rules.creditPresets, catalog.currencies) : []),
    ],
    [rules, offered, mapping, catalog],
  )
  const [problems, keepProblems] = useState(found)
  if (canonicalJson(problems) !== canonicalJson(found)) keepProblems(found)
  const wrongAt = useCallback(
    (at: string) => {
      const problem = problems.find((one) => one.at === at)
      return problem ? sayRuleProblem(problem) : null
    },
    [problems],
  )
  const set = useCallback(
    (change: Partial<ProvisioningRules>) => {
      const { editedRules, editRules } = store.getState()
      editRules({ ...(editedRules ?? inForce), ...change })
    },
    [store, inForce],
  )
  return {
    rules,
    inForce,
    isChanged: canonicalJson(rules) !== canonicalJson(inForce),
    isWrong: found.length > 0,
    choices: choices ?? null,
    wrongAt,
    set,
  }
}
