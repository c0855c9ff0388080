import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { ChangeRow } from '#shared/domain/change-set'
import { finding } from '#shared/domain/finding'
import { failure } from '#shared/failure'

import { opportunityId } from '../../../builders.ts'
import { aPreview, aRun, aStatus, aStepRecord, aSubscriptionDraft } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const path = `/inbox/${opportunityId}`
const deal = () => screen.findByRole('region', { name: 'Acme renewal 2026' })

describe('a deal', () => {
  it('tells the story in three columns: sold, will hold, today', async () => {
    openWindow({}, path)
    const row = await within(await deal()).findByRole('row', { name: /feature-seats/ })
    expect(row).toHaveTextContent(/Seats.*100 \+ 50 = 150.*feature-seats.*150 seats.*100 seats/)
  })

  it('says where its run stopped, and what that left behind', async () => {
    const refused = aStepRecord({ state: 'refused', answer: null, failure: failure('stigg.refused', 'No') })
    const run = aRun({ state: 'attention', steps: [refused] })
    const preview = aPreview({ state: 'attention', reason: { ...aPreview().reason, runId: run.id } })
    openWindow({ runs: [run], preview: () => preview }, path)
    const note = await within(await deal()).findByRole('note')
    expect(note).toHaveTextContent(/stopped at step 1 of 1, .+: Stigg refused it\. It left nothing behind\./)
  })

  it('marks a change by a sign and a word, not by colour alone', async () => {
    openWindow({}, path)
    const row = await within(await deal()).findByRole('row', { name: /feature-seats/ })
    expect(row).toHaveTextContent('↑')
    expect(row).toHaveTextContent('more than today')
  })

  it('keeps what comes with the plan apart from what was sold, and by name', async () => {
    const { changeSet } = aPreview()
    const along: ChangeRow = {
      key: 'sso',
      productId: 'product-northwind',
      kind: 'feature',
      entity: { id: 'feature-sso', name: 'Single sign-on' },
      sold: null,
      will: { kind: 'on' },
      today: null,
      effective: { value: { kind: 'on' }, source: 'plan' },
      change: 'added',
    }
    const rows = [along, ...changeSet.rows]
    openWindow({ preview: () => aPreview({ changeSet: { ...changeSet, rows } }) }, path)
    const names = within(await deal())
      .getAllByRole('row')
      .map((row) => row.textContent)
    expect(names.slice(-2)).toEqual(['Comes with the plan', expect.stringMatching(/^Single sign-on.*from the plan$/)])
  })

  it('shows what counts in effect where it is other than what is sold', async () => {
    const { changeSet } = aPreview()
    const value = { kind: 'number', value: '500', unit: 'seats', per: null } as const
    const effective = { value, source: 'promotional' } as const
    const rows = changeSet.rows.map((row) => (row.key === 'seats' ? { ...row, effective } : row))
    openWindow({ preview: () => aPreview({ changeSet: { ...changeSet, rows } }) }, path)
    const row = await within(await deal()).findByRole('row', { name: /feature-seats/ })
    expect(row).toHaveTextContent(/500 seats from a promotional grant$/)
  })

  it('shows a few of very many lines that are left alone, and the others on demand', async () => {
    const { changeSet } = aPreview()
    const leftAlone = Array.from({ length: 20 }, (_, index): ChangeRow => ({
      key: `left-${index}`,
      productId: null,
      kind: 'left-alone',
      entity: null,
      sold: { name: `Training day ${index + 1}`, quantity: '1', lineIds: [], sum: [] },
      will: null,
      today: null,
      effective: null,
      change: 'left-alone',
    }))
    const rows = [...changeSet.rows, ...leftAlone]
    const { person } = openWindow({ preview: () => aPreview({ changeSet: { ...changeSet, rows } }) }, path)
    await deal()
    expect(screen.queryByText('Training day 20')).toBeNull()
    await person.click(screen.getByRole('button', { name: 'Show 16 more lines' }))
    expect(screen.getByText('Training day 20')).toBeVisible()
  })

  it('takes the focus when it opens, and gives it back to the list', async () => {
    const { person } = openWindow()
    ;(await screen.findByRole('grid')).focus()
    await person.keyboard('{Enter}')
    const heading = await screen.findByRole('heading', { name: 'Acme renewal 2026' })
    await waitFor(() => expect(heading).toHaveFocus())
    await person.keyboard('{Escape}')
    await waitFor(() => expect(window.location.pathname).toBe('/inbox'))
    await waitFor(() => expect(screen.getByRole('grid')).toHaveFocus())
  })

  it('that was read before opens by one Enter alone, and its sheet by another', async () => {
    const { person } = openWindow()
    ;(await screen.findByRole('grid')).focus()
    await person.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Acme renewal 2026' })).toHaveFocus())
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.getByRole('grid')).toHaveFocus())
    await person.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Acme renewal 2026' })).toHaveFocus())
    expect(screen.queryByRole('dialog')).toBeNull()
    await person.keyboard('{Enter}')
    expect(await screen.findByRole('dialog')).toBeVisible()
  })

  it('leaves the focus in the list where it is only peeked at', async () => {
    const { person } = openWindow()
    const grid = await screen.findByRole('grid')
    grid.focus()
    await person.keyboard(' ')
    await deal()
    expect(grid).toHaveFocus()
    await person.keyboard(' ')
    await waitFor(() => expect(window.location.pathname).toBe('/inbox'))
  })

  it('says what cannot be read, and reads it again', async () => {
    let calls = 0
    const preview = () => (calls++ === 0 ? failure('stigg.unreachable', 'down') : aPreview())
    const { person } = openWindow({ preview }, path)
    expect(await screen.findByRole('alert')).toHaveTextContent(/Stigg does not answer.*Nothing was changed/)
    await person.click(screen.getByRole('button', { name: 'Read again' }))
    expect(await deal()).toBeVisible()
  })
})

