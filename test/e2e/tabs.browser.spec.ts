import { anotherLink, expect, test } from './app.ts'

test('a tab without a start link says how to get in, and another link lets it in', async ({ app, context }) => {
  await expect(app.page.getByRole('navigation')).toBeVisible()
  const tab = await context.newPage()
  await tab.goto(new URL('/', app.page.url()).href)
  await expect(tab.getByText('npm start')).toBeVisible()
  const another = await context.newPage()
  await another.goto(await anotherLink(app))
  await expect(another.getByRole('navigation')).toBeVisible()
  await app.page.reload()
  await expect(app.page.getByRole('navigation')).toBeVisible()
})

test('a tab of an app that was killed says so, and the next start lets it in', async ({ app }) => {
  await expect(app.page.getByRole('navigation')).toBeVisible()
  await app.kill()
  const page = await app.restart()
  await expect(page.getByRole('navigation')).toBeVisible()
})
