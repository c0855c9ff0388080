import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { StrangeLink } from '#renderer/ui/StrangeLink.tsx'

it('says which host it leads to before it is followed', () => {
  render(<StrangeLink href="https://billing.example.evil.example/in_1.pdf">Invoice</StrangeLink>)
  const link = screen.getByRole('link', { name: 'Invoice at billing.example.evil.example' })
  expect(link).toHaveAttribute('href', 'https://billing.example.evil.example/in_1.pdf')
  expect(link).toHaveAttribute('rel', 'noreferrer')
})

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'http://billing.example/in_1.pdf',
  'https://app.stigg.io@evil.example/',
  'file:///etc/passwd',
  'not an address',
])('is no link to %s', (href) => {
  render(<StrangeLink href={href}>Invoice</StrangeLink>)
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.getByText('Invoice:', { exact: false })).toBeVisible()
})
