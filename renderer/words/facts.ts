/** The values that a sentence needs, as the core found them. */
export type Facts = Readonly<Record<string, string>>

/** The first of several facts that is there; else a word that keeps the sentence whole. */
export const fact = (facts: Facts, keys: string | readonly string[], otherwise: string): string => {
  for (const key of typeof keys === 'string' ? [keys] : keys) {
    const value = facts[key]
    if (value !== undefined && value !== '') return value
  }
  return otherwise
}

export const plural = (count: number, one: string, many: string = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
