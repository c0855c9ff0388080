import type { Page } from '@playwright/test'

/*
 * The draft editor as a person works it. Groups carry Stigg's own headings; every control is named by what it sets
 * ("Minimum spend"), and by what it is about where there are several ("Limit of Projects", "Price of Seats").
 */

/** Open a group of the editor by its heading, where it is closed. */
export async function openGroup(page: Page, heading: string): Promise<void> {
  const toggle = page.getByRole('button', { name: new RegExp(`^${heading}`) }).first()
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
}

export const fill = (page: Page, label: string, text: string): Promise<void> =>
  page.getByRole('textbox', { name: label, exact: true }).fill(text)

export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}
