import { problemsInCallOut } from '#shared/domain/call-out-problem'
import type { ProfileKind, ProvisioningRules } from '#shared/domain/profile'
import { problemsInRules } from '#shared/domain/rules-problems'
import { changedRules, rulesInFile, settingsFileOf } from '#shared/domain/settings-file'
import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { callOutHandlers, secretsToEnter } from './call-out-handlers.ts'

/** Rules that can be put in force. Fails: `settings.not-valid`. */
function valid(rules: ProvisioningRules, kind: ProfileKind): Result<ProvisioningRules> {
  const [problem] = [...problemsInRules(rules), ...(rules.callOut ? problemsInCallOut(rules.callOut, kind) : [])]
  return problem ? fail('settings.not-valid', `${problem.at}: ${problem.why}`, { ...problem }) : ok(rules)
}

export const settingsHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { settings } = core.ports
  return {
    ...callOutHandlers(os, core),
    saveRules: os.settings.saveRules.handler(({ input: { rules }, errors }) => {
      settings.keepRules(orThrow(valid(rules, settings.profile().kind), errors))
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
