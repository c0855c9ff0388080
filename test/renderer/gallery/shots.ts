import { mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { scenes, type Scene } from './scenes.ts'
import { scenesOfCredits } from './scenes-of-credits.ts'
import { scenesOfCustomers } from './scenes-of-customers.ts'
import { scenesOfGuide } from './scenes-of-guide.ts'
import { scenesOfLinks } from './scenes-of-links.ts'
import { scenesOfProfiles } from './scenes-of-profiles.ts'
import { scenesOfRuns } from './scenes-of-runs.ts'
import { scenesOfSignIn } from './scenes-of-sign-in.ts'
import { onStage } from './stage.ts'

/*
 * Pictures of the window over the practice workspace, to be looked at: every scene in both schemes and at two widths.
 * npx node test/renderer/gallery/shots.ts --out DIR [--scene NAME … (NAME* for all that begin so)] [--scheme light|dark] [--width 1280] [--pages DIR]
 * --pages shows the window as built into another folder than dist/renderer; --patience (30) is how many seconds a scene
 * waits for what it asks for. A scene that does not get there is named at the end, and the exit code is 1; its picture
 * shows where it stopped.
 */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(os.tmpdir(), 'companion-gallery') },
    scene: { type: 'string', multiple: true, default: [] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    width: { type: 'string', multiple: true, default: ['1280', '1920'] },
    pages: { type: 'string' },
    patience: { type: 'string', default: '30' },
  },
})
const wanted = (name: string): boolean =>
  values.scene.length === 0 ||
  values.scene.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))

const all: Readonly<Record<string, Scene>> = {
  ...scenes,
  ...scenesOfCredits,
  ...scenesOfCustomers,
  ...scenesOfGuide,
  ...scenesOfLinks,
  ...scenesOfProfiles,
  ...scenesOfSignIn,
  // Last: these write, and the last of them ends the window's session.
  ...scenesOfRuns,
}
const chosen = Object.entries(all).filter(([name]) => wanted(name))
if (chosen.length === 0) throw new Error(`No scene is called ${values.scene.join(' or ')}`)

const failed: string[] = []
await mkdir(values.out, { recursive: true })
await onStage({ pages: values.pages }, async (stage) => {
  const { page } = stage
  page.setDefaultTimeout(Number(values.patience) * 1000)
  /** Play once; every picture is taken of the same state. */
  const shoot = async (name: string, play: Scene): Promise<void> => {
    const widths = values.width.map(Number)
    const sized = (width: number) => page.setViewportSize({ width, height: width >= 1600 ? 1080 : 800 })
    await sized(Math.max(...widths))
    try {
      await page.goto(stage.at('/inbox'))
      await page.getByRole('row').nth(1).waitFor()
      await play(stage)
    } catch (error) {
      failed.push(name)
      console.error(`${name}: ${String(error).split('\n').slice(0, 8).join(' ')}`)
    }
    for (const width of widths.toSorted((a, b) => b - a))
      for (const scheme of values.scheme) {
        await sized(width)
        await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
        await page.waitForTimeout(250)
        await page.screenshot({ path: path.join(values.out, `${name}-${width}-${scheme}.png`), timeout: 60_000 })
      }
    await stage.endFaults()
  }
  for (const [name, play] of chosen) await shoot(name, play)
})
if (failed.length > 0) {
  console.error(`${failed.length} of ${chosen.length} scenes failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
