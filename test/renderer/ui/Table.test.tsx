import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { Table } from '#renderer/ui/Table.tsx'

it('has its caption and every heading read out, those that nobody sees among them', () => {
  render(
    <Table
      caption="Grants"
      columns={['Grant', { title: 'Left', isNumber: true }, { title: 'What can be done', isHeard: true }]}
    >
      <tr>
        <td>Goodwill</td>
        <td>500</td>
        <td>Void</td>
      </tr>
    </Table>,
  )
  expect(screen.getByRole('table', { name: 'Grants' })).toBeVisible()
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'Grant',
    'Left',
    'What can be done',
  ])
})