describe('a finding', () => {
  it('stands with its sentence and a link to its record', async () => {
    const record = { system: 'salesforce', type: 'Product2', id: '01t5g00000EfGhIAAV', name: 'Team seats' } as const
    const findings = [finding('mapping.type-without-id', { record, facts: { product: 'Team seats', type: 'Plan' } })]
    openWindow({ preview: () => aPreview({ state: 'blocked', findings }) }, path)
    expect(await within(await deal()).findByText('Team seats has the Stigg Type Plan but no Stigg ID.')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open in Salesforce' })).toHaveAttribute(
      'href',
      'https://northwind.lightning.example/lightning/r/Product2/01t5g00000EfGhIAAV/view',
    )
  })

  it('that blocks disables the button and says why beside it', async () => {
    openWindow({ preview: () => aPreview({ state: 'blocked', findings: [finding('mapping.no-plan')] }) }, path)
    await deal()
    expect(screen.getByRole('button', { name: 'Review and provision' })).toBeDisabled()
    expect(screen.getByText('1 error to mend first.')).toBeVisible()
  })

  it('that asks for a detail leads to its field', async () => {
    const preview = () =>
      aPreview({ ...workspaces(), state: 'blocked', findings: [finding('subscription.resource-required')] })
    const { person } = openWindow({ preview }, path)
    await deal()
    await person.click(screen.getByRole('button', { name: 'Set the resource ID' }))
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Resource ID' })).toHaveFocus())
  })
})

/** A deal of the product that a customer may have several subscriptions of. */
function workspaces(): Pick<ProvisioningPreview, 'draft'> {
  const subscription = aSubscriptionDraft({ productId: 'product-workspaces', planId: 'plan-workspace' })
  const { draft } = aPreview()
  return { draft: draft && { ...draft, subscriptions: [subscription] } }
}

describe('an edit', () => {
  it('is previewed again, is marked as one’s own, and goes back with one click', async () => {
    const seen: unknown[] = []
    const { person } = openWindow(
      {
        preview: (edits) => {
          seen.push(edits.subscriptions)
          return aPreview(workspaces())
        },
      },
      path,
    )
    await deal()
    await person.click(screen.getByRole('button', { name: /^Content/ }))
    await person.type(screen.getByRole('textbox', { name: 'Resource ID' }), 'x')
    await waitFor(() => expect(seen.at(-1)).toEqual({ 'product-workspaces': { resourceId: 'x' } }))
    expect(screen.getByText('edited by you')).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Undo the edit of Resource ID' }))
    expect(screen.getByRole('textbox', { name: 'Resource ID' })).toHaveValue('')
    expect(screen.queryByText('edited by you')).toBeNull()
  })

  it('keeps the old values in sight while the new ones are on their way', async () => {
    const { person } = openWindow({ preview: () => aPreview(workspaces()) }, path)
    await deal()
    await person.click(screen.getByRole('button', { name: /^Content/ }))
    await person.type(screen.getByRole('textbox', { name: 'Resource ID' }), 'x')
    expect(screen.getByText('refreshing…')).toBeVisible()
    expect(screen.getByRole('row', { name: /feature-seats/ })).toBeVisible()
  })

  it('of the e-mail is not sent on before it is one', async () => {
    const seen: unknown[] = []
    const { person } = openWindow(
      {
        preview: (edits) => {
          seen.push(edits.billingEmail)
          return aPreview()
        },
      },
      path,
    )
    await deal()
    const email = screen.getByRole('combobox', { name: 'Billing e-mail' })
    await person.clear(email)
    await person.type(email, 'pay@acme')
    expect(screen.getByText('Not an e-mail address yet')).toBeVisible()
    await person.type(email, '.example')
    await waitFor(() => expect(seen.at(-1)).toBe('pay@acme.example'))
    expect(seen).not.toContain('pay@acme')
  })
})

it('offers only what the plan can take', async () => {
  const draft = aPreview().draft
  const custom = aSubscriptionDraft({ pricingType: 'FREE' })
  openWindow({ preview: () => aPreview({ draft: draft && { ...draft, subscriptions: [custom] } }) }, path)
  await deal()
  expect(screen.queryByRole('combobox', { name: 'Billing period' })).toBeNull()
  expect(screen.queryByRole('combobox', { name: 'Payment' })).toBeNull()
})

it('can be looked at, not provisioned, with a read-only profile', async () => {
  const status = aStatus({ profile: { ...aStatus().profile, access: 'read-only' } })
  openWindow({ status }, path)
  await deal()
  expect(screen.getByRole('button', { name: 'Review and provision' })).toBeDisabled()
  expect(screen.getByText('This profile is read-only.')).toBeVisible()
})
