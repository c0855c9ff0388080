import { expect, it } from 'vitest'

import { columnsInRoom, defaultColumns } from '#renderer/features/inbox/column-ids.ts'

it('shows what was chosen where the list has the whole window', () => {
  expect(columnsInRoom(defaultColumns, 'wide')).toEqual(defaultColumns)
  expect(columnsInRoom(defaultColumns, 'medium')).not.toContain('ownerName')
})

it('keeps state and deal beside an open deal, with the account where there is room for it', () => {
  expect(columnsInRoom(defaultColumns, 'roomy beside')).toEqual(['state', 'name', 'accountName'])
  expect(columnsInRoom(defaultColumns, 'narrow beside')).toEqual(['state', 'name', 'amount'])
})
