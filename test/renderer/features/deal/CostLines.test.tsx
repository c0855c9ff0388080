import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { Consequence } from '#shared/domain/change-set'
import type { Cost } from '#shared/domain/cost'

import { CostLines } from '#renderer/features/deal/CostLines.tsx'

const unavailable: Cost = { first: null, recurring: null, note: 'preview-unavailable' }
const own: Cost = {
  first: { total: { amount: '18960', currency: 'usd' }, by: 'companion', lines: [] },
  recurring: null,
  note: 'negotiated-prices',
}
const trial: Consequence = { kind: 'starts', planName: 'Growth', at: null, trialEndsAt: '2026-12-04T00:00:00.000Z' }

const show = (cost: Cost, consequences: readonly Consequence[] = [], isNewCustomer = false): void =>
  void render(
    <MantineProvider>
      <CostLines cost={cost} consequences={consequences} isNewCustomer={isNewCustomer} />
    </MantineProvider>,
  )

it('says that Stigg works out no cost for a customer that is new', () => {
  show(unavailable, [], true)
  expect(screen.getByText(/this one is new/)).toBeVisible()
})

it('says that Stigg could not be asked where it should know the customer', () => {
  show(unavailable)
  expect(screen.getByText(/could not be asked/)).toBeVisible()
})

it('says what comes after a trial in which nothing is billed', () => {
  const line = { productId: 'p', quantity: null, unitPrice: null, by: 'companion' } as const
  const lines = ['Growth', 'Seats'].map((label) => ({ ...line, label, total: { amount: '9480', currency: 'usd' } }))
  const nothing: Cost['first'] = { total: { amount: '0', currency: 'usd' }, by: 'companion', lines: [] }
  const later = { total: { amount: '18960', currency: 'usd' }, by: 'companion', lines, per: 'ANNUALLY' } as const
  show({ ...own, first: nothing, recurring: later }, [trial])
  expect(screen.getByText(/Nothing while the trial lasts/)).toHaveTextContent('then $18,960.00 yearly')
  expect(screen.queryByText(/First invoice/)).toBeNull()
  expect(screen.getByText('2 amounts')).toBeVisible()
})

it('calls it the first invoice where there is none', () => {
  show(own)
  expect(screen.getByText(/First invoice/)).not.toHaveTextContent('trial')
})
