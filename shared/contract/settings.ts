import { z } from 'zod'

import { OrgChoices } from '../domain/org-choices.ts'
import { ProvisioningRules } from '../domain/profile.ts'
import { Template } from '../domain/template.ts'
import { callOutSettings } from './call-out.ts'
import { call } from './call.ts'
import { urlPatternSettings } from './url-patterns.ts'

/** What a settings file would change here. Nothing has been changed. */
export const SettingsImport = z.object({
  rules: ProvisioningRules,
  /** Names of the rules that differ from what is in force; empty where it would change nothing. */
  changed: z.array(z.string()),
  /** Names of the call-out's secrets that are not set for its address here: a file never brings one. */
  secretsToEnter: z.array(z.string()),
})
export type SettingsImport = z.infer<typeof SettingsImport>

/** How many deals that are known here a template would be picked for, and the first of them. */
const TemplatePick = z.object({
  templateId: z.string(),
  deals: z.number().int(),
  first: z.array(z.object({ opportunityId: z.string(), name: z.string() })),
})
export type TemplatePick = z.infer<typeof TemplatePick>

export const settings = {
  ...callOutSettings,
  ...urlPatternSettings,
  /** What the org offers: stages, types, record types, and text fields that values can be returned to. Fails: `salesforce.*`. */
  choices: call.output(OrgChoices),
  /** Which deals these templates would be picked for, were they in force. Fails: `salesforce.*`, `stigg.*`. */
  picks: call.input(z.object({ templates: z.array(Template) })).output(z.array(TemplatePick)),
  /** Put rules, defaults and templates in force. Fails: `settings.not-valid` (naming the place). */
  saveRules: call.input(z.object({ rules: ProvisioningRules })).output(z.void()),
  /** Rules, defaults and templates as one file. It holds no secret. */
  exportFile: call.output(z.object({ fileName: z.string(), text: z.string() })),
  /** What a file that was exported here or elsewhere says. Fails: `settings.not-readable`, `settings.not-valid`
   *  (each naming the place and why). */
  readFile: call.input(z.object({ text: z.string().max(1_000_000) })).output(SettingsImport),
}
