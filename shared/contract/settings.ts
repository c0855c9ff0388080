import { z } from 'zod'

import { ProvisioningRules } from '../domain/profile.ts'
import { callOutSettings } from './call-out.ts'
import { call } from './call.ts'

/** What a settings file would change here. Nothing has been changed. */
export const SettingsImport = z.object({
  rules: ProvisioningRules,
  /** Names of the rules that differ from what is in force; empty where it would change nothing. */
  changed: z.array(z.string()),
  /** Names of the call-out's secrets that are not set for its address here: a file never brings one. */
  secretsToEnter: z.array(z.string()),
})
export type SettingsImport = z.infer<typeof SettingsImport>

export const settings = {
  ...callOutSettings,
  /** Put rules, defaults and templates in force. Fails: `settings.not-valid` (naming the place). */
  saveRules: call.input(z.object({ rules: ProvisioningRules })).output(z.void()),
  /** Rules, defaults and templates as one file. It holds no secret. */
  exportFile: call.output(z.object({ fileName: z.string(), text: z.string() })),
  /** What a file that was exported here or elsewhere says. Fails: `settings.not-readable`, `settings.not-valid`
   *  (each naming the place and why). */
  readFile: call.input(z.object({ text: z.string().max(1_000_000) })).output(SettingsImport),
}
