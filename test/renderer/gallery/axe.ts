import { AxeBuilder } from '@axe-core/playwright'

import { scenes } from './scenes.ts'
import { onStage } from './stage.ts'

/*
 * What axe finds in every scene, in both schemes; ends with 1 where it finds anything:
 * npx node test/renderer/gallery/axe.ts [--scene=NAME] [--pages=DIR]
 */

const only = process.argv.find((argument) => argument.startsWith('--scene='))?.slice('--scene='.length)
const pages = process.argv.find((argument) => argument.startsWith('--pages='))?.slice('--pages='.length)
let found = 0
await onStage({ pages }, async (stage) => {
  const { page } = stage
  for (const [name, play] of Object.entries(scenes)) {
    if (only !== undefined && only !== name) continue
    await page.goto(stage.at('/inbox'))
    await play(stage)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      found += violations.length
      for (const { id, nodes } of violations)
        for (const { html, any } of nodes.slice(0, 4))
          console.log(`${name} ${colorScheme} ${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
    }
    await stage.endFaults()
  }
})
process.exitCode = found === 0 ? 0 : 1
