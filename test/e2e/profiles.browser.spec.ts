import { clientOf, enter } from '#test/electron/hosts/browser/open-server'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { signInTo } from '#test/harness/sign-in-to'

import { anotherLink, expect, test, type RunningApp } from './app.ts'

/*
 * Two profiles: the practice workspace, and one of an org and an environment that another process serves. The companion
 * does not know that those are simulated, too.
 */

const name = 'Northwind Traders EMEA, the sandbox of the sales operations team'
let practice: PracticeProcess
test.beforeAll(async () => {
  practice = await startPracticeProcess()
})
test.afterAll(() => practice.child.stop())

/** Make the profile and come back to the practice workspace, as the guide does. */
async function makeProfile(app: RunningApp): Promise<void> {
  const link = await anotherLink(app)
  const companion = clientOf(new URL(link).origin, await enter(link))
  await companion.profiles.create({ name, ...practice.targets })
  await signInTo(companion, practice)
  const key = practice.stigg.apiKey
  const { environment } = await companion.profiles.setStiggKey({ key, confirm: null })
  await companion.profiles.setStiggKey({ key, confirm: { environmentId: environment.id, name: null } })
  await companion.profiles.finish()
  await companion.profiles.open({ id: 'practice', stopRuns: false })
}

test('profiles are switched by key and by mouse, half-done work is asked about, and one is removed', async ({
  app,
}) => {
  // A profile is made, and opened six times.
  test.slow()
  const { page } = app
  const bar = page.getByRole('banner')
  const search = page.getByLabel('Search deals')
  const dialog = page.getByRole('dialog', { name: `Switch to ${name}?` })
  const other = () => expect(bar).toContainText(name)
  const home = () => expect(bar).toContainText('Practice workspace')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await makeProfile(app)
  await home()

  // By key; what was searched for here does not show there.
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await search.fill('Tidewater')
  await page.keyboard.press('ControlOrMeta+2')
  await other()
  await expect(bar).toContainText('Sandbox')
  await expect(page).toHaveURL(/\/inbox$/)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(search).toHaveValue('')

  // By mouse, from any place.
  await page.getByRole('link', { name: 'Settings' }).click()
  await bar.getByRole('button', { name: /^Profile / }).click()
  await expect(page.getByRole('menuitem', { name: new RegExp(name) })).toHaveAttribute('aria-current', 'true')
  await page.getByRole('menuitem', { name: /Practice workspace/ }).click()
  await home()
  await expect(page).toHaveURL(/\/inbox$/)

  // A selection is asked about first.
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('x')
  await expect(page.getByText('1 deal selected').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+2')
  await expect(dialog).toContainText('1 deal selected in the inbox')
  await dialog.getByRole('button', { name: 'Stay here' }).click()
  await expect(dialog).toHaveCount(0)
  await home()
  await page.keyboard.press('ControlOrMeta+2')
  await dialog.getByRole('button', { name: 'Switch' }).click()
  await other()

  // Rules that were edited are, too, and the browser asks nothing of its own beside.
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('textbox', { name: 'Days of a trial' }).fill('21')
  await bar.getByRole('button', { name: /^Profile / }).click()
  await page.getByRole('menuitem', { name: /Practice workspace/ }).click()
  const back = page.getByRole('dialog', { name: 'Switch to Practice workspace?' })
  await expect(back).toContainText('Rules that were edited and not saved')
  await back.getByRole('button', { name: 'Switch' }).click()
  await home()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+2')
  await other()

  // Removal says what it does, asks for the name, and tells what came of it.
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Remove this profile…' }).click()
  await page.getByRole('textbox', { name: `Type ${name} to remove it` }).fill(name)
  await page.getByRole('button', { name: 'Remove the profile' }).click()
  await expect(page.getByText('Salesforce confirmed that the session is void.')).toBeVisible()
  await expect(page.getByText(/removed-profiles/)).toBeVisible()
  await page.getByRole('button', { name: 'Go to the practice workspace' }).click()
  await home()
  await bar.getByRole('button', { name: /^Profile / }).click()
  await expect(page.getByRole('menuitem', { name: /Practice workspace/ })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: new RegExp(name) })).toHaveCount(0)
  // What the page asks in the moment before it loads again is of the profile that was left: it is refused, as it has to be.
  expect(app.troubles.filter((trouble) => !trouble.includes('409 (Conflict)'))).toEqual([])
})
