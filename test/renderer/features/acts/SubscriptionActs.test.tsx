import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { Subscription } from '#shared/domain/customer'
import { aSubscription, opportunityId } from '../../../builders.ts'
import type { World } from '../../companion.ts'
import { aPreview, aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const names = { 'plan-team': 'Team' }

/** The page of a deal whose customer has one running subscription, with its menu open. */
async function openMenu(vary: Partial<Subscription> = {}, world: Partial<World> = {}) {
  const subscriptions = [aSubscription(vary)]
  const opened = openWindow({ preview: () => aPreview({ subscriptions, names }), ...world }, `/inbox/${opportunityId}`)
  await opened.person.click(await screen.findByRole('button', { name: 'What can be done to Team' }))
  await screen.findAllByRole('menuitem', { hidden: true })
  return { ...opened, items: () => screen.getAllByRole('menuitem', { hidden: true }).map((item) => item.textContent) }
}

describe('what can be done to a running subscription', () => {
  it('is what its state lets be done', async () => {
    const { items } = await openMenu()
    expect(items()).toEqual([
      'Change the end…',
      'Change the end by the workflow instead…',
      'Cancel…',
      'Cancel by the workflow instead…',
      'Run a workflow…',
    ])
  })

  it('of a trial with changes ahead is its end, what waits, and cancelling', async () => {
    const scheduledUpdates = [{ type: 'PLAN', at: null, status: 'SCHEDULED' }]
    const { items } = await openMenu({ status: 'IN_TRIAL', trialEndDate: '2026-12-01T00:00:00.000Z', scheduledUpdates })
    expect(items()).toEqual([
      'Extend the trial…',
      'Revoke what is scheduled…',
      'Cancel…',
      'Cancel by the workflow instead…',
      'Run a workflow…',
    ])
  })

  it('is nothing for a profile that may read only', async () => {
    const status = aStatus()
    await openMenu({}, { status: { ...status, profile: { ...status.profile, access: 'read-only' } } })
    const items = screen.getAllByRole('menuitem', { hidden: true })
    // What a workflow would do can be looked at all the same.
    for (const item of items.slice(0, -1)) expect(item).toBeDisabled()
    expect(items.at(-1)).toBeEnabled()
  })

  it('takes the profile’s way first, and leads to the workflow with the subscription filled in', async () => {
    const status = aStatus()
    const { profile } = status
    const rules = { ...profile.rules, actsBy: { cancel: 'workflow' as const, reschedule: 'api' as const } }
    const { person, items } = await openMenu({}, { status: { ...status, profile: { ...profile, rules } } })
    expect(items().slice(2, 4)).toEqual(['Cancel by the workflow…', 'Cancel over Stigg’s API instead…'])
    await person.click(screen.getByRole('menuitem', { name: 'Cancel by the workflow…', hidden: true }))
    await waitFor(() => expect(window.location.pathname).toBe('/workflows/cancel-subscription'))
    expect(new URLSearchParams(window.location.search).get('subscription')).toBe('subscription-team')
  })

  it('leads to the workflows with the customer, the subscription and the deal filled in', async () => {
    const { person } = await openMenu()
    await person.click(screen.getByRole('menuitem', { name: 'Run a workflow…', hidden: true }))
    await waitFor(() => expect(window.location.pathname).toBe('/workflows'))
    const about = new URLSearchParams(window.location.search)
    expect([about.get('subscription'), about.get('opportunity')]).toEqual(['subscription-team', opportunityId])
  })

  it('offers the API alone where the catalogue has no workflow for it', async () => {
    const status = aStatus()
    const rules = { ...status.profile.rules, workflows: [] }
    const { items } = await openMenu({}, { status: { ...status, profile: { ...status.profile, rules } } })
    expect(items()).toEqual(['Change the end…', 'Cancel…', 'Run a workflow…'])
  })

  it('says what cancelling brings about, what cannot be undone, and cancels as it was chosen', async () => {
    const { person, world } = await openMenu()
    await person.click(screen.getByRole('menuitem', { name: 'Cancel…', hidden: true }))
    const sheet = await screen.findByRole('dialog', { name: /^Cancel Team/ })
    expect(await within(sheet).findByText(/Team runs until 1[78] Jul 2027/)).toBeVisible()
    expect(within(sheet).queryByText('What cannot be undone')).toBeNull()
    await person.click(within(sheet).getByRole('radio', { name: 'At once' }))
    expect(await within(sheet).findByText('Team is cancelled at once.')).toBeVisible()
    expect(within(sheet).getByText('What cannot be undone')).toBeVisible()
    await person.click(within(sheet).getByRole('checkbox', { name: /Take everything away/ }))
    await person.click(await within(sheet).findByRole('button', { name: /^Cancel the subscription/ }))
    expect(world.written).toMatchObject([
      { call: 'acts.apply', input: { act: { kind: 'cancel', time: 'IMMEDIATE', revokes: true, prorates: false } } },
    ])
  })

  it('leaves by a button that nobody takes for the cancellation', async () => {
    const { person, world } = await openMenu()
    await person.click(screen.getByRole('menuitem', { name: 'Cancel…', hidden: true }))
    const sheet = await screen.findByRole('dialog', { name: /^Cancel Team/ })
    expect(within(sheet).queryByRole('button', { name: 'Cancel' })).toBeNull()
    await person.click(within(sheet).getByRole('button', { name: 'Keep it' }))
    expect(world.written).toEqual([])
  })

  it('asks nothing of Stigg while the end is as it is', async () => {
    const { person } = await openMenu()
    await person.click(screen.getByRole('menuitem', { name: 'Change the end…', hidden: true }))
    expect(await screen.findByText('Choose another day.')).toBeVisible()
    expect(screen.queryByText(/^What is sent/)).toBeNull()
  })

  it('asks for a day before anything is looked at', async () => {
    const { person } = await openMenu({ pricingType: 'CUSTOM' })
    await person.click(screen.getByRole('menuitem', { name: 'Cancel…', hidden: true }))
    const sheet = await screen.findByRole('dialog', { name: /^Cancel Team/ })
    expect(within(sheet).getByRole('button', { name: /^Cancel the subscription/ })).toBeDisabled()
    expect(within(sheet).getByText('Choose a day.')).toBeVisible()
  })

  it('wants the customer’s name where the profile wants it typed', async () => {
    const status = aStatus()
    const retype = { ...status, profile: { ...status.profile, access: 'retype' as const } }
    const { person, world } = await openMenu({}, { status: retype })
    await person.click(screen.getByRole('menuitem', { name: 'Cancel…', hidden: true }))
    const sheet = await screen.findByRole('dialog', { name: /^Cancel Team/ })
    const button = await within(sheet).findByRole('button', { name: /^Cancel the subscription/ })
    expect(button).toBeDisabled()
    await person.type(await within(sheet).findByLabelText(/^Type Kestrel Robotics/), 'Kestrel Robotics')
    await person.click(button)
    expect(world.written).toMatchObject([{ call: 'acts.apply', input: { typed: 'Kestrel Robotics' } }])
  })
})
