import type { Picture } from './picture.ts'

const headerBytes = 6
const entryBytes = 16
const bitmapHeaderBytes = 40

/** Blue, green, red, alpha from the bottom line up, and an empty mask: alpha says what is seen. */
function bitmapOf({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(bitmapHeaderBytes)
  header.writeUInt32LE(bitmapHeaderBytes, 0)
  header.writeInt32LE(size, 4)
  // Points and mask lie on top of each other, so the height counts twice.
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const points = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4
      const to = (y * size + x) * 4
      points[to] = rgba[from + 2] ?? 0
      points[to + 1] = rgba[from + 1] ?? 0
      points[to + 2] = rgba[from] ?? 0
      points[to + 3] = rgba[from + 3] ?? 0
    }
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size)
  return Buffer.concat([header, points, mask])
}

/**
 * Put pictures into one icon of Windows: the one of 256 as PNG, the smaller ones as bitmaps, which every reader takes.
 * Source: Microsoft, "The format of icon resources" (The Old New Thing) and BITMAPINFOHEADER.
 */
export function icoOf(pictures: readonly Picture[]): Buffer {
  const images = pictures.map((picture) => (picture.size >= 256 ? picture.png : bitmapOf(picture)))
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size }] of pictures.entries()) {
    const at = headerBytes + entryBytes * index
    const bytes = images[index]?.length ?? 0
    // One byte each: 0 says 256.
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(bytes, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += bytes
  }
  return Buffer.concat([header, ...images])
}
