import type { Picture } from './picture.ts'

/** Which kinds of entry want a picture of which size. The two smallest are bare points, the others PNG. */
export const icnsEntries = [
  { kind: 'ic04', size: 16, points: true },
  { kind: 'ic05', size: 32, points: true },
  { kind: 'ic11', size: 32, points: false },
  { kind: 'ic12', size: 64, points: false },
  { kind: 'ic07', size: 128, points: false },
  { kind: 'ic13', size: 256, points: false },
  { kind: 'ic08', size: 256, points: false },
  { kind: 'ic14', size: 512, points: false },
  { kind: 'ic09', size: 512, points: false },
  { kind: 'ic10', size: 1024, points: false },
] as const

const longestRun = 130
const longestPlain = 128

/** How often the byte at an index follows itself. */
function runAt(bytes: Uint8Array, start: number): number {
  let end = start + 1
  while (end < bytes.length && end - start < longestRun && bytes[end] === bytes[start]) end++
  return end - start
}

/** Pack a channel: 0x80 and more says how often one byte comes, less than that how many plain bytes follow. */
export function packed(channel: Uint8Array): Buffer {
  const out: number[] = []
  let plain: number[] = []
  const flush = () => {
    if (plain.length > 0) out.push(plain.length - 1, ...plain)
    plain = []
  }
  for (let at = 0; at < channel.length;) {
    const run = runAt(channel, at)
    if (run >= 3) {
      flush()
      out.push(0x80 + run - 3, channel[at] ?? 0)
      at += run
    } else {
      plain.push(channel[at] ?? 0)
      if (plain.length === longestPlain) flush()
      at += 1
    }
  }
  flush()
  return Buffer.from(out)
}

/** Alpha, red, green and blue, one after the other, each packed. */
function pointsOf({ rgba }: Picture): Buffer {
  const channel = (offset: number) => packed(rgba.filter((_byte, index) => index % 4 === offset))
  return Buffer.concat([Buffer.from('ARGB'), ...[3, 0, 1, 2].map(channel)])
}

function entry(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(kind, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

/**
 * Put pictures into one icon of macOS. Throws where a size is missing.
 * Source: "Apple Icon Image format" as libicns and iconutil write it.
 */
export function icnsOf(pictures: readonly Picture[]): Buffer {
  const entries = icnsEntries.map(({ kind, size, points }) => {
    const picture = pictures.find((each) => each.size === size)
    if (picture === undefined) throw new RangeError(`There is no picture of ${size} pixels`)
    return entry(kind, points ? pointsOf(picture) : picture.png)
  })
  return entry('icns', Buffer.concat(entries))
}
