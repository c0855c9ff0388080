/** Values that places (`{{opportunity.id}}`) of a template stand for. */
export interface Places {
  has(name: string): boolean
  /** Null is a value; undefined = there is none, and what consists of it alone is left out. */
  valueOf(name: string): unknown
}

const anyPlace = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Names of the places in a text, known or not. */
const placesIn = (text: string): string[] => [...text.matchAll(anyPlace)].map(([, name = '']) => name)

/** Places in a text that are none; with a brace that was never closed, that too. */
export function unknownPlaces(text: string, isPlace: (name: string) => boolean): string[] {
  const left = text.replaceAll(anyPlace, '')
  return [...placesIn(text).filter((name) => !isPlace(name)), ...(left.includes('{{') ? ['{{'] : [])]
}

/** The name of the place that a text consists of; null where there is anything besides. */
export const onlyPlaceIn = (text: string): string | null => /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(text)?.[1] ?? null

/** The text with its places filled. An unknown place stays as it is written. */
export const filledText = (
  text: string,
  places: Places,
  encode: (value: string) => string = (value) => value,
): string =>
  text.replaceAll(anyPlace, (written, name: string) =>
    places.has(name) ? encode(textOf(places.valueOf(name))) : written,
  )

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * A JSON value with the places of its strings filled; keys stay as they are. A string that is one place and nothing else
 * becomes the place's value, of whatever type; what has no value is left out of its object or list.
 */
export function filledJson(value: unknown, places: Places): unknown {
  if (typeof value === 'string') {
    const only = onlyPlaceIn(value)
    return only !== null && places.has(only) ? places.valueOf(only) : filledText(value, places)
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => filledJson(item, places)).filter((item) => item !== undefined)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, filledJson(item, places)] as const)
      .filter(([, item]) => item !== undefined),
  )
}
