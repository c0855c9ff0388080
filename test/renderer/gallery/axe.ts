import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { findChromium } from '../../e2e/find-chromium.ts'
import { startHost } from '../../e2e/host-process.ts'
import { scenes } from './scenes.ts'

/* What axe finds in every scene, in both schemes: npx node test/renderer/gallery/axe.ts. Ends with 1 where it finds anything. */

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'companion-axe-data-'))
const host = await startHost(dataDir)
const browser = await chromium.launch(await findChromium())
let found = 0
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(host.url)
  await page.getByRole('grid').waitFor()
  for (const [name, play] of Object.entries(scenes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(new URL('/inbox', host.url).href)
      await play(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      found += violations.length
      for (const { id, nodes } of violations)
        for (const { html, any } of nodes.slice(0, 4))
          console.log(`${name} ${colorScheme} ${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
    }
  }
} finally {
  await browser.close()
  await host.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}
process.exitCode = found === 0 ? 0 : 1
