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

it('calls a first invoice that was added up here one after the trial, where there is a trial', () => {
  show(own, [trial])
  expect(screen.getByText(/First invoice after the trial/)).toHaveTextContent('$18,960.00')
})

it('calls it the first invoice where there is none', () => {
  show(own)
  expect(screen.getByText(/First invoice/)).not.toHaveTextContent('trial')
})
