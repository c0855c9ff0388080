import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'

import { RowTabs } from '#renderer/ui/RowTabs.tsx'

it('says which tab is chosen and how much stands under each, where that is counted', async () => {
  const onTab = vi.fn()
  const tabs = [
    { id: 'all', word: 'All', count: 1200 },
    { id: 'open', word: 'Open' },
  ]
  render(<RowTabs label="Runs by state" tabs={tabs} current="all" onTab={onTab} />)
  expect(screen.getByRole('group', { name: 'Runs by state' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'All 1,200' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(onTab).toHaveBeenCalledExactlyOnceWith('open')
})
