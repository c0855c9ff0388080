import { chromium, type Browser, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { findChromium } from '../../e2e/find-chromium.ts'
import { startHost, type HostProcess } from '../../e2e/host-process.ts'
import { practiceAddresses, type PracticeAddresses } from '../../e2e/practice-addresses.ts'

/** The real browser host over a practice workspace of its own, and a window that looks at it. */
export interface Stage {
  readonly page: Page
  /** Address of a place of the window. */
  readonly at: (place: string) => string
  /** Make requests that match go wrong, through the practice services' own control plane. */
  readonly fault: (service: keyof PracticeAddresses, rule: object) => Promise<void>
  /** Everything answers as it should again, in the services and in the page. */
  readonly endFaults: () => Promise<void>
  /** End the host as a power cut would, and start it again on the same folder. */
  readonly powerCut: () => Promise<void>
}

interface StageOptions {
  readonly deviceScaleFactor?: number
  /** A folder with the built window, where it is not the project's own `dist/renderer`. */
  readonly pages?: string | undefined
}

/** Serve the window from another folder than the host's: its calls still go to the host. */
async function servePagesFrom(page: Page, folder: string): Promise<void> {
  await page.route(
    (url) => !url.pathname.startsWith('/rpc') && url.pathname !== '/session' && url.hostname === '127.0.0.1',
    async (route) => {
      const file = path.join(folder, new URL(route.request().url()).pathname)
      await route.fulfill({
        path: path.extname(file) !== '' && existsSync(file) ? file : path.join(folder, 'index.html'),
      })
    },
  )
}

async function openPage(browser: Browser, host: HostProcess, options: StageOptions): Promise<Page> {
  const context = await browser.newContext({
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(`page: ${String(error)}`))
  if (options.pages !== undefined) await servePagesFrom(page, options.pages)
  await page.goto(host.url)
  await page.getByRole('grid').waitFor()
  return page
}

/** Run `play` on a stage, and leave nothing behind: no process, no folder. */
export async function onStage(options: StageOptions, play: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'companion-gallery-data-'))
  let host = await startHost(dataDir, 0, ['--profile=practice'])
  const browser = await chromium.launch(await findChromium())
  const control = (service: keyof PracticeAddresses, init: RequestInit) =>
    fetch(`${practiceAddresses(dataDir)[service]}/__practice/faults`, init)
  try {
    const page = await openPage(browser, host, options)
    await play({
      page,
      at: (place) => new URL(place, host.url).href,
      fault: async (service, rule) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await control(service, { method: 'POST', headers, body: JSON.stringify(rule) })
        if (!answer.ok) throw new Error(await answer.text())
      },
      endFaults: async () => {
        for (const service of ['salesforce', 'stigg'] as const) await control(service, { method: 'DELETE' })
        await page.unrouteAll({ behavior: 'ignoreErrors' })
        if (options.pages !== undefined) await servePagesFrom(page, options.pages)
      },
      powerCut: async () => {
        await host.end('SIGKILL')
        host = await startHost(dataDir, 0, ['--profile=practice'])
        await page.goto(host.url)
        await page.getByRole('grid').waitFor()
      },
    })
  } finally {
    await browser.close()
    await host.end('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  }
}
