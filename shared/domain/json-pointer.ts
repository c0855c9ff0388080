/**
 * A value inside a JSON value. @param pointer "" = the whole; else "/" and reference tokens, "~1" for "/" and "~0" for "~"
 * @returns undefined where there is none, or where the pointer is not well formed
 * Source: RFC 6901.
 */
export function valueAt(value: unknown, pointer: string): unknown {
  const tokens = tokensOf(pointer)
  return tokens === null ? undefined : tokens.reduce(memberOf, value)
}

export const isJsonPointer = (pointer: string): boolean => tokensOf(pointer) !== null

/** The pointer's tokens, unescaped; null where it is not well formed. */
function tokensOf(pointer: string): readonly string[] | null {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function memberOf(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  // An index has no leading zeros; "-" (the member after the last) is never there.
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? (value as unknown[])[Number(token)] : undefined
  return Object.hasOwn(value, token) ? (value as Record<string, unknown>)[token] : undefined
}
