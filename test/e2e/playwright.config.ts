import { defineConfig } from '@playwright/test'
import path from 'node:path'

import { findChromium } from './find-chromium.ts'

const root = path.join(import.meta.dirname, '../..')
// The desktop app brings a Chromium of its own, and has neither tabs nor start links.
const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined
const launchOptions = inElectron ? {} : await findChromium()

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  testIgnore: inElectron ? ['**/*.browser.spec.ts'] : [],
  outputDir: path.join(root, 'test-results'),
  // Each case has an app, a folder and practice services of its own.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Ceilings for a machine that has other work; nothing waits so long where it is quick.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    // It costs each case a fifth of its time, and is the only witness of what happens once in thirty runs.
    trace: 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions,
  },
})
