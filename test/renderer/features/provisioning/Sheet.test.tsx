import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { finding } from '#shared/domain/finding'
import { failure } from '#shared/failure'

import { opportunityId } from '../../../builders.ts'
import type { World } from '../../companion.ts'
import { aPreview, aReport, aRun, aStatus, aStepRecord, aSubscriptionDraft } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

/** The sheet of a deal, opened as a person opens it. */
async function openSheet(vary: Partial<World> = {}) {
  const window = openWindow(vary, `/inbox/${opportunityId}`)
  await window.person.click(await screen.findByRole('button', { name: 'Review and provision' }))
  const sheet = await screen.findByRole('dialog')
  return { ...window, sheet: within(sheet) }
}

describe('deciding', () => {
  it('says the changes in sentences, and apart from them what cannot be undone', async () => {
    const { sheet } = await openSheet()
    expect(await sheet.findByText('Seats: up from 100 to 150')).toBeVisible()
    const final = sheet.getByRole('heading', { name: 'What cannot be undone' }).parentElement
    expect(final).toHaveTextContent('The running Team subscription is cancelled at once, 212 days before its end.')
  })

  it('says what cannot be undone once, where it has to be ticked', async () => {
    const findings = [finding('subscription.replaces', { facts: { plan: 'Team', daysEarly: '212' } })]
    const { sheet } = await openSheet({ preview: () => aPreview({ findings }) })
    expect(await sheet.findAllByText(/running Team subscription is cancelled/)).toHaveLength(1)
    const final = sheet.getByRole('heading', { name: 'What cannot be undone' }).parentElement
    expect(within(final ?? document.body).getByRole('checkbox')).toBeVisible()
  })

  it('says itself which environment it writes to', async () => {
    await openSheet()
    expect(await screen.findByRole('dialog', { name: /^Provision Acme Corp\s*Practice$/ })).toBeVisible()
  })

  it('has one button, named after the act, and puts the focus on Cancel', async () => {
    const { sheet } = await openSheet()
    expect(await sheet.findByRole('button', { name: /^Provision Acme Corp/ })).toBeEnabled()
    await waitFor(() => expect(sheet.getByRole('button', { name: 'Cancel' })).toHaveFocus())
  })

  it('is named a trial where one is started', async () => {
    const trial = { isTrial: true, endDate: null, endBehavior: null }
    const { draft: held } = aPreview()
    const draft = held && { ...held, subscriptions: [aSubscriptionDraft({ trial })] }
    const { sheet } = await openSheet({ preview: () => aPreview({ draft }) })
    expect(await sheet.findByRole('button', { name: /^Start trial for Acme Corp/ })).toBeVisible()
  })

  it('waits for every warning to be ticked, and sends which were', async () => {
    const findings = [finding('subscription.replaces'), finding('trial.had-before')]
    const { sheet, person, world } = await openSheet({ preview: () => aPreview({ findings }) })
    const act = await sheet.findByRole('button', { name: /^Provision Acme Corp/ })
    expect(act).toBeDisabled()
    expect(sheet.getByText('2 warnings to tick.')).toBeVisible()
    for (const box of sheet.getAllByRole('checkbox')) await person.click(box)
    await person.click(act)
    expect(world.written[0]?.input).toMatchObject({ acknowledged: findings.map(({ key }) => key) })
  })

  it('shows the exact writes on demand', async () => {
    const { sheet, person } = await openSheet()
    await person.click(await sheet.findByText(/The request/))
    expect(sheet.getByText(/POST \/api\/v1\/customers/)).toBeVisible()
  })

  it('writes on Ctrl+Enter, and on no single key', async () => {
    const { person, world, sheet } = await openSheet()
    await sheet.findByRole('button', { name: /^Provision Acme Corp/ })
    await person.keyboard('p')
    await person.keyboard('y')
    expect(world.written).toEqual([])
    await person.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(world.written).toHaveLength(1))
  })

  it('asks for the account’s name where the profile wants that', async () => {
    const status = aStatus({ profile: { ...aStatus().profile, kind: 'production', access: 'retype' } })
    const { sheet, person } = await openSheet({ status })
    const act = await sheet.findByRole('button', { name: /^Provision Acme Corp/ })
    expect(act).toBeDisabled()
    await person.type(sheet.getByRole('textbox', { name: 'Type Acme Corp to confirm' }), 'Acme Corp')
    expect(act).toBeEnabled()
  })

  it('asks once per session before it writes to a mixed pair', async () => {
    const status = aStatus({ profile: { ...aStatus().profile, kind: 'mixed' } })
    const { sheet, person } = await openSheet({ status })
    const act = await sheet.findByRole('button', { name: /^Provision Acme Corp/ })
    expect(act).toBeDisabled()
    await person.click(sheet.getByRole('checkbox', { name: /One of the two services is production/ }))
    expect(act).toBeEnabled()
  })

  it('gives the focus back to the button that opened it', async () => {
    const { sheet, person } = await openSheet()
    await sheet.findByRole('button', { name: /^Provision Acme Corp/ })
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(screen.getByRole('button', { name: 'Review and provision' })).toHaveFocus())
    // The key went back by one level alone: the deal is still there.
    expect(window.location.pathname).toBe(`/inbox/${opportunityId}`)
  })

  it('is left without a trace by Cancel', async () => {
    const { sheet, person, world } = await openSheet()
    await person.click(await sheet.findByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(world.written).toEqual([])
  })
})

