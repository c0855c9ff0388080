import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { blankGrant } from '#shared/domain/grant-presets'
import { failure } from '#shared/failure'

import { aPreview, aReport, aRun, aStepRecord } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const halted = aRun({
  state: 'attention',
  steps: [
    aStepRecord({ state: 'done' }),
    aStepRecord({
      step: { kind: 'revoke-schedule', id: 'revoke', subscriptionId: 'sub-1', waitsFor: 'date' },
      state: 'refused',
      answer: null,
      failure: failure('stigg.refused', 'No'),
      heard: [
        {
          at: '2026-11-18T16:20:32.000Z',
          method: 'POST',
          path: '/api/v1/x',
          status: 400,
          requestId: 'r-7',
          body: { code: 'Nope' },
        },
      ],
    }),
  ],
})

afterEach(() => void vi.restoreAllMocks())

describe('the runs', () => {
  const runs = [
    aRun(),
    aRun({ id: 'run-2', accountName: 'Beta', opportunityName: 'Beta new', startedBy: 'Olivia Ops' }),
  ]

  it('are found by a word, and by who started them', async () => {
    const { person } = openWindow({ runs }, '/runs')
    const grid = await screen.findByRole('grid', { name: 'Runs' })
    await person.type(screen.getByRole('textbox', { name: 'Find runs' }), 'beta')
    await waitFor(() => expect(within(grid).queryByText('Acme renewal 2026')).toBeNull())
    expect(within(grid).getByText('Beta new')).toBeVisible()
    await person.clear(screen.getByRole('textbox', { name: 'Find runs' }))
    await person.selectOptions(screen.getByRole('combobox', { name: 'Started by' }), 'Jordan Doe')
    await waitFor(() => expect(screen.queryByText('Beta new')).toBeNull())
    expect(screen.getByText('Acme renewal 2026')).toBeVisible()
  })
})

describe('a run that stopped', () => {
  it('says what it left behind, and shows what was answered', async () => {
    openWindow({ runs: [halted] }, '/runs/run-1')
    expect(await screen.findByText('Step 1 was done and stays. Step 2 was refused and changed nothing.')).toBeVisible()
    expect(screen.getByText(/400 to POST \/api\/v1\/x/)).toHaveTextContent('Request ID r-7')
  })

  it('is retried from the step that was refused, when asked to', async () => {
    const { person, world } = openWindow({ runs: [halted] }, '/runs/run-1')
    await person.click(await screen.findByRole('button', { name: 'Retry from here' }))
    await waitFor(() =>
      expect(world.written).toContainEqual(
        expect.objectContaining({
          call: 'provisioning.resume',
          input: expect.objectContaining({ runId: 'run-1', fromStep: 1 }),
        }),
      ),
    )
  })
})

