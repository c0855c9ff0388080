/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** A text as JSON: its value and where each member begins, by JSON Pointer; or where it stops being JSON. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (pointer: string) => TextPlace | null }
  | { readonly ok: false; readonly at: TextPlace }

const space = /[ \t\n\r]*/y
const string = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** Deeper ones are refused where they get too deep. */
const deepest = 100

/** One token of a JSON Pointer. Source: RFC 6901. */
export const pointerToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * Read a text as JSON, and know where everything stands. What the engine's own parser says of a mistake differs from one
 * to the next, and not all of them name the place. Source: RFC 8259.
 */
export function readJson(text: string): JsonText {
  const starts = new Map<string, number>()
  let at = 0

  /** Take what matches here; null where nothing does. */
  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? []
    if (found === undefined) return null
    at += found.length
    return found
  }
  /** A string's token. Control characters have to be escaped: one that is not is where the text stops being JSON. */
  function takeString(): string | null {
    const start = at
    const found = take(string)
    if (found === null) return null
    let bad = 0
    while (bad < found.length && (found.codePointAt(bad) ?? 0) >= 0x20) bad += 1
    if (bad === found.length) return found
    at = start + bad
    return null
  }
  function taken(mark: string): boolean {
    take(space)
    if (text[at] !== mark) return false
    at += 1
    return true
  }

  /** Members up to the closing mark, by commas. @returns whether that was JSON */
  function members(close: string, member: (index: number) => boolean): boolean {
    if (taken(close)) return true
    for (let index = 0; ; index += 1) {
      if (!member(index)) return false
      if (taken(close)) return true
      if (!taken(',')) return false
    }
  }

  function value(pointer: string, depth: number): boolean {
    take(space)
    starts.set(pointer, at)
    if (depth > deepest) return false
    if (taken('{')) {
      return members('}', () => {
        take(space)
        const name = takeString()
        return name !== null && taken(':') && value(`${pointer}/${pointerToken(String(JSON.parse(name)))}`, depth + 1)
      })
    }
    if (taken('[')) return members(']', (index) => value(`${pointer}/${index}`, depth + 1))
    if (text[at] === '"') return takeString() !== null
    return take(scalar) !== null
  }

  const isJson = value('', 0)
  if (isJson) take(space)
  if (!isJson || at < text.length) return { ok: false, at: placeAt(text, at) }
  return {
    ok: true,
    value: JSON.parse(text),
    placeOf(pointer) {
      const start = starts.get(pointer)
      return start === undefined ? null : placeAt(text, start)
    },
  }
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