describe('afterwards', () => {
  const agree = async (vary: Partial<World>) => {
    const window = await openSheet(vary)
    await window.person.click(await window.sheet.findByRole('button', { name: /^Provision Acme Corp/ }))
    return window
  }

  it('shows what was read back and the links to both records', async () => {
    const { sheet } = await agree({})
    expect(await sheet.findByText('1 field as sent.')).toBeVisible()
    expect(sheet.getByRole('link', { name: 'Opportunity in Salesforce' })).toBeVisible()
    expect(sheet.getByRole('link', { name: 'Customer in Stigg' })).toBeVisible()
    expect(sheet.getByText('320 ms')).toBeVisible()
  })

  it('names what differs from what was sent', async () => {
    const fields = [{ record: 'customer', field: 'email', expected: 'a', found: 'b', result: 'different' as const }]
    const report = aReport({ verification: { at: '2026-11-18T16:20:33.000Z', fields, failure: null, findings: [] } })
    const { sheet } = await agree({
      async *apply() {
        yield* []
        return report
      },
    })
    expect(await sheet.findByText(/1 different/)).toBeVisible()
    expect(screen.getByRole('dialog', { name: /with differences/ })).toBeVisible()
  })

  it('says which step failed and why, that the rest was not reached, and offers to go on', async () => {
    const refused = aStepRecord({
      state: 'refused',
      answer: null,
      failure: failure('stigg.refused', 'no', { reason: 'name is too long' }),
    })
    const steps = [
      refused,
      aStepRecord({
        step: { ...refused.step, id: 'step-2' },
        state: 'planned',
        sentAt: null,
        answeredAt: null,
        answer: null,
      }),
    ]
    const { sheet } = await agree({
      async *apply() {
        yield* []
        return aReport({ state: 'attention', steps })
      },
    })
    expect(await sheet.findByText(/name is too long/)).toHaveTextContent('Nothing was changed by this step.')
    expect(sheet.getByText('Not reached')).toBeVisible()
    expect(sheet.getByRole('button', { name: 'Go on with the run' })).toBeVisible()
  })

  it('shows the new preview where the deal changed, and says that nothing was written', async () => {
    const { sheet } = await agree({ applyFailure: failure('opportunity.stale', 'changed') })
    expect(await sheet.findByText(/changed since the preview that you agreed to, so nothing was written/)).toBeVisible()
  })
})

describe('a run that needs attention', () => {
  const runs = [aRun({ state: 'attention', verification: null })]

  it('is given up with a reason, and not without', async () => {
    const { person, world } = openWindow({ runs }, '/runs/run-1')
    await person.click(await screen.findByRole('button', { name: 'Give up…' }))
    const dialog = within(await screen.findByRole('dialog'))
    const act = await dialog.findByRole('button', { name: 'Give up the run' })
    expect(act).toBeDisabled()
    await person.type(dialog.getByRole('textbox', { name: /Why/ }), 'sold by mistake')
    await person.click(act)
    await waitFor(() =>
      expect(world.written).toEqual([
        { call: 'provisioning.abandon', input: { runId: 'run-1', reason: 'sold by mistake' } },
      ]),
    )
  })

  it('is left by Escape, back to its row', async () => {
    const { person } = openWindow({ runs }, '/runs')
    ;(await screen.findByRole('grid', { name: 'Runs' })).focus()
    await person.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Acme renewal 2026' })).toHaveFocus())
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.getByRole('grid', { name: 'Runs' })).toHaveFocus())
  })

  it('goes on from its page', async () => {
    const { person, world } = openWindow({ runs }, '/runs/run-1')
    await person.click(await screen.findByRole('button', { name: 'Go on with the run' }))
    await waitFor(() => expect(world.written).toEqual([{ call: 'provisioning.resume', input: { runId: 'run-1' } }]))
    expect(await screen.findByText('Every step was confirmed.')).toBeVisible()
  })
})
