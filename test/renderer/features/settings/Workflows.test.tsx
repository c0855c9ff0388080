import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'

import { openWindow } from '../../open-window.tsx'

const saved = (written: readonly { readonly call: string; readonly input: unknown }[]) =>
  written.filter(({ call }) => call === 'settings.saveRules').map(({ input }) => input)

it('takes a workflow of one’s own with its field, and says at the payload what is wrong in it', async () => {
  const { person, world } = openWindow({}, '/settings')
  const section = await screen.findByRole('region', { name: 'Workflows' })
  await person.click(within(section).getByRole('button', { name: 'Add a workflow' }))
  const entry = within(section).getByRole('group', { name: 'New workflow' })
  await person.click(within(entry).getByText('new-workflow'))
  await person.click(within(entry).getByRole('button', { name: 'Add a field' }))
  const payload = within(entry).getByRole('textbox', { name: 'Payload' })
  await person.clear(payload)
  await person.paste('{"to": "{{fields.field1}}",')
  expect(payload).toHaveAccessibleDescription('This is not JSON: line 1, column 28.')
  expect(screen.getByRole('button', { name: 'Save the rules' })).toBeDisabled()
  await person.clear(payload)
  await person.paste('{"to": "{{fields.none}}"}')
  expect(payload).toHaveAccessibleDescription('There is no such place: fields.none.')
  await person.clear(payload)
  await person.paste('{"to": "{{fields.field1}}"}')
  await person.click(screen.getByRole('button', { name: 'Save the rules' }))
  await waitFor(() =>
    expect(saved(world.written)).toMatchObject([
      {
        rules: {
          workflows: expect.arrayContaining([
            expect.objectContaining({
              id: 'workflow-1',
              payload: '{"to": "{{fields.field1}}"}',
              fields: [expect.objectContaining({ key: 'field1', type: 'text' })],
            }),
          ]) as unknown,
        },
      },
    ]),
  )
})

it('duplicates and deletes entries, and puts back the ready ones that are missing', async () => {
  const { person } = openWindow({}, '/settings')
  const section = await screen.findByRole('region', { name: 'Workflows' })
  await person.click(within(section).getByRole('button', { name: 'Duplicate Cancel a subscription' }))
  expect(within(section).getByRole('group', { name: 'Cancel a subscription (copy)' })).toBeVisible()
  await person.click(within(section).getByRole('button', { name: 'Delete Cancel a subscription' }))
  expect(within(section).queryByRole('group', { name: 'Cancel a subscription' })).toBeNull()
  await person.click(within(section).getByRole('button', { name: 'Put back the ready ones that are missing' }))
  expect(within(section).getByRole('group', { name: 'Cancel a subscription' })).toBeVisible()
})
