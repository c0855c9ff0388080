import { z } from 'zod'

import { canonicalJson } from './canonical.ts'
import { ProvisioningRules } from './profile.ts'

const kind = 'stigg-companion-settings'
/** The one file that rules travel in. A later version says so, and is not guessed at. */
const SettingsFile = z.object({ kind: z.literal(kind), version: z.literal(1), rules: ProvisioningRules })
const AnyVersion = z.object({ kind: z.literal(kind), version: z.unknown() })

export const settingsFileOf = (rules: ProvisioningRules): string =>
  `${JSON.stringify({ kind, version: 1, rules } satisfies z.input<typeof SettingsFile>, null, 2)}\n`

/** Why a file is not taken. `at` is the path in the file, by dots, where one place is to blame; else empty. */
export interface UnreadFile {
  readonly why: 'damaged' | 'not-settings' | 'other-version' | 'unknown-key' | 'not-valid'
  readonly at: string
}

/** The rules in a file, or why they are not taken. What it says beyond what this version knows is never dropped. */
export function rulesInFile(text: string): { readonly rules: ProvisioningRules } | UnreadFile {
  const said = jsonIn(text)
  if (said === undefined) return { why: 'damaged', at: '' }
  const head = AnyVersion.safeParse(said)
  if (!head.success) return { why: 'not-settings', at: '' }
  if (head.data.version !== 1) return { why: 'other-version', at: '' }
  const file = SettingsFile.safeParse(said)
  if (!file.success) return { why: 'not-valid', at: file.error.issues[0]?.path.join('.') ?? '' }
  const unknown = firstUnknown(said, file.data)
  return unknown === null ? { rules: file.data.rules } : { why: 'unknown-key', at: unknown.join('.') }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the caller says so.
    return undefined
  }
}

/** The path of the first key that reading a value left out; null where all of it was understood. */
function firstUnknown(said: unknown, understood: unknown): string[] | null {
  if (!isKeyed(said) || !isKeyed(understood)) return null
  for (const key of Object.keys(said)) {
    if (!Object.hasOwn(understood, key)) return [key]
    const below = firstUnknown(said[key], understood[key])
    if (below) return [key, ...below]
  }
  return null
}

/** An object or an array: both are walked by their keys. */
const isKeyed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Names of the rules that differ. */
export const changedRules = (before: ProvisioningRules, after: ProvisioningRules): string[] =>
  (Object.keys(after) as (keyof ProvisioningRules)[]).filter(
    (name) => canonicalJson(before[name]) !== canonicalJson(after[name]),
  )
