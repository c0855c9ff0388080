import type { WindowState } from '../../data/store.ts'
import { plural } from '../../words/facts.ts'

/**
 * What a person would lose by leaving the profile now, in words. What was edited of a deal is not: it is kept with the
 * profile.
 */
export function halfDone(state: WindowState): readonly string[] {
  const { provisioning, bulkCheck, editedRules, chosen, mending, held } = state
  const isSettling = provisioning.at === 'start' || provisioning.at === 'settled' || provisioning.at === 'failed'
  const isMending = mending.at === 'review' || mending.at === 'looking' || mending.at === 'running'
  return [
    ...(provisioning.at === 'applying' ? [`The run of ${provisioning.accountName} is under way`] : []),
    ...(isMending
      ? [mending.at === 'running' ? 'Links are being mended' : 'Mends of links that were not agreed to']
      : []),
    ...(bulkCheck.at === 'checking' || bulkCheck.at === 'deciding'
      ? ['A bulk run that was checked and not started']
      : []),
    ...(editedRules === null ? [] : ['Rules that were edited and not saved']),
    ...(chosen.size === 0 ? [] : [`${plural(chosen.size, 'deal')} selected in the inbox`]),
    ...(isSettling || provisioning.at === 'applying' || held.length > 0 ? [] : ['An open sheet']),
    ...new Set(held),
  ]
}

/** Let go of all of it; called once another profile is open. */
export function letGo(state: WindowState): void {
  state.discardRules()
  state.clearChosen()
  state.stopCheck()
  state.clearFilter()
}
