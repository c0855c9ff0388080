import type { Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

const customers = { method: 'GET', path: '/api/v1/customers' }

async function openLinks({ page }: Stage): Promise<void> {
  await page.getByRole('link', { name: /^Links/ }).click()
  await page.getByRole('grid', { name: 'Links' }).waitFor()
}

async function openFirst(stage: Stage, tab: RegExp): Promise<void> {
  const { page } = stage
  await openLinks(stage)
  await page.getByRole('button', { name: tab }).click()
  await page.getByRole('grid', { name: 'Links' }).press('Enter')
  await page.getByRole('complementary', { name: 'The pair' }).waitFor()
}

/** The page of links in every state, and its sheet. */
export const scenesOfLinks: Readonly<Record<string, Scene>> = {
  'links-one-sided': (stage) => openFirst(stage, /^One-sided/),
  'links-conflict': (stage) => openFirst(stage, /^Conflicting/),
  'links-selected': async (stage) => {
    await openLinks(stage)
    await stage.page.getByRole('grid', { name: 'Links' }).press('ControlOrMeta+a')
    await stage.page.getByRole('region', { name: 'Selected links' }).waitFor()
  },
  'links-review': async (stage) => {
    await scenesOfLinks['links-selected']?.(stage)
    await stage.page.getByRole('button', { name: /^Mend \d/ }).click()
    await stage.page.getByRole('heading', { name: 'What is changed' }).waitFor()
  },
  // A name of 120 characters, and an address to match: the list cuts, the detail wraps.
  'links-long-names': async (stage) => {
    const name = 'Gesellschaft für internationale Zusammenarbeit und nachhaltige Entwicklung der Seehäfen mbH & Co. KG'
    await stage.page.route('**/rpc/links/reconcile*', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replaceAll('Dunmore Distillery', name)
      await route.fulfill({ response: answer, body })
    })
    await stage.page.goto(stage.at('/links'))
    await openFirst(stage, /^One-sided/)
  },
  'links-nothing-found': async (stage) => {
    await openLinks(stage)
    await stage.page.getByRole('textbox', { name: 'Find links' }).fill('nobody at all')
    await stage.page.getByText('No such pair').waitFor()
  },
  'links-loading': async (stage) => {
    await stage.fault('stigg', { match: customers, fault: { kind: 'delay', ms: 20_000 }, times: null })
    await stage.page.goto(stage.at('/links'))
    await stage.page.getByRole('button', { name: 'Stop' }).waitFor()
  },
  'links-failing': async (stage) => {
    await stage.fault('stigg', { match: customers, fault: { kind: 'status', status: 403 }, times: null })
    await stage.page.goto(stage.at('/links'))
    await stage.page.getByRole('alert').waitFor()
  },
  'links-mended': async (stage) => {
    await scenesOfLinks['links-review']?.(stage)
    await stage.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Mend \d/ })
      .click()
    await stage.page.getByRole('button', { name: /^Undo/ }).waitFor()
  },
}
