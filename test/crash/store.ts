/**
 * What a slot of a store holds: the numbers that were put there; the newest of them where it shows no more; or why it cannot
 * be what was put.
 */
export type Reading = readonly number[] | { readonly newest: readonly number[] } | { readonly damaged: string }

/**
 * Something of the app that outlives a process, as the crash harness drives it. A slot is put a number at a time; what is
 * put holds the number in several places, so that a mixture of two is seen.
 */
export interface Store {
  readonly name: string
  readonly slots: readonly string[]
  /** Every number that was put stays beside those before; else the last one takes their place. */
  readonly appends: boolean
  /** Returns, or resolves, once the number would outlive a kill. 0 takes out what is there. */
  put(slot: string, n: number): void | Promise<void>
  read(slot: string): Reading | Promise<Reading>
  /** The number that is put next, where the store counts by itself; any that was not used yet where it is left out. */
  next?(slot: string): number
}

/** What one file holds, and the names of what could not be read of it and was kept aside. */
export interface OpenStores {
  readonly stores: readonly Store[]
  readonly aside: readonly string[]
}

/** The one number that all of these hold; none where there is nothing. */
export function sameNumber(texts: readonly (string | null | undefined)[]): Reading {
  const [first] = texts
  if (texts.every((text) => text === null || text === undefined)) return []
  if (texts.some((text) => text !== first)) return { damaged: `holds ${texts.join(' and ')}` }
  const [, digits] = /(\d+)/.exec(first ?? '') ?? []
  return digits === undefined ? { damaged: `holds ${String(first)}` } : [Number(digits)]
}
