import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef, type ReactNode } from 'react'
import { expect, it, vi } from 'vitest'

import { ReadAgain, RecordHead } from '#renderer/ui/RecordHead.tsx'

const show = (children: ReactNode) => render(<MantineProvider>{children}</MantineProvider>)
const back = { to: 'the runs', onBack: () => undefined }

it('gives the focus to the name as the page opens, and leads back', async () => {
  const onBack = vi.fn()
  show(<RecordHead back={{ ...back, onBack }} name="Acme Corp" />)
  expect(screen.getByRole('heading', { name: 'Acme Corp' })).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Back to the runs' }))
  expect(onBack).toHaveBeenCalledOnce()
})

it('leaves the focus alone where the page sees to the name itself', () => {
  function Page() {
    const heading = useRef<HTMLHeadingElement>(null)
    return <RecordHead back={back} heading={heading} name="Acme Corp" />
  }
  show(<Page />)
  expect(screen.getByRole('heading', { name: 'Acme Corp' })).not.toHaveFocus()
})

it('says when what is shown was read, and cannot be asked to read while it does', async () => {
  const onRead = vi.fn()
  const told = (refreshing: boolean) => (
    <MantineProvider>
      <ReadAgain label="Read the deal again" at="10:42" refreshing={refreshing} onRead={onRead} />
    </MantineProvider>
  )
  const { rerender } = render(told(false))
  expect(screen.getByText('read at 10:42')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Read the deal again' }))
  expect(onRead).toHaveBeenCalledOnce()
  rerender(told(true))
  expect(screen.getByText('refreshing…')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Read the deal again' })).toBeDisabled()
})
