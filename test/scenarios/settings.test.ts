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

it('offers what the org has, and says which deals a template would be picked for', async () => {
  const { companion } = opened
  const choices = await companion.settings.choices()
  expect(choices.stages).toContain('Closed Won')
  expect(choices.opportunityTypes.length).toBeGreaterThan(0)
  expect(choices.textFields).toContainEqual(
    expect.objectContaining({ object: 'Opportunity', field: 'Provisioned_Plan__c', length: 80, updateable: true }),
  )
  const when = { stages: [], opportunityTypes: [], recordTypes: [], amountFrom: null, amountTo: null, planIds: [] }
  const templates = [
    { id: 'growth', name: 'Growth', when: { ...when, planIds: ['plan-growth'] }, values: {} },
    { id: 'nobody', name: 'Nobody', when: { ...when, stages: ['No such stage'] }, values: {} },
    { id: 'rest', name: 'The rest', when, values: {} },
  ]
  const [growth, nobody, rest] = await companion.settings.picks({ templates })
  expect(growth?.deals).toBeGreaterThan(3)
  expect(growth?.first).toHaveLength(3)
  expect(nobody).toEqual({ templateId: 'nobody', deals: 0, first: [] })
  const { total } = await companion.opportunities.list({ offset: 0, limit: 1 })
  expect(rest?.deals).toBeLessThan(total)
})

it('returns values to fields that the org has, with the length that describe tells', async () => {
  const before = await inForce()
  const returning = (field: string, length = 40) =>
    save({ ...before, returnData: [{ value: 'plan', object: 'Opportunity', field, length }] })
  expect(await failureOf(returning('No_Such_Field__c'))).toMatchObject({
    code: 'settings.not-valid',
    facts: { at: 'returnData.0.field', why: 'no-such-field' },
  })
  expect(await failureOf(returning('Stigg_Subscription_ID__c'))).toMatchObject({ facts: { why: 'field-twice' } })
  expect(await inForce()).toEqual(before)
  await returning('Provisioned_Plan__c', 1_000_000)
  expect((await inForce()).returnData).toEqual([
    { value: 'plan', object: 'Opportunity', field: 'Provisioned_Plan__c', length: 80 },
  ])
  await save(before)
})
