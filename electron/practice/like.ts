const RUN = Symbol('any run of characters')
const ONE = Symbol('any one character')
type Part = string | typeof RUN | typeof ONE

interface LikeOptions {
  readonly ignoresCase: boolean
  /** Whether a backslash makes the character after it stand for itself. */
  readonly escapes: boolean
}

/**
 * A LIKE pattern as a test of a whole text: `%` is any run, `_` any one character. Walked by hand instead of made into a
 * regular expression, as with many `%` that can take longer than anybody waits.
 */
export function likeTest(pattern: string, { ignoresCase, escapes }: LikeOptions): (text: string) => boolean {
  const shown = ignoresCase ? folded : (text: string) => text
  const parts = partsOf(shown(pattern), escapes)
  return (text) => matches(Array.from(shown(text)), parts)
}

/** Without case. A final sigma is written differently, but it is the same letter. */
const folded = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ')

function partsOf(pattern: string, escapes: boolean): Part[] {
  const parts: Part[] = []
  let isEscaped = false
  for (const character of pattern) {
    const isPlain: boolean = isEscaped
    isEscaped = escapes && !isPlain && character === '\\'
    if (isEscaped) continue
    if (isPlain) parts.push(character)
    else parts.push(character === '%' ? RUN : character === '_' ? ONE : character)
  }
  return isEscaped ? [...parts, '\\'] : parts
}

/** Where the parts after a run do not fit, the run takes one character more; earlier runs need never be tried again. */
function matches(characters: readonly string[], parts: readonly Part[]): boolean {
  let [at, part, run, taken] = [0, 0, -1, 0]
  while (at < characters.length) {
    const wanted = parts[part]
    if (wanted === RUN) {
      run = part++
      taken = at
    } else if (wanted === ONE || wanted === characters[at]) {
      part++
      at++
    } else if (run >= 0) {
      part = run + 1
      at = ++taken
    } else return false
  }
  return parts.slice(part).every((rest) => rest === RUN)
}
