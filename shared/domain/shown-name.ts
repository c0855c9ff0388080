/*
 * Names come from whoever may write them in Salesforce or Stigg. Characters that turn the direction of what follows, that
 * take no room, or that break the line let one name look like another, or change how the words around it are read.
 * Source: Unicode Standard Annex 9, "Explicit Directional Formatting"; Unicode Technical Report 36, "Bidirectional Text
 * Spoofing".
 */

/** Format, control, private and unassigned characters, halves of pairs, line and paragraph ends, and letters without a shape. */
const unseen = String.raw`[\p{C}\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]`
/** A joiner between letters of a script that needs it, or between two pictures, is part of how they are written. */
const joined = String.raw`(?<=[\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])(?<![A-Za-z])[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}])(?![A-Za-z])`
const inName = new RegExp(`(${joined})|${unseen}`, 'gu')
const lineEnds = new Set(['\n', '\r', '\t'])

const mark = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** A name as it is shown and typed: what nobody would see stands there by its number, and nothing turns the text around it. */
export const shownName = (name: string): string =>
  name.replaceAll(inName, (character, joiner: string | undefined) => joiner ?? mark(character))

/** Whether a name was typed: as it is, or as it is shown. Spaces around it do not count; an empty name is never typed. */
export function isNameTyped(typed: string, name: string): boolean {
  const said = typed.trim()
  return said !== '' && (said === name.trim() || said === shownName(name).trim())
}

/** A longer text in the same manner, with its lines. */
export const shownText = (text: string): string =>
  text.replaceAll(inName, (character, joiner: string | undefined) =>
    joiner !== undefined || lineEnds.has(character) ? character : mark(character),
  )
