import type { z } from 'zod'

import { compare } from './decimal.ts'
import { severities, type FindingCode } from './finding.ts'
import { ProvisioningRules } from './profile.ts'
import { redirectProblem, type RedirectProblem } from './redirect.ts'

/** What is wrong at one place of the rules. */
export interface RulesProblem {
  /** The path, by dots: `trialDays`, `templates.0.name`, `raised.product.inactive`. */
  readonly at: string
  readonly why: RulesFault
  /** The least or the most that can stand there, where that is what is wrong. */
  readonly limit?: number
}
export type RulesFault =
  | 'empty'
  | 'too-small'
  | 'too-large'
  | 'not-valid'
  | 'template-twice'
  | 'amounts-crossed'
  | 'unknown-check'
  | 'lowered'
  | 'no-such-field'
  | 'field-read-only'
  | 'field-too-short'
  | 'field-twice'
  | RedirectProblem

/** All that keeps rules from being put in force, by place. The window and the core ask the same question. */
export function problemsInRules(rules: ProvisioningRules): RulesProblem[] {
  const parsed = ProvisioningRules.safeParse(rules)
  return parsed.success
    ? [...inTemplates(rules), ...inRaised(rules), ...inRedirect(rules)]
    : parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), why: faultOf(issue), ...limitOf(issue) }))
}

function faultOf(issue: z.core.$ZodIssue): RulesFault {
  if (issue.code === 'too_big') return 'too-large'
  if (issue.code !== 'too_small') return 'not-valid'
  return issue.origin === 'string' ? 'empty' : 'too-small'
}

/** The bound that a value is beyond; none where something has to stand there at all. */
function limitOf(issue: z.core.$ZodIssue): { readonly limit?: number } {
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) }
  return issue.code === 'too_small' && issue.origin !== 'string' ? { limit: Number(issue.minimum) } : {}
}

function inTemplates({ templates }: ProvisioningRules): RulesProblem[] {
  const ids = templates.map(({ id }) => id)
  return templates.flatMap(({ id, when: { amountFrom, amountTo } }, index): RulesProblem[] => {
    const at = `templates.${index}`
    const isCrossed = amountFrom !== null && amountTo !== null && compare(amountFrom, amountTo) > 0
    return [
      ...(ids.indexOf(id) === index ? [] : [{ at: `${at}.id`, why: 'template-twice' as const }]),
      ...(isCrossed ? [{ at: `${at}.when.amountTo`, why: 'amounts-crossed' as const }] : []),
    ]
  })
}

function inRedirect({ redirectUrl }: ProvisioningRules): RulesProblem[] {
  const why = redirectUrl === null ? null : redirectProblem(redirectUrl)
  return why === null ? [] : [{ at: 'redirectUrl', why }]
}

function inRaised({ raised }: ProvisioningRules): RulesProblem[] {
  return Object.entries(raised).flatMap(([code, severity]): RulesProblem[] => {
    if (!isCode(code)) return [{ at: `raised.${code}`, why: 'unknown-check' }]
    return weights[severity] < weights[severities[code]] ? [{ at: `raised.${code}`, why: 'lowered' }] : []
  })
}

const weights = { info: 0, warning: 1, error: 2 } as const
const isCode = (code: string): code is FindingCode => Object.hasOwn(severities, code)
