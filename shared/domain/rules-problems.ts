import type { z } from 'zod'

import type { CreditCurrency } from './catalog.ts'
import { compare } from './decimal.ts'
import { severities, type FindingCode } from './finding.ts'
import type { CreditPreset } from './grant-request.ts'
import { ProvisioningRules } from './profile.ts'
import { problemsInWorkflows } from './workflow-problems.ts'
import { redirectProblem, type RedirectProblem } from './redirect.ts'

/** What is wrong at one place of the rules. */
export interface RulesProblem {
  /** The path, by dots: `trialDays`, `templates.0.name`, `raised.product.inactive`. */
  readonly at: string
  readonly why: RulesFault
  /** The least or the most that can stand there, where that is what is wrong. */
  readonly limit?: number
  /** The place or the name that it is about, where it is about one. */
  readonly what?: string
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
  | 'not-positive'
  | 'preset-twice'
  | 'costs-nothing'
  | 'no-such-currency'
  | 'workflow-twice'
  | 'field-key-twice'
  | 'not-json'
  | 'not-an-object'
  | 'unknown-place'
  | 'not-a-pointer'
  | RedirectProblem

/** All that keeps rules from being put in force, by place. The window and the core ask the same question. */
export function problemsInRules(rules: ProvisioningRules): RulesProblem[] {
  const parsed = ProvisioningRules.safeParse(rules)
  return parsed.success
    ? [
        ...inTemplates(rules),
        ...inRaised(rules),
        ...inPresets(rules),
        ...inGuards(rules),
        ...problemsInWorkflows(rules.workflows),
        ...inRedirect(rules),
      ]
    : parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), why: faultOf(issue, rules), ...limitOf(issue) }))
}

function faultOf(issue: z.core.$ZodIssue, rules: ProvisioningRules): RulesFault {
  if (issue.code === 'invalid_format' && valueAt(rules, issue.path) === '') return 'empty'
  if (issue.code === 'too_big') return 'too-large'
  if (issue.code !== 'too_small') return 'not-valid'
  return issue.origin === 'string' ? 'empty' : 'too-small'
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  return typeof value === 'object' && value !== null ? valueAt(Reflect.get(value, key), rest) : undefined
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

const isPositive = (amount: string): boolean => compare(amount, '0') > 0

/** A top-up is a grant in waiting: what would stop every grant of it is told where it is written down. */
function inPresets({ creditPresets }: ProvisioningRules): RulesProblem[] {
  const names = creditPresets.map(({ name }) => name.trim())
  return creditPresets.flatMap(({ name, amount, type, cost, collection }, index): RulesProblem[] => {
    const at = `creditPresets.${index}`
    const wrong = (is: boolean, field: string, why: RulesFault) => (is ? [{ at: `${at}.${field}`, why }] : [])
    const isPaid = type === 'PAID'
    return [
      ...wrong(name.trim() === '', 'name', 'empty'),
      ...wrong(names.indexOf(name.trim()) !== index, 'name', 'preset-twice'),
      ...wrong(!isPositive(amount), 'amount', 'not-positive'),
      ...wrong(isPaid && cost === null, 'cost.amount', 'empty'),
      ...wrong(isPaid && cost !== null && !isPositive(cost.amount), 'cost.amount', 'not-positive'),
      ...wrong(isPaid && collection === null, 'collection', 'empty'),
      ...wrong(!isPaid && (cost !== null || collection !== null), 'type', 'costs-nothing'),
    ]
  })
}

function inGuards({ creditGuards }: ProvisioningRules): RulesProblem[] {
  return (['maxPerGrant', 'maxPerDay'] as const).flatMap((field): RulesProblem[] => {
    const cap = creditGuards[field]
    return cap === null || isPositive(cap) ? [] : [{ at: `creditGuards.${field}`, why: 'not-positive' }]
  })
}

/** Top-ups in a currency that Stigg does not have, or has archived. */
export const problemsInPresets = (
  presets: readonly Pick<CreditPreset, 'currencyId'>[],
  currencies: readonly CreditCurrency[],
): RulesProblem[] =>
  presets.flatMap(({ currencyId }, index): RulesProblem[] =>
    // One that is not chosen yet is told as such.
    currencyId === '' || currencies.some(({ id, archived }) => id === currencyId && !archived)
      ? []
      : [{ at: `creditPresets.${index}.currencyId`, why: 'no-such-currency' }],
  )

const weights = { info: 0, warning: 1, error: 2 } as const
const isCode = (code: string): code is FindingCode => Object.hasOwn(severities, code)
