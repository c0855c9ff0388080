import { mkdir } from 'node:fs/promises'
import path from 'node:path'

import { dealThatShows } from '../../e2e/story.ts'
import { open, openSheet } from './scenes.ts'
import { onStage } from './stage.ts'

/*
 * The pictures of the README, from the real app over the practice workspace, into docs/screenshots:
 * npx node test/renderer/gallery/readme.ts [--pages=DIR]
 * The window has to be built first (npm run build); --pages shows one that was built into another folder.
 */

const folder = path.join(import.meta.dirname, '../../../docs/screenshots')
const pages = process.argv.find((argument) => argument.startsWith('--pages='))?.slice('--pages='.length)

await mkdir(folder, { recursive: true })
await onStage({ pages }, async (stage) => {
  const { page } = stage
  await page.setViewportSize({ width: 1920, height: 1200 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const shoot = async (name: string) => {
    // The pointer rests where it touches nothing.
    await page.mouse.move(960, 18)
    await page.waitForTimeout(400)
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
  }
  await open(dealThatShows('ready: renewal of a running subscription'))(stage)
  await shoot('inbox')
  await page.goto(stage.at('/inbox'))
  await openSheet(dealThatShows('subscription.schedule-lost'))(stage)
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await shoot('provision')
})
