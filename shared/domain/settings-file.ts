import { z } from 'zod'

import { canonicalJson } from './canonical.ts'
import { severities, type FindingCode } from './finding.ts'
import { ProvisioningRules } from './profile.ts'

/** The one file that rules travel in. A later version says so, and is not guessed at. */
const SettingsFile = z.object({
  kind: z.literal('stigg-companion-settings'),
  version: z.literal(1),
  rules: ProvisioningRules,
})

export const settingsFileOf = (rules: ProvisioningRules): string =>
  `${JSON.stringify({ kind: 'stigg-companion-settings', version: 1, rules } satisfies z.input<typeof SettingsFile>, null, 2)}\n`

/** The rules in a file; null where it is none of ours, of another version, or damaged. */
export function rulesInFile(text: string): ProvisioningRules | null {
  try {
    return SettingsFile.parse(JSON.parse(text)).rules
  } catch {
    // Not JSON, or not what this version writes: the caller says so.
    return null
  }
}

/** Names of the rules that differ. */
export const changedRules = (before: ProvisioningRules, after: ProvisioningRules): string[] =>
  (Object.keys(after) as (keyof ProvisioningRules)[]).filter(
    (name) => canonicalJson(before[name]) !== canonicalJson(after[name]),
  )

/** What is wrong with rules that have the right shape: the place, and why; null where they can be put in force. */
export function problemInRules(rules: ProvisioningRules): { readonly at: string; readonly why: RulesProblem } | null {
  const ids = rules.templates.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) return { at: `templates.${twice}`, why: 'template-twice' }
  for (const { id, when } of rules.templates) {
    const { amountFrom, amountTo } = when
    if (amountFrom !== null && amountTo !== null && Number(amountFrom) > Number(amountTo)) {
      return { at: `templates.${id}`, why: 'amounts-crossed' }
    }
  }
  for (const [code, severity] of Object.entries(rules.raised)) {
    if (!isCode(code)) return { at: `raised.${code}`, why: 'unknown-check' }
    if (weights[severity] < weights[severities[code]]) return { at: `raised.${code}`, why: 'lowered' }
  }
  return null
}
export type RulesProblem = 'template-twice' | 'amounts-crossed' | 'unknown-check' | 'lowered'

const weights = { info: 0, warning: 1, error: 2 } as const
const isCode = (code: string): code is FindingCode => code in severities
