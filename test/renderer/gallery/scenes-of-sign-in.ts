import type { Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

/** Begin a sign-in from the palette. @returns the page of Salesforce */
async function begin({ page }: Stage) {
  const opening = page.context().waitForEvent('page')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('textbox', { name: /Go to a record/ }).fill('sign in to salesforce')
  await page.getByRole('option', { name: 'Sign in to Salesforce', exact: true }).click()
  return opening
}

/** Begin one, allow it, and meet a fault of the exchange. */
async function failWith(stage: Stage, fault: string): Promise<void> {
  await stage.fault('salesforce', { match: { path: '/services/oauth2/token' }, fault })
  const consent = await begin(stage)
  await consent.getByRole('button', { name: 'Allow' }).click()
  await stage.page.getByRole('dialog').getByRole('alert').waitFor()
  await consent.close()
}

async function openNetwork({ page, at }: Stage): Promise<void> {
  await page.goto(at('/settings'))
  await page.getByRole('textbox', { name: 'Proxy' }).scrollIntoViewIfNeeded()
}

/** Signing in and out, and the way to the services. */
export const scenesOfSignIn: Readonly<Record<string, Scene>> = {
  'sign-in-waiting': async (stage) => {
    await (await begin(stage)).close()
    await stage.page.getByRole('timer').waitFor()
  },
  'sign-in-late': async (stage) => {
    await (await begin(stage)).close()
    await stage.page.getByText(/shows an error page/).click()
    await stage.page.getByText(/redirect_uri must match/).waitFor()
  },
  'sign-in-failed': (stage) => failWith(stage, 'redirect-mismatch'),
  'sign-in-other-org': (stage) => failWith(stage, 'other-org'),
  'sign-out': async ({ page, at }) => {
    await page.goto(at('/settings'))
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
  },
  'settings-network': async (stage) => {
    await openNetwork(stage)
    await stage.page.getByRole('textbox', { name: 'Proxy' }).fill('http://jo:secret@proxy.example.com:8080')
  },
  'settings-network-tried': async (stage) => {
    const { page } = stage
    await openNetwork(stage)
    await page.getByRole('textbox', { name: 'Certificates' }).fill('/etc/ssl/nowhere.pem')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Certificates' }).fill('')
    await page.getByRole('textbox', { name: 'Proxy' }).fill('http://proxy.example.com:8080')
    await page.getByRole('button', { name: 'Try it' }).click()
    await page
      .getByText(/Directly/)
      .first()
      .waitFor()
  },
}
