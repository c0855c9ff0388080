/** Far beyond what any call of the window or answer of a service holds, and far below what a stack or a processor feels. */
const deepest = 64
const mostValues = 200_000
const mostCharacters = 2_000_000

/**
 * Whether a value from outside is of a size that one can be, whatever it is made of: schemas, JSON and the wire walk it by
 * recursion, and some places take JSON as it comes. Looked at without recursion, so that it cannot be brought down itself.
 */
export function isWithinBounds(given: unknown): boolean {
  let values = 0
  let characters = 0
  let level: unknown[] = [given]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false
    const below: unknown[] = []
    for (const value of level) {
      if (typeof value === 'string') characters += value.length
      if (typeof value !== 'object' || value === null) continue
      for (const [key, inner] of Object.entries(value)) {
        characters += Array.isArray(value) ? 0 : key.length
        values += 1
        if (values > mostValues || characters > mostCharacters) return false
        below.push(inner)
      }
    }
    if (characters > mostCharacters) return false
    level = below
  }
  return true
}
