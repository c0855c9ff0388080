/** Where the five case bits of a group of five characters become one check character. */
const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const COUNTER_LENGTH = 9

/**
 * The 18-character form of a record id.
 * @param id15 15 characters of [a-zA-Z0-9]
 * Source: Salesforce Object Reference, "ID Field Type".
 */
export function toId18(id15: string): string {
  let suffix = ''
  for (let group = 0; group < 3; group++) {
    let bits = 0
    for (let i = 0; i < 5; i++) {
      const code = id15.charCodeAt(group * 5 + i)
      if (code >= 65 && code <= 90) bits |= 1 << i
    }
    suffix += CHECK_CHARACTERS[bits]
  }
  return id15 + suffix
}

/** The 18-character form of a 15 or 18-character id, or undefined when it has not the shape of one or its check characters are wrong. */
export function parseId(text: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/.test(text)) return undefined
  const id = toId18(text.slice(0, 15))
  return text.length === 15 || text === id ? id : undefined
}

/** A new id: key prefix, a pod of our own, and a counter in base 62. */
export function makeId(keyPrefix: string, counter: number): string {
  let digits = ''
  for (let rest = counter; rest > 0; rest = Math.floor(rest / 62)) digits = (BASE_62[rest % 62] ?? '0') + digits
  return toId18(`${keyPrefix}Pr0${digits.padStart(COUNTER_LENGTH, '0')}`)
}
