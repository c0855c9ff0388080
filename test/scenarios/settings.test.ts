import { afterAll, beforeAll, expect, it } from 'vitest'

import { STORIES } from '#practice/seed/deals/all'
import type { Shown } from '#practice/seed/shown'
import type { ProvisioningRules } from '#shared/domain/profile'
import { failureOf } from '#test/harness/failure-of'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/* Rules that are saved, and carried as a file, over the shipped core and both practice services. */

let opened: OpenCompanion
beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())

const inForce = async (): Promise<ProvisioningRules> => (await opened.companion.workspace.status()).profile.rules
const save = (rules: ProvisioningRules): Promise<void> => opened.companion.settings.saveRules({ rules })

async function findingsAndTerms(shown: Shown = 'ready: custom plan with feature entitlements') {
  const story = STORIES.find(({ shows }) => shows.includes(shown))
  const rows = await opened.practice.query('SELECT Id, Name FROM Opportunity')
  const opportunityId = String(rows.find(({ Name }) => Name === story?.name)?.Id)
  const { draft, findings } = await opened.companion.provisioning.preview({
    opportunityId,
    edits: { subscriptions: {} },
  })
  return {
    billingPeriods: draft?.subscriptions.map(({ billingPeriod }) => billingPeriod),
    trials: draft?.subscriptions.map(({ trial }) => trial),
    findings: findings.map(({ code, severity }) => [code, severity]),
  }
}

it('a template that is saved is in the next preview, and a file brings it back', async () => {
  const { companion } = opened
  const before = await inForce()
  const plain = await findingsAndTerms()
  const when = { stages: [], opportunityTypes: [], recordTypes: [], amountFrom: null, amountTo: null, planIds: [] }
  const trial = { days: 21, endBehavior: null }
  await save({ ...before, templates: [{ id: 'trial', name: 'Trial', when, values: { trial } }] })
  const changed = await findingsAndTerms()
  expect(changed).not.toEqual(plain)

  const { text } = await companion.settings.exportFile()
  await save(before)
  expect(await findingsAndTerms()).toEqual(plain)
  const { rules, changed: names } = await companion.settings.readFile({ text })
  expect(names).toEqual(['templates'])
  expect(await findingsAndTerms()).toEqual(plain)
  await save(rules)
  expect(await findingsAndTerms()).toEqual(changed)
  await save(before)
})

it('a check that is raised blocks the deals that it used to warn about', async () => {
  const before = await inForce()
  expect((await findingsAndTerms('product.inactive')).findings).toContainEqual(['product.inactive', 'warning'])
  await save({ ...before, raised: { 'product.inactive': 'error' } })
  expect((await findingsAndTerms('product.inactive')).findings).toContainEqual(['product.inactive', 'error'])
  await save(before)
})

it('a file that says what is not known is refused by name, and changes nothing', async () => {
  const { companion } = opened
  const before = await inForce()
  const { text } = await companion.settings.exportFile()
  const failed = await failureOf(
    companion.settings.readFile({ text: text.replace('"trialDays"', '"colour": 1, "trialDays"') }),
  )
  expect(failed).toMatchObject({ code: 'settings.not-readable', facts: { why: 'unknown-key', at: 'rules.colour' } })
  expect(await inForce()).toEqual(before)
})

it('a check cannot be made weaker by a save', async () => {
  const before = await inForce()
  const failed = await failureOf(save({ ...before, raised: { 'opportunity.no-lines': 'warning' } }))
  expect(failed).toMatchObject({ code: 'settings.not-valid', facts: { at: 'raised.opportunity.no-lines' } })
  expect(await inForce()).toEqual(before)
})
