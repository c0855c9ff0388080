import type { Page } from '@playwright/test'

const firstOf = async (page: Page, state: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${state} `) }).click()
  await page.getByRole('row').nth(1).click()
  await page.getByText('What was sold').first().waitFor()
}

/** Each scene leads the window from its inbox to what is to be looked at. */
export const scenes: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  inbox: async (page) => {
    await page.getByRole('row').nth(3).waitFor()
  },
  'no-match': async (page) => {
    await page.getByLabel('Search deals').fill('nothing is called that')
    await page.getByText('No deal matches').waitFor()
  },
  ready: (page) => firstOf(page, 'Ready'),
  blocked: (page) => firstOf(page, 'Blocked'),
  sheet: async (page) => {
    await firstOf(page, 'Ready')
    await page.getByRole('button', { name: 'Review and provision' }).click()
    await page.getByRole('heading', { name: 'What changes' }).waitFor()
  },
  replaces: async (page) => {
    await page.getByLabel('Search deals').fill('100 to 175')
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
    await page.getByRole('row').nth(1).click()
    await page.getByText('What was sold').first().waitFor()
  },
  several: async (page) => {
    await page.getByLabel('Search deals').fill('Cobalt')
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
    await page.getByRole('row').nth(1).click()
    await page.getByText('What was sold').first().waitFor()
  },
  'replaces-sheet': async (page) => {
    await scenes['replaces']?.(page)
    await page.getByRole('button', { name: 'Review and provision' }).click()
    await page.getByRole('heading', { name: 'What changes' }).waitFor()
  },
  edited: async (page) => {
    await firstOf(page, 'Ready')
    await page.getByRole('textbox', { name: 'Resource ID' }).fill('site-berlin')
    await page.getByRole('combobox', { name: 'Trial', exact: true }).click()
    await page.getByText('1 edit').waitFor()
  },
  'not-there': async (page) => {
    await page.goto(new URL('/inbox/006000000000000AAA', page.url()).href)
    await page.getByRole('alert').waitFor()
  },
  palette: async (page) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('re')
    await page.getByText('Deals', { exact: true }).waitFor()
  },
  shortcuts: async (page) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('?')
    await page.getByText('No single key writes').waitFor()
  },
  settings: async (page) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByText('Mapping fields').waitFor()
  },
  provisioned: async (page) => {
    await firstOf(page, 'Ready')
    await page.getByRole('button', { name: 'Review and provision' }).click()
    await page.getByRole('heading', { name: 'What changes' }).waitFor()
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByText('Read back').waitFor()
  },
  runs: async (page) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('heading', { name: 'Runs' }).waitFor()
  },
}
