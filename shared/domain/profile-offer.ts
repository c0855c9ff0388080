import type { Failure } from '../failure.ts'

/** A profile that something belongs to, and the link that is followed there; null where it is opened alone. */
export interface ProfileOffer {
  readonly id: string
  readonly name: string
  readonly link: string | null
}

/** How many are offered: more make no choice easier. */
const most = 5
const suffix = (index: number): string => (index === 0 ? '' : String(index + 1))

/** The facts of `link.other-profile` that tell which profiles it belongs to: `profileId`, `profile`, `link`, `profileId2` … */
export const factsOfOffers = (offers: readonly ProfileOffer[]): Failure['facts'] =>
  Object.fromEntries(
    offers
      .slice(0, most)
      .flatMap(({ id, name, link }, index): [string, string][] => [
        [`profileId${suffix(index)}`, id],
        [`profile${suffix(index)}`, name],
        ...(link === null ? [] : [[`link${suffix(index)}`, link] as [string, string]]),
      ]),
  )

/** Which profiles the facts tell of. */
export function offersIn(facts: Failure['facts']): ProfileOffer[] {
  const offers: ProfileOffer[] = []
  for (let index = 0; index < most; index += 1) {
    const [id, name] = [facts[`profileId${suffix(index)}`], facts[`profile${suffix(index)}`]]
    if (id === undefined || name === undefined) break
    offers.push({ id, name, link: facts[`link${suffix(index)}`] ?? null })
  }
  return offers
}
