import { expect, test } from './app.ts'
import { dealThatShows, openDeal, sentTo } from './story.ts'

const renewal = dealThatShows('ready: renewal of a running subscription')

test('the end of a subscription is moved by mouse, and it is cancelled by the keyboard alone', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await openDeal(page, renewal)
  const menu = page.getByRole('button', { name: 'What can be done to Enterprise' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Change the end…' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Clear: Last day of the subscription' }).click()
  await expect(sheet.getByText(/Enterprise goes on without an end/)).toBeVisible()
  await sheet.getByRole('button', { name: /^Move the end/ }).click()
  await expect(sheet.getByText('The subscription ends as it was set.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByText('Enterprise goes on without an end.')).toBeVisible()

  await menu.focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  const cancel = page.getByRole('menuitem', { name: 'Cancel…' })
  for (let made = 0; made < 6; made += 1) {
    if (await cancel.evaluate((item) => item === document.activeElement)) break
    await keyboard.press('ArrowDown')
  }
  await expect(cancel).toBeFocused()
  await keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await keyboard.press('Shift+Tab')
  for (let made = 0; made < 8; made += 1) {
    if (await sheet.getByRole('radio', { name: 'On a day' }).evaluate((radio) => radio === document.activeElement))
      break
    await keyboard.press('Shift+Tab')
  }
  await keyboard.press('ArrowRight')
  await expect(sheet.getByText(/^Enterprise is cancelled at once/)).toBeVisible()
  await expect(sheet.getByRole('button', { name: /^Cancel the subscription/ })).toBeEnabled()
  await keyboard.press('ControlOrMeta+Enter')
  await expect(sheet.getByText('Stigg has taken the cancellation.')).toBeVisible()
  const [cancelled] = await sentTo(app, 'stigg', 'POST', /\/cancel$/)
  expect(cancelled).toMatchObject({ cancellationTime: 'IMMEDIATE', cancellationAction: 'DEFAULT' })
  expect(app.troubles).toEqual([])
})
