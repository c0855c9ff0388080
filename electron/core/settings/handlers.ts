import { canonicalJson } from '#shared/domain/canonical'
import { problemsInCallOut } from '#shared/domain/call-out-problem'
import type { ProfileKind, ProvisioningRules } from '#shared/domain/profile'
import { problemsInReturnData, withDescribedLengths } from '#shared/domain/return-fields'
import { problemsInRules } from '#shared/domain/rules-problems'
import { changedRules, rulesInFile, settingsFileOf } from '#shared/domain/settings-file'
import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { templatePicks } from './picks.ts'
import { urlPatternHandlers } from './url-pattern-handlers.ts'
import { callOutHandlers, secretsToEnter } from './call-out-handlers.ts'

/** Rules that can be put in force. Fails: `settings.not-valid`. */
function valid(rules: ProvisioningRules, kind: ProfileKind): Result<ProvisioningRules> {
  const [problem] = [...problemsInRules(rules), ...(rules.callOut ? problemsInCallOut(rules.callOut, kind) : [])]
  return problem ? refused({ ...problem }) : ok(rules)
}

/** A mistake as a failure; facts are texts. */
const refused = (problem: { readonly at: string; readonly why: string; readonly [fact: string]: unknown }) =>
  fail(
    'settings.not-valid',
    `${problem.at}: ${problem.why}`,
    Object.fromEntries(Object.entries(problem).map(([name, value]) => [name, String(value)])),
  )

/** Rules whose return data fits the org's fields, with the lengths that describe tells. Fails: `settings.not-valid`, `salesforce.*`. */
async function describedIn(core: CoreServices, rules: ProvisioningRules): Promise<Result<ProvisioningRules>> {
  const { settings, salesforce } = core.ports
  const { returnData } = settings.profile().rules
  // What was looked at when it was put in force is not looked at again for the sake of another rule.
  if (canonicalJson(returnData) === canonicalJson(rules.returnData)) return ok(rules)
  const [org, choices] = await Promise.all([salesforce.org(), salesforce.choices()])
  if (!org.ok) return org
  if (!choices.ok) return choices
  const { textFields } = choices.value
  const mapped = settings.mappingFields(org.value.id)
  const [problem] = problemsInReturnData(rules.returnData, textFields, mapped)
  if (problem) return refused({ ...problem })
  return ok({ ...rules, returnData: withDescribedLengths(rules.returnData, textFields) })
}

export const settingsHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { settings } = core.ports
  return {
    ...callOutHandlers(os, core),
    ...urlPatternHandlers(os, core),
    choices: os.settings.choices.handler(async ({ errors, signal }) =>
      orThrow(await core.ports.salesforce.choices(signal), errors),
    ),
    picks: os.settings.picks.handler(async ({ input: { templates }, errors }) =>
      templatePicks(templates, orThrow(await core.context(), errors), core.ports),
    ),
    saveRules: os.settings.saveRules.handler(async ({ input: { rules }, errors }) => {
      const sound = orThrow(valid(rules, settings.profile().kind), errors)
      settings.keepRules(orThrow(await describedIn(core, sound), errors))
      core.events.emit({ type: 'status.changed' })
      // Other rules may make other deals ready, or read other deals.
      core.syncInBackground()
    }),
    exportFile: os.settings.exportFile.handler(() => {
      const { name, rules } = settings.profile()
      const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      return { fileName: `${plain}-settings.json`, text: settingsFileOf(rules) }
    }),
    readFile: os.settings.readFile.handler(async ({ input: { text }, errors }) => {
      const read = rulesInFile(text)
      const found: Result<ProvisioningRules> =
        'rules' in read
          ? ok(read.rules)
          : fail('settings.not-readable', `The file is not taken: ${read.why}`, { ...read })
      const rules = orThrow(valid(orThrow(found, errors), settings.profile().kind), errors)
      return {
        rules,
        changed: changedRules(settings.profile().rules, rules),
        secretsToEnter: await secretsToEnter(rules, core.ports.vault),
      }
    }),
  }
}
