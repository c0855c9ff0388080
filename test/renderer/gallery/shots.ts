import { chromium, type Page } from '@playwright/test'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { findChromium } from '../../e2e/find-chromium.ts'
import { startHost } from '../../e2e/host-process.ts'
import { scenes } from './scenes.ts'

/*
 * Pictures of the window over the practice workspace, to be looked at: every scene in both schemes and at two widths.
 * npx node test/renderer/gallery/shots.ts --out DIR [--scene NAME …] [--scheme light|dark] [--width 1280]
 */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(os.tmpdir(), 'companion-gallery') },
    scene: { type: 'string', multiple: true, default: [] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    width: { type: 'string', multiple: true, default: ['1280', '1920'] },
  },
})

async function shoot(page: Page, url: string): Promise<void> {
  for (const [name, play] of Object.entries(scenes)) {
    if (values.scene.length > 0 && !values.scene.includes(name)) continue
    for (const width of values.width.map(Number)) {
      await page.setViewportSize({ width, height: width >= 1600 ? 1080 : 800 })
      for (const scheme of values.scheme) {
        await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
        await page.goto(url)
        try {
          await play(page)
        } catch (error) {
          console.log(`${name}: ${String(error).split('\n')[0] ?? ''}`)
        }
        await page.screenshot({ path: path.join(values.out, `${name}-${width}-${scheme}.png`) })
      }
    }
  }
}

await mkdir(values.out, { recursive: true })
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'companion-gallery-data-'))
const host = await startHost(dataDir)
const browser = await chromium.launch(await findChromium())
try {
  const page = await browser.newPage()
  page.on('console', (message) => message.type() === 'error' && console.log(`console: ${message.text()}`))
  page.on('pageerror', (error) => console.log(`page: ${String(error)}`))
  await page.goto(host.url)
  await page.getByRole('grid').waitFor()
  await shoot(page, new URL('/inbox', host.url).href)
} finally {
  await browser.close()
  await host.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}
