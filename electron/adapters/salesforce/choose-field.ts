import type { FieldRef } from '#shared/domain/profile'

import type { DescribedField } from './org-schema.ts'

/** A field that is looked for: what its name says without "stigg", and the types that can hold it. */
export interface WantedField {
  readonly word: string
  readonly types: readonly string[]
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Developer name without namespace and suffix: "ns__Stigg_Type__c" -> "stiggtype". */
export const nameKey = (apiName: string): string => {
  const name = apiName.replace(/__c$/, '')
  const namespaceEnd = name.indexOf('__')
  return bare(namespaceEnd === -1 ? name : name.slice(namespaceEnd + 2))
}

/**
 * How well a field fits: 100 by developer name, 80 by label, 40 where both words are in there somewhere, 50 less where
 * its type cannot hold the value. Labels are translated and renamed, so a name counts for more.
 */
export function scoreOf(field: DescribedField, { word, types }: WantedField): number {
  if (!field.custom) return 0
  const exact = `stigg${word}`
  const name = nameKey(field.name)
  const label = bare(field.label)
  const contains = (text: string) => text.includes('stigg') && text.includes(word)
  const fit = name === exact ? 100 : label === exact ? 80 : contains(name) || contains(label) ? 40 : 0
  return fit === 0 || types.includes(field.type) ? fit : fit - 50
}

/** The one field that fits best with at least 80 points; null where there is none, or two fit equally well. */
export function chooseField(object: string, offered: readonly DescribedField[], wanted: WantedField): FieldRef | null {
  const scored = offered
    .map((field) => ({ field, score: scoreOf(field, wanted) }))
    .filter(({ score }) => score >= 80)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best || best.score === second?.score) return null
  return refOf(object, best.field, best.score >= 100 ? 'name' : 'label')
}

/** A field of an object as settings and queries know it. */
export function refOf(
  object: string,
  { name, label, updateable, calculated, length }: DescribedField,
  foundBy: FieldRef['foundBy'],
): FieldRef {
  return { object, field: name, label, foundBy, updateable: updateable && !calculated, length }
}
