import { constants, gunzipSync, inflateSync } from 'node:zlib'

/** A place where a secret belongs: there alone it may stand. */
export interface Home {
  /** Names of the secrets that live there. */
  readonly secret: RegExp
  readonly place: RegExp
  readonly why: string
}

interface Found {
  readonly secret: string
  readonly place: string
  /** How it was written there. */
  readonly as: string
}

export interface Canaries {
  /** From now on this text is searched for everywhere, what was kept before included. */
  hide(name: string, secret: string): void
  /** A place to search: a file, a message, a page. One that says the same as another is searched once, and counts. */
  keep(place: string, content: string | Uint8Array): void
  /** Name of each, one for each that was hidden. */
  readonly names: () => readonly string[]
  /** The secrets that go by these names. */
  called(...names: readonly string[]): readonly string[]
  readonly places: () => readonly string[]
  search(): { readonly places: number; readonly found: readonly Found[]; readonly usedHomes: readonly Home[] }
}

/** What is cut off at the front or the back of a secret still tells it. */
const pieceLength = 24
const pieces = (secret: string): readonly string[] =>
  secret.length <= pieceLength + 6 ? [secret] : [secret.slice(0, pieceLength), secret.slice(-pieceLength)]

/** The characters of base64 that stand for these bytes alone, where they begin `shift` bytes into a group of three. */
function base64At(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString(encoding)
    .replaceAll('=', '')
  const whole = Math.floor(((shift + bytes.length) * 8) / 6)
  return text.slice(Math.ceil((shift * 8) / 6), whole)
}

/** Every way in which a text may be written, by the name of the way. */
export function spellingsOf(text: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(text)
  const encoded = encodeURIComponent(text)
  const all: [string, string][] = [
    ['as it is', text],
    ['lower case', text.toLowerCase()],
    ['URL-encoded', encoded],
    ['URL-encoded twice', encodeURIComponent(encoded)],
    ['every character URL-encoded', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['UTF-16', text.split('').join('\0')],
    [
      'JSON escapes',
      text
        .split('')
        .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
    ],
    [
      'HTML references',
      text
        .split('')
        .map((one) => `&#${one.charCodeAt(0)};`)
        .join(''),
    ],
    ['backwards', text.split('').toReversed().join('')],
    ...[0, 1, 2].flatMap((shift): [string, string][] => [
      [`base64, shifted by ${shift}`, base64At(bytes, shift, 'base64')],
      [`base64url, shifted by ${shift}`, base64At(bytes, shift, 'base64url')],
    ]),
  ]
  const spellings = new Map<string, string>()
  for (const [name, spelling] of all) if (![...spellings.values()].includes(spelling)) spellings.set(name, spelling)
  return spellings
}

const gzipHead = new RegExp(String.fromCharCode(0x1f, 0x8b, 0x08), 'g')

/** What is packed within some bytes: gzip and zlib wherever they begin, in base64 too. */
function unpackedFrom(text: string): string[] {
  const unpack = (read: (bytes: Buffer, options: object) => Buffer, bytes: Buffer): string[] => {
    try {
      return [read(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 50_000_000 }).toString('latin1')]
    } catch {
      return [] // Bytes that only look like a beginning.
    }
  }
  const from = (index: number) => Buffer.from(text.slice(index), 'latin1')
  return [
    ...[...text.matchAll(gzipHead)].flatMap(({ index }) => unpack(gunzipSync, from(index))),
    ...[...text.matchAll(/x[\^\x9c\xda]/g)].slice(0, 200).flatMap(({ index }) => unpack(inflateSync, from(index))),
    ...[...text.matchAll(/H4sI[\w+/-]{20,}={0,2}/g)].flatMap(([packed]) =>
      unpack(gunzipSync, Buffer.from(packed, 'base64')),
    ),
  ]
}

/** Secrets that must be nowhere but at home, and places to search for them. */
export function createCanaries(homes: readonly Home[]): Canaries {
  const secrets = new Map<string, string>()
  const kept = new Map<string, string[]>()
  return {
    hide(name, secret) {
      // What is shorter is found by chance.
      if (secret.length >= 12 && !secrets.has(secret)) secrets.set(secret, name)
    },
    keep(place, content) {
      const text =
        typeof content === 'string' ? Buffer.from(content).toString('latin1') : Buffer.from(content).toString('latin1')
      kept.set(text, [...(kept.get(text) ?? []), place])
    },
    names: () => [...secrets.values()],
    called: (...names) => [...secrets].flatMap(([secret, name]) => (names.includes(name) ? [secret] : [])),
    places: () => [...kept.values()].flat(),
    search() {
      const sought = [...secrets].map(([secret, name]) => ({
        name,
        spellings: pieces(secret).flatMap((piece) => [...spellingsOf(piece)]),
      }))
      const usedHomes = new Set<Home>()
      const found: Found[] = []
      let places = 0
      for (const [text, names] of kept) {
        places += names.length
        const texts = [text, ...unpackedFrom(text)]
        for (const { name, spellings } of sought) {
          const hit = spellings.find(([, spelling]) => texts.some((one) => one.includes(spelling)))
          if (hit === undefined) continue
          for (const place of names) {
            const home = homes.find((one) => one.secret.test(name) && one.place.test(place))
            if (home === undefined) found.push({ secret: name, place, as: hit[0] })
            else usedHomes.add(home)
          }
        }
      }
      return { places, found, usedHomes: [...usedHomes] }
    },
  }
}
