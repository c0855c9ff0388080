import type { Notice } from '#shared/domain/notice'
import { factsOfOffers } from '#shared/domain/profile-offer'

import { dealThatShows, type Told } from '../../e2e/story.ts'
import { openGroup } from '../../e2e/editor.ts'
import { answerAs, answerWith, tellEvents } from './answers.ts'
import type { Stage } from './stage.ts'

/** Leads the window from its inbox to what is to be looked at. */
export type Scene = (stage: Stage) => Promise<void>

export const open =
  ({ deal }: Told): Scene =>
  async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    const row = page.getByRole('row').filter({ hasText: deal })
    const isFarDown = (await row.count()) === 0
    if (isFarDown) await page.getByLabel('Search deals').fill(deal)
    await row.first().click()
    await page.getByText('What was sold').first().waitFor()
    // The list is whole again, as it is where a person scrolls to the deal. In a narrow window it lies below the deal.
    const search = page.getByLabel('Search deals')
    const isCovered = await search.evaluate((field) => field.closest('[inert]') !== null)
    if (isFarDown && !isCovered) await search.fill('')
    await page.getByRole('row').nth(3).waitFor()
    await page.getByRole('heading', { level: 1 }).last().focus()
  }

const firstOf =
  (state: string): Scene =>
  async ({ page }) => {
    await page.getByRole('button', { name: new RegExp(`^${state} `) }).click()
    await page.getByRole('row').nth(1).click()
    await page.getByText('What was sold').first().waitFor()
  }

export const openSheet =
  (told: Told): Scene =>
  async (stage) => {
    await open(told)(stage)
    await stage.page.getByRole('button', { name: /^Review and provision/ }).click()
    await stage.page.getByRole('heading', { name: 'What changes' }).waitFor()
  }
const inSearch =
  (text: string, until: string): Scene =>
  async ({ page }) => {
    await page.getByLabel('Search deals').fill(text)
    await page.getByText(until).waitFor()
  }

/** The form of a workflow for the customer of Tidewater. */
const openWorkflow =
  (name: string): Scene =>
  async ({ page, at }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.goto(at('/workflows'))
    await page.getByRole('link', { name }).click()
    await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('Tidewater')
    await page
      .getByRole('link', { name: /^Tidewater/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'The payload' }).waitFor()
  }

/** The editor of a deal's draft with every group open. */
const editorOf =
  (told: Told): Scene =>
  async (stage) => {
    await open(told)(stage)
    const { page } = stage
    const groups = page.locator('[data-group] > button[aria-expanded="false"]')
    while ((await groups.count()) > 0) await groups.first().click()
    await page
      .getByRole('button', { name: /^Subscription content|^Free trial/ })
      .first()
      .scrollIntoViewIfNeeded()
  }

