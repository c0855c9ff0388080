import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { Name } from '#renderer/ui/Name.tsx'

it('shows by its number what nobody would see in a name, and lays it out by itself', () => {
  render(<Name title={'Acme \u202Emoc.live'}>{'Acme \u202Emoc.live'}</Name>)
  const shown = screen.getByText('Acme [U+202E]moc.live')
  expect(shown.tagName).toBe('BDI')
  expect(shown).toHaveAttribute('title', 'Acme [U+202E]moc.live')
})

it('shows markup as the text that it is', () => {
  render(<Name>{'<img src=x onerror=alert(1)>'}</Name>)
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  expect(document.querySelector('img')).toBeNull()
})

it('is empty where there is no name', () => {
  render(<Name data-testid="none">{null}</Name>)
  expect(screen.getByTestId('none')).toBeEmptyDOMElement()
})