describe('a run that granted credits', () => {
  const request = {
    ...blankGrant({ customerId: 'customer-1', opportunityId: null }),
    currencyId: 'currency-credits',
    displayName: 'Goodwill',
    amount: '50',
    comment: 'PO 4711',
  }
  const marker = { orgId: 'org', opportunityId: null, family: 'family', ordinal: 2 }
  const step = { kind: 'grant-credits' as const, id: 'grant:1', currencyName: 'API credits', grant: request, marker }
  const run = aRun({
    kind: 'grant-credits',
    state: 'attention',
    opportunityId: '',
    opportunityName: 'Acme Corp',
    approval: { ...aRun().approval, acknowledged: ['another'], changeSet: { rows: [], consequences: [] } },
    steps: [aStepRecord({ step, state: 'refused', answer: null, failure: failure('stigg.refused', 'No') })],
  })

  it('says what was agreed to in the words of a grant, and leads to the customer’s credits', async () => {
    openWindow({ runs: [run] }, '/runs/run-1')
    expect(await screen.findByText(/^Acme Corp gets 50 API credits, promotional\./)).toBeVisible()
    expect(screen.getByText('It is grant number 2 of its kind.')).toBeVisible()
    expect(screen.getByText('Ticked: a further grant alike.')).toBeVisible()
    expect(screen.getByText('Comment: PO 4711')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open the customer’s credits' })).toBeVisible()
    expect(screen.queryByText(/what was sold is what Stigg holds/)).toBeNull()
  })

  it('goes on as a grant, and leads to no deal', async () => {
    const done = { ...run, state: 'done' as const }
    async function* apply() {
      yield { runId: run.id, index: 0, record: aStepRecord({ step }) }
      return aReport(done)
    }
    const { person } = openWindow({ runs: [run], apply }, '/runs/run-1')
    await person.click(await screen.findByRole('button', { name: 'Go on with the run' }))
    const sheet = within(await screen.findByRole('dialog', { name: /The credits are granted to Acme Corp/ }))
    expect(sheet.queryByRole('button', { name: 'Next ready deal' })).toBeNull()
    expect(sheet.queryByRole('link', { name: 'Opportunity in Salesforce' })).toBeNull()
    expect(sheet.getAllByRole('button', { name: 'Close' }).at(-1)).toHaveFocus()
  })
})

describe('the evidence of a run', () => {
  it.each([
    ['As a page to read and print', 'evidence_run-1.html', 'text/html;charset=utf-8'],
    ['As data (JSON)', 'evidence_run-1.json', 'application/json;charset=utf-8'],
  ])('is saved as a file: %s', async (item, name, type) => {
    const files: { name: string; type: string }[] = []
    let made = ''
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => ((made = blob.type), 'blob:x'),
        revokeObjectURL: () => undefined,
      }),
    )
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, type: made })
    })
    const { person } = openWindow({ runs: [aRun()] }, '/runs/run-1')
    await person.click(await screen.findByRole('button', { name: 'Save evidence' }))
    await person.click(await screen.findByRole('menuitem', { name: item, hidden: true }))
    await waitFor(() => expect(files).toEqual([{ name, type }]))
  })
})

describe('a run that stopped at its call-out', () => {
  const call = {
    method: 'POST' as const,
    url: 'https://app.example/workspaces',
    headers: [],
    customerIdAt: '/customer/id',
    resourceIdsAt: {},
    timeoutSeconds: 30,
    body: '{}',
  }
  const step = { kind: 'call-out' as const, id: 'call-out', call, trial: false }

  it('is gone on with by a person’s word alone where nobody knows what came of it', async () => {
    const unknown = aStepRecord({
      step,
      state: 'unknown',
      answer: null,
      failure: failure('call-out.outcome-unknown', 'No answer', { reason: 'timeout' }),
    })
    const { person, world } = openWindow(
      { runs: [aRun({ state: 'attention', steps: [unknown, aStepRecord({ state: 'planned', answer: null })] })] },
      '/runs/run-1',
    )
    expect(await screen.findByText(/no answer came in time/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Go on with the run' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Retry from here' })).toBeNull()
    await person.click(screen.getByRole('button', { name: 'It was not done: call again' }))
    await waitFor(() =>
      expect(world.written).toEqual([{ call: 'provisioning.resume', input: { runId: 'run-1', callOutNotDone: true } }]),
    )
  })

  it('whose answer changes the plan is reviewed, and says that the call is not made again', async () => {
    const changed = failure('call-out.plan-changed', 'Another plan')
    const steps = [
      aStepRecord({ step, state: 'done' }),
      aStepRecord({ state: 'planned', answer: null, failure: changed }),
    ]
    const held = aPreview()
    const preview = aPreview({
      callOut: { runId: 'run-1', at: null, ids: { customerId: 'cust-1', resourceIds: {} } },
      steps: [{ step, requests: [] }, ...held.steps],
    })
    const { person } = openWindow(
      { runs: [aRun({ state: 'attention', steps })], preview: () => preview },
      '/runs/run-1',
    )
    expect(await screen.findByText(/Your application’s answer changes the plan/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Review with the new IDs' }))
    const sheet = within(await screen.findByRole('dialog'))
    expect(await sheet.findByText('Answered already: it is not called again.')).toBeVisible()
  })
})
