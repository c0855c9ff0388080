import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'

import { failure } from '#shared/failure'
import { opportunityId } from '#test/builders'
import { callOutTo } from '#test/harness/call-outs'

import { aRow, aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const withCallOut = (url = 'https://app.example') => {
  const status = aStatus()
  const { profile } = status
  return { ...status, profile: { ...profile, rules: { ...profile.rules, callOut: callOutTo(url) } } }
}

it('sets a call-out up, shows each mistake at its field, and saves what is right', async () => {
  const { person, world } = openWindow({}, '/settings')
  await person.click(await screen.findByRole('switch', { name: 'Call my application first' }))
  const address = screen.getByRole('textbox', { name: 'Address' })
  await person.type(address, 'http://app.example/x')
  expect(await screen.findByText(/^Use https\./)).toBeVisible()
  const save = screen.getByRole('button', { name: 'Save the call-out' })
  expect(save).toBeDisabled()

  await person.clear(address)
  await person.type(address, 'https://app.example/workspaces')
  await person.type(screen.getByRole('textbox', { name: 'Customer ID in the answer' }), 'id')
  expect(await screen.findByText(/JSON Pointer, such as/)).toBeVisible()
  await person.clear(screen.getByRole('textbox', { name: 'Customer ID in the answer' }))
  await person.type(screen.getByRole('textbox', { name: 'Customer ID in the answer' }), '/customer/id')
  expect(save).toBeEnabled()
  await person.click(save)
  await waitFor(() =>
    expect(world.status.profile.rules.callOut).toMatchObject({
      method: 'POST',
      url: 'https://app.example/workspaces',
      customerIdAt: '/customer/id',
    }),
  )
})

it('stays as it was saved when rules that were edited before are saved after it', async () => {
  const { person, world } = openWindow({ status: withCallOut() }, '/settings')
  const days = await screen.findByRole('textbox', { name: 'Days of a trial' })
  await person.clear(days)
  await person.type(days, '21')
  const address = screen.getByRole('textbox', { name: 'Address' })
  await person.clear(address)
  await person.type(address, 'https://app.example/other')
  await person.click(screen.getByRole('button', { name: 'Save the call-out' }))
  await waitFor(() => expect(world.status.profile.rules.callOut).toMatchObject({ url: 'https://app.example/other' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the call-out' })).toBeNull())
  await person.click(screen.getByRole('button', { name: 'Save the rules' }))
  await waitFor(() => expect(world.status.profile.rules.trialDays).toBe(21))
  expect(world.status.profile.rules.callOut).toMatchObject({ url: 'https://app.example/other' })
})

it('takes a secret, binds it to the address, and shows no more than that it is set', async () => {
  const { person, world } = openWindow({ status: withCallOut() }, '/settings')
  await person.click(await screen.findByRole('button', { name: 'Enter it…' }))
  await person.type(screen.getByLabelText('Secret app-key'), 'Bearer canary')
  await person.click(screen.getByRole('button', { name: 'Keep' }))
  expect(await screen.findByText('Set for https://app.example')).toBeVisible()
  expect(world.written).toEqual([
    {
      call: 'settings.setSecret',
      input: { name: 'app-key', origin: 'https://app.example', secret: 'Bearer canary' },
    },
  ])
  expect(document.body.innerHTML).not.toContain('canary')
  await person.click(screen.getByRole('button', { name: 'Forget it' }))
  expect(await screen.findByText('Not set')).toBeVisible()
})

it('says of a secret that was entered for another address that it does not go to this one', async () => {
  openWindow({ status: withCallOut(), secrets: { 'app-key': 'https://old.example' } }, '/settings')
  expect(await screen.findByText('Set for https://old.example, not for this address')).toBeVisible()
})

it('tries the saved call-out on a deal, and shows request, answer and IDs', async () => {
  const { person, world } = openWindow(
    {
      status: withCallOut(),
      trial: {
        runId: 'run-trial',
        request: {
          service: 'call-out',
          method: 'POST',
          path: 'https://app.example/workspaces',
          headers: { Authorization: '(secret: app-key)' },
          body: { account: 'Acme' },
        },
        heard: [
          {
            at: '2026-11-18T16:20:31.000Z',
            method: 'POST',
            path: '/workspaces',
            status: 200,
            requestId: null,
            body: { customer: { id: 'cust-1' } },
          },
        ],
        ids: { customerId: 'cust-1', resourceIds: { 'product-northwind': 'ws-1' } },
        failure: null,
      },
    },
    '/settings',
  )
  const part = within(await screen.findByRole('region', { name: 'Try the call-out' }))
  const attempt = part.getByRole('button', { name: 'Try the call' })
  expect(attempt).toBeDisabled()
  await person.click(part.getByRole('combobox', { name: 'Deal to try it on' }))
  await person.click(await screen.findByRole('option', { name: /Acme/, hidden: true }))
  await person.click(attempt)
  expect(await part.findByText('HTTP 200')).toBeVisible()
  expect(part.getByText('cust-1')).toBeVisible()
  expect(part.getByText('ws-1')).toBeVisible()
  expect(part.getByText(/Authorization: \(secret: app-key\)/)).toBeVisible()
  expect(world.written).toEqual([{ call: 'settings.tryCallOut', input: { opportunityId, typed: '' } }])
})

it('says why a trial could not be made', async () => {
  const { person } = openWindow(
    { status: withCallOut(), trial: failure('call-out.not-possible', 'Nothing to provision', { name: 'Acme' }) },
    '/settings',
  )
  await person.click(await screen.findByRole('combobox', { name: 'Deal to try it on' }))
  await person.click(await screen.findByRole('option', { name: /Acme/, hidden: true }))
  await person.click(screen.getByRole('button', { name: 'Try the call' }))
  expect(await screen.findByText('The call-out cannot be made for this deal')).toBeVisible()
})

it('asks for the name of the account where the profile asks to retype', async () => {
  const status = withCallOut()
  const { person, world } = openWindow(
    {
      status: { ...status, profile: { ...status.profile, access: 'retype' } },
      trial: failure('call-out.not-possible', 'Nothing to provision', { name: 'Acme' }),
    },
    '/settings',
  )
  await person.click(await screen.findByRole('combobox', { name: 'Deal to try it on' }))
  await person.click(await screen.findByRole('option', { name: /Acme/, hidden: true }))
  const attempt = screen.getByRole('button', { name: 'Try the call' })
  expect(attempt).toBeDisabled()
  const typed = screen.getByLabelText(/^Type .* to confirm$/)
  await person.type(typed, aRow().accountName ?? '')
  await person.click(attempt)
  await waitFor(() =>
    expect(world.written).toEqual([
      { call: 'settings.tryCallOut', input: { opportunityId, typed: aRow().accountName } },
    ]),
  )
})