/** Scenes that change nothing, so that each can be played again. */
export const scenes: Readonly<Record<string, Scene>> = {
  workflows: async ({ page, at }) => {
    await page.goto(at('/workflows'))
    await page.getByRole('row').nth(3).waitFor()
    await page.getByText('There').first().waitFor()
  },
  workflow: async (stage) => {
    await openWorkflow('Downgrade to a grace-period plan')(stage)
    await stage.page.getByRole('combobox', { name: 'Plan' }).click()
    await stage.page.getByRole('option', { name: /plan-restricted/ }).click()
  },
  'workflow-edited': async (stage) => {
    await openWorkflow('Set subscription metadata')(stage)
    await stage.page.getByRole('button', { name: 'Edit as JSON' }).click()
    await stage.page
      .getByRole('textbox', { name: 'Payload as JSON' })
      .fill('{\n  "subscriptionId": "sub-of-another"\n}')
  },
  'workflow-review': async (stage) => {
    await openWorkflow('Cancel a subscription')(stage)
    await stage.page.getByRole('button', { name: /^Review/ }).click()
    await stage.page.getByRole('heading', { name: 'What is sent' }).waitFor()
  },
  'settings-workflows': async ({ page, at }) => {
    await page.goto(at('/settings'))
    const section = page.getByRole('region', { name: 'Workflows' })
    await section.locator('summary').nth(1).click()
    await section.scrollIntoViewIfNeeded()
  },
  inbox: async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
  },
  'no-match': inSearch('nothing is called that', 'No deal matches'),
  loading: async ({ page, at }) => {
    await page.route(/\/rpc\/opportunities\/list/, () => new Promise(() => undefined))
    await page.goto(at('/inbox'))
    await page.getByLabel('Reading deals').waitFor()
  },
  'not-connected': async ({ page, at }) => {
    await answerAs(page, 'opportunities/list', { rows: [], total: 0, asOf: null })
    await answerAs(page, 'workspace/status', {
      salesforce: { state: 'signed-out', failure: null, org: null, apiUsage: null },
    })
    await page.goto(at('/inbox'))
    await page.getByText('Salesforce is not connected').waitFor()
  },
  'nothing-to-do': async ({ page }) => {
    await page.getByRole('button', { name: /^In flight / }).click()
    await page.getByText('No deal is in flight').waitFor()
  },
  ready: open(dealThatShows('ready: custom plan with feature entitlements')),
  renewal: open(dealThatShows('ready: renewal of a running subscription')),
  trial: open(dealThatShows('ready: trial at POC stage')),
  'trial-again': open(dealThatShows('trial.had-before')),
  priced: open(dealThatShows('ready: paid plan, invoice and price overrides')),
  'priced-credits': open(dealThatShows('ready: paid plan with credit charges')),
  products: open(dealThatShows('ready: plans of two products')),
  amendment: open(dealThatShows('ready: CPQ amendment, 100 + 50 = 150')),
  'no-plan-to-amend': open(dealThatShows('CPQ amendment of seats alone')),
  sixty: open(dealThatShows('ready: sixty lines')),
  rtl: open(dealThatShows('ready: right-to-left names')),
  cjk: open(dealThatShows('ready: Chinese, Japanese and Korean names')),
  emoji: open(dealThatShows('ready: emoji and a name of 120 characters')),
  blocked: firstOf('Blocked'),
  'blocked-delta': open(dealThatShows('mapping.delta-lines')),
  'blocked-ramp': open(dealThatShows('mapping.ramp')),
  'blocked-invoice': open(dealThatShows('billing.open-invoice')),
  'blocked-link': open(dealThatShows('link.conflict')),
  'blocked-detail': open(dealThatShows('credit.cadence-missing')),
  'blocked-no-account': open({ deal: 'Reseller order 8841 - Enterprise', account: '' }),
  'schedule-lost': open(dealThatShows('subscription.schedule-lost')),
  duplicate: open(dealThatShows('customer.possible-duplicate')),
  live: open(dealThatShows('live')),
  sheet: openSheet(dealThatShows('ready: custom plan with feature entitlements')),
  'sheet-renewal': openSheet(dealThatShows('ready: renewal of a running subscription')),
  'sheet-warnings': openSheet(dealThatShows('subscription.schedule-lost')),
  'sheet-trial': openSheet(dealThatShows('trial.replaces')),
  edited: async (stage) => {
    await open(dealThatShows('ready: custom plan with feature entitlements'))(stage)
    const { page } = stage
    await openGroup(page, 'Billing')
    await page.getByRole('textbox', { name: 'Paid by' }).fill('parent-company-with-a-very-long-identifier-0001')
    await page.getByText('1 edit').waitFor()
  },
  editor: editorOf(dealThatShows('ready: paid plan, invoice and price overrides')),
  'editor-custom': editorOf(dealThatShows('ready: emoji and a name of 120 characters')),
  'editor-trial': editorOf(dealThatShows('trial.had-before')),
  ways: open(dealThatShows('ready: amendment of a running subscription')),
  'cancel-subscription': async (stage) => {
    await open(dealThatShows('ready: renewal of a running subscription'))(stage)
    await stage.page
      .getByRole('button', { name: /^What can be done to/ })
      .first()
      .click()
    await stage.page.getByRole('menuitem', { name: 'Cancel…' }).click()
    await stage.page.getByRole('radio', { name: 'At once' }).click()
    await stage.page.getByRole('heading', { name: 'What is sent' }).waitFor()
  },
  help: async ({ page }) => {
    await page.getByRole('link', { name: 'Help' }).click()
    await page.getByRole('heading', { name: 'Help', exact: true }).waitFor()
  },
  'help-page': async ({ page, at }) => {
    await page.goto(at('/help/mapping.delta-lines'))
    await page.getByRole('article').waitFor()
  },
  'bulk-check': async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.getByRole('grid', { name: 'Won deals' }).focus()
    for (const key of ['x', 'ArrowDown', 'x', 'ArrowDown', 'x', 'ArrowDown', 'x']) await page.keyboard.press(key)
    await page.getByRole('button', { name: 'Check and provision…' }).click()
    await page.getByRole('button', { name: /^Provision \d+ deals?$/ }).waitFor({ timeout: 60_000 })
  },
  'not-there': async ({ page, at }) => {
    await page.goto(at('/inbox/006000000000000AAA'))
    await page.getByRole('alert').waitFor()
  },
  palette: async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('re')
    await page.getByText('Deals', { exact: true }).waitFor()
  },
  search: async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('anchorage.example')
    await page.keyboard.press('Enter')
    await page.getByText('records fit').waitFor()
  },
  'search-words': async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('anchorage')
    await page.getByText('in Stigg').first().waitFor()
  },
  'search-nothing': async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('nobody@acme.example')
    await page.getByText('Try the domain').waitFor()
  },
  'search-other-profile': async ({ page }) => {
    const offers = [
      {
        id: 'globex',
        name: 'Globex production',
        link: 'stigg-companion://open/customer/acme?org=00D5g000004AbCdEAK&env=e',
      },
      { id: 'globex-dev', name: 'Globex, for development', link: null },
    ]
    await page.route(/\/rpc\/links\/search/, async (route) => {
      const response = await route.fetch()
      const { json, ...rest } = (await response.json()) as { json: { data: object } }
      const data = { ...json.data, facts: factsOfOffers(offers) }
      await route.fulfill({ response, json: { ...rest, json: { ...json, data } } })
    })
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('A deal, an ID').fill('https://app.stigg.io/globex/customers/acme')
    await page.getByRole('option', { name: /Globex production/ }).waitFor()
  },
  notices: async ({ page, at }) => {
    const notices: readonly Notice[] = [
      {
        category: 'attention',
        title: 'The run for Harbor Robotics needs attention',
        body: 'Harbor Robotics renewal 2026. A step was not done. Nothing more is sent until somebody has looked at it.',
        path: '/runs/run-1',
      },
      { category: 'won', title: '3 more deals were won', body: 'Acme; Globex; Tidewater.', path: '/inbox?state=ready' },
    ]
    const release = { version: '0.2.0', url: 'https://updates.example/setup.exe', notes: '' }
    await tellEvents(page, [
      ...notices.map((notice) => ({ type: 'notice.told', notice }) as const),
      { type: 'update.available', release },
    ])
    await page.goto(at('/inbox'))
    await page.getByRole('region', { name: 'Notices' }).waitFor()
  },
  'settings-notifications': async ({ page, at }) => {
    const release = {
      version: '0.2.0',
      url: 'https://updates.example/setup.exe',
      notes: 'Search is quicker.\n\n- Links: fewer calls',
    }
    await answerAs(page, 'app/updates', {
      state: { at: 'available', checkedAt: '2026-11-21T09:00:00.000Z', release },
      feedHost: 'updates.example',
    })
    await page.goto(at('/settings'))
    await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText('Notifications').click()
  },
  diagnostics: async ({ page, at }) => {
    await page.goto(at('/settings'))
    await page.getByRole('button', { name: 'Show diagnostics…' }).click()
    await page.getByRole('textbox', { name: 'The report' }).waitFor()
  },
  'settings-watch': async ({ page, at }) => {
    await page.goto(at('/settings'))
    await page
      .getByRole('navigation', { name: 'Sections of the settings' })
      .getByText('Watching Salesforce', { exact: true })
      .click()
    await page.getByText(/^Looks every/).waitFor()
  },
  'settings-links': async ({ page, at }) => {
    await page.goto(at('/settings'))
    await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText('Links', { exact: true }).click()
    await page.getByLabel('Redirect page').fill('https://go.northwind.example/to?link={link}')
  },
  'palette-empty': async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByText('Actions', { exact: true }).waitFor()
  },
  shortcuts: async ({ page }) => {
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('?')
    await page.getByText('No single key writes').waitFor()
  },
  credits: async ({ page }) => {
    await page.getByRole('link', { name: /^Credits/ }).click()
    await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('Tidewater')
    await page
      .getByRole('link', { name: /^Tidewater/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Ledger' }).waitFor()
  },
  'credits-grant': async (stage) => {
    await scenes['credits']?.(stage)
    const { page } = stage
    await page.getByRole('button', { name: 'Grant credits…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Goodwill, 1,000 API credits' }).click()
    await page.getByText('Balance of API credits').waitFor()
  },
  drift: async ({ page }) => {
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Compare all linked customers' }).click()
    await page.getByRole('grid', { name: 'Differences' }).focus()
  },
  'drift-none': async ({ page, at }) => {
    // As before the first comparison, whatever was compared for the pictures before.
    await answerWith(page, 'drift/last', { report: null, progress: null })
    await page.goto(at('/inbox'))
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Compare all linked customers' }).waitFor()
  },
  links: async ({ page }) => {
    await page.getByRole('link', { name: 'Links' }).click()
    await page.getByRole('grid', { name: 'Links' }).press('Enter')
    await page.getByRole('complementary', { name: 'The pair' }).waitFor()
  },
  profiles: async ({ page }) => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Profile / })
      .click()
    await page.getByRole('menuitem', { name: 'New connection' }).waitFor()
  },
  settings: async ({ page }) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Mapping fields' }).waitFor()
  },
  'settings-rules': async ({ page }) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Add a template' }).click()
    const name = page.getByRole('textbox', { name: 'Name of template-1' })
    await name.fill('Invoice, annual, net 30, for the customers of the Nordic reseller')
    await page.getByRole('button', { name: 'Return a value' }).click()
    await page.getByRole('button', { name: /^Which deals/ }).click()
    await page.getByText(/^Picked for/).waitFor()
    await page.getByRole('heading', { name: 'Templates' }).evaluate((heading) => heading.scrollIntoView())
  },
  runs: async ({ page }) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor()
  },
}
