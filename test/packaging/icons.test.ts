import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { icnsEntries, icnsOf, packed } from '#packaging/icns'
import { icoOf } from '#packaging/ico'
import type { Picture } from '#packaging/picture'

import configuration from '../../electron-builder.config.ts'

const root = path.join(import.meta.dirname, '../..')
const folder = path.join(root, 'packaging/icons')
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Width and height that a PNG says of itself. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(pngSignature)
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

/** Entries of an .ico: what the list says of each, and its bytes. */
function entriesOfIco(ico: Buffer): { size: number; content: Buffer }[] {
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
    return { size: ico.readUInt8(at) || 256, content: ico.subarray(offset, offset + length) }
  })
}

/** Entries of an .icns, in their order. */
function entriesOfIcns(icns: Buffer): { kind: string; content: Buffer }[] {
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const entries: { kind: string; content: Buffer }[] = []
  for (let at = 8; at < icns.length;) {
    const length = icns.readUInt32BE(at + 4)
    entries.push({ kind: icns.toString('latin1', at, at + 4), content: icns.subarray(at + 8, at + length) })
    at += length
  }
  return entries
}

function unpacked(bytes: Uint8Array): number[] {
  const out: number[] = []
  for (let at = 0; at < bytes.length;) {
    const head = bytes[at] ?? 0
    if (head >= 0x80) {
      out.push(...Array.from({ length: head - 0x80 + 3 }, () => bytes[at + 1] ?? 0))
      at += 2
    } else {
      out.push(...bytes.subarray(at + 1, at + 2 + head))
      at += 2 + head
    }
  }
  return out
}

describe('the icons that are packaged', () => {
  it('were drawn from the drawings as they are now', () => {
    const drawnFrom = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(path.join(folder, 'drawn-from.json'), 'utf8')))
    const now = Object.keys(drawnFrom).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(root, 'packaging', name)))
        .digest('hex'),
    ])
    expect(Object.fromEntries(now), 'run: npm run icons').toEqual(drawnFrom)
    expect(Object.keys(drawnFrom)).toEqual(['icon.svg', 'icon-small.svg', 'icon-mac.svg'])
  })

  it('of Linux have the sizes that their names say', () => {
    expect(configuration.linux?.icon).toBe('packaging/icons')
    const names = readdirSync(folder).filter((name) => name.endsWith('.png'))
    const sizes = names.map((name) => [name, ...sizeOf(readFileSync(path.join(folder, name)))])
    expect(sizes.map(([name, width, height]) => name === `${width}x${height}.png`)).not.toContain(false)
    expect(sizes.map(([, width]) => Number(width)).toSorted((a, b) => a - b)).toEqual([
      16, 24, 32, 48, 64, 128, 256, 512,
    ])
  })

  it('of Windows hold every size that its lists and bars show', () => {
    const entries = entriesOfIco(readFileSync(path.join(root, String(configuration.win?.icon))))
    expect(entries.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 256])
    for (const { size, content } of entries) {
      if (size === 256) expect(sizeOf(content)).toEqual([256, 256])
      else
        expect([content.readInt32LE(4), content.readInt32LE(8), content.readUInt16LE(14)]).toEqual([size, size * 2, 32])
    }
  })

  it('of macOS hold every size, for plain and for fine screens', () => {
    const entries = entriesOfIcns(readFileSync(path.join(root, String(configuration.mac?.icon))))
    expect(entries.map(({ kind }) => kind)).toEqual(icnsEntries.map(({ kind }) => kind))
    for (const [index, { points, size }] of icnsEntries.entries()) {
      const content = entries[index]?.content ?? Buffer.alloc(0)
      if (points) {
        expect(content.toString('latin1', 0, 4)).toBe('ARGB')
        expect(unpacked(content.subarray(4))).toHaveLength(size * size * 4)
      } else expect(sizeOf(content)).toEqual([size, size])
    }
  })
})

const picture = (size: number): Picture => ({
  size,
  png: Buffer.from(`png of ${size}`),
  rgba: Buffer.from(Array.from({ length: size * size * 4 }, (_, index) => index % 251)),
})

describe('icoOf', () => {
  it('keeps each point in its place, the bottom line first, blue before red', () => {
    const [entry] = entriesOfIco(icoOf([picture(16)]))
    const { rgba } = picture(16)
    const firstOfLast = 15 * 16 * 4
    expect([...(entry?.content.subarray(40, 44) ?? [])]).toEqual([
      rgba[firstOfLast + 2],
      rgba[firstOfLast + 1],
      rgba[firstOfLast],
      rgba[firstOfLast + 3],
    ])
    expect(entry?.content).toHaveLength(40 + 16 * 16 * 4 + 16 * 4)
  })
})

describe('icnsOf', () => {
  it('refuses to leave a size out', () => {
    expect(() => icnsOf([picture(16)])).toThrow('There is no picture of 32 pixels')
  })

  it.each([
    ['nothing that repeats', [1, 2, 3, 4]],
    ['one long run', Array.from({ length: 300 }, () => 7)],
    ['a run after plain bytes', [1, 2, 2, 9, 9, 9, 9, 3]],
    ['more plain bytes than fit at once', Array.from({ length: 400 }, (_, index) => index % 256)],
    ['nothing', []],
  ])('packs %s so that it can be unpacked', (_title, bytes) => {
    expect(unpacked(packed(Uint8Array.from(bytes)))).toEqual(bytes)
  })
})
