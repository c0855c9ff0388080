import { chromium, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { findChromium } from '#test/e2e/find-chromium'

import { icnsEntries, icnsOf } from './icns.ts'
import { icoOf } from './ico.ts'
import type { Picture } from './picture.ts'

/*
 * Draws the icons that are packaged out of the SVG files beside it: npm run icons. What it makes is committed, so that
 * packaging needs no browser; a test says when a drawing was changed and this was not run.
 */

const here = import.meta.dirname
const out = path.join(here, 'icons')
const sources = ['icon.svg', 'icon-small.svg', 'icon-mac.svg']
/** Below this, fine gaps run together. */
const smallest = 32
const linux = [16, 24, 32, 48, 64, 128, 256, 512]
const windows = [16, 20, 24, 32, 40, 48, 64, 256]
const mac = [...new Set(icnsEntries.map(({ size }) => size))]

async function draw(page: Page, file: string, size: number): Promise<Picture> {
  const source = `data:image/svg+xml;base64,${readFileSync(path.join(here, file)).toString('base64')}`
  const drawn = await page.evaluate(
    async ({ source, size }) => {
      const image = new Image(size, size)
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = size
      canvas.height = size
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('There is no canvas to draw on')
      context.drawImage(image, 0, 0, size, size)
      return {
        png: canvas.toDataURL('image/png').split(',')[1] ?? '',
        // Only small pictures are wanted as points, and a million of them would be long on their way.
        rgba: size > 64 ? [] : [...context.getImageData(0, 0, size, size).data],
      }
    },
    { source, size },
  )
  return { size, png: Buffer.from(drawn.png, 'base64'), rgba: Buffer.from(drawn.rgba) }
}

const flat = (size: number): string => (size <= smallest ? 'icon-small.svg' : 'icon.svg')
const onGrid = (size: number): string => (size <= smallest ? 'icon-small.svg' : 'icon-mac.svg')

const browser = await chromium.launch(await findChromium())
try {
  const page = await browser.newPage()
  const all = async (sizes: readonly number[], source: (size: number) => string): Promise<Picture[]> => {
    const pictures: Picture[] = []
    for (const size of sizes) pictures.push(await draw(page, source(size), size))
    return pictures
  }
  mkdirSync(out, { recursive: true })
  for (const { size, png } of await all(linux, flat)) writeFileSync(path.join(out, `${size}x${size}.png`), png)
  writeFileSync(path.join(out, 'icon.ico'), icoOf(await all(windows, flat)))
  writeFileSync(path.join(out, 'icon.icns'), icnsOf(await all(mac, onGrid)))
  const hashes = sources.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(path.join(here, name)))
      .digest('hex'),
  ])
  writeFileSync(path.join(out, 'drawn-from.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`)
} finally {
  await browser.close()
}
