import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import type { AccessLevel, ProfileKind } from '#shared/domain/profile'

import { aConnection, heldProfiles } from '../../fake-profiles.ts'
import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

function of(kind: ProfileKind, access: AccessLevel) {
  const status = aStatus()
  return aStatus({ profile: { ...status.profile, id: 'northwind', name: 'Northwind', kind, access } })
}
const connected = (vary: Parameters<typeof aConnection>[0] = {}) => ({
  ...heldProfiles(),
  current: 'northwind',
  connection: aConnection(vary),
})

describe('the access level', () => {
  it('of production is loosened only after the name of the profile was typed', async () => {
    const { person, world } = openWindow({ status: of('production', 'read-only'), profiles: connected() }, '/settings')
    await person.click(await screen.findByLabelText('Confirm and retype'))
    const save = screen.getByRole('button', { name: 'Save the access level' })
    expect(save).toBeDisabled()
    await person.type(screen.getByLabelText('Type Northwind to let it be written to'), 'Northwind')
    await person.click(save)
    await waitFor(() =>
      expect(world.written).toEqual([{ call: 'profiles.setAccess', input: { access: 'retype', typed: 'Northwind' } }]),
    )
  })

  it.each(['sandbox', 'production'] as const)('of a %s is tightened as soon as it is chosen', async (kind) => {
    const { person, world } = openWindow({ status: of(kind, 'confirm'), profiles: connected() }, '/settings')
    await person.click(await screen.findByLabelText('Read-only'))
    await waitFor(() =>
      expect(world.written).toEqual([{ call: 'profiles.setAccess', input: { access: 'read-only', typed: '' } }]),
    )
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the access level' })).toBeNull())
  })

  it('of a sandbox is loosened by a click', async () => {
    const { person, world } = openWindow({ status: of('sandbox', 'read-only'), profiles: connected() }, '/settings')
    await person.click(await screen.findByLabelText('Confirm every write'))
    expect(screen.queryByRole('textbox', { name: /^Type Northwind/ })).toBeNull()
    await person.click(screen.getByRole('button', { name: 'Save the access level' }))
    await waitFor(() => expect(world.status.profile.access).toBe('confirm'))
  })
})

describe('what a profile is', () => {
  it('says why it is of its kind, from what each service says of itself', async () => {
    openWindow({ status: of('production', 'read-only'), profiles: connected() }, '/settings')
    await screen.findByLabelText('Read-only')
    expect(await screen.findByText('Northwind Traders says that it is a production org.')).toBeVisible()
    expect(screen.getByText('Staging says that it is production.')).toBeVisible()
  })

  it('is renamed', async () => {
    const { person, world } = openWindow({ status: of('sandbox', 'confirm'), profiles: connected() }, '/settings')
    const name = await screen.findByLabelText('Name of the profile')
    await person.clear(name)
    await person.type(name, 'EMEA{Enter}')
    await waitFor(() => expect(world.written).toEqual([{ call: 'profiles.rename', input: { name: 'EMEA' } }]))
  })
})

describe('the connection', () => {
  it('takes another key only once it was said whose it is', async () => {
    const { person, world } = openWindow({ status: of('sandbox', 'confirm'), profiles: connected() }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Replace the key…' }))
    await person.type(screen.getByLabelText('Stigg server key'), 'server-abc')
    await person.click(screen.getByRole('button', { name: 'Check the key' }))
    expect(await screen.findByText(/This key is of/)).toHaveTextContent('This key is of Staging (sandbox).')
    await person.click(screen.getByRole('button', { name: 'Keep this key' }))
    await waitFor(() =>
      expect(world.written.at(-1)).toEqual({
        call: 'profiles.setStiggKey',
        input: { confirm: { environmentId: 'env-1', name: 'Staging' } },
      }),
    )
    await waitFor(() => expect(screen.queryByLabelText('Stigg server key')).toBeNull())
  })

  it('keeps the addresses of what it is bound to, and lets the others be changed', async () => {
    const held = connected({ environment: null })
    const { person, world } = openWindow({ status: of('production', 'read-only'), profiles: held }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Change the addresses…' }))
    expect(screen.getByLabelText('Salesforce login address')).toBeDisabled()
    const rest = screen.getByLabelText('Stigg’s REST address')
    await person.clear(rest)
    await person.type(rest, 'http://elsewhere.example')
    expect(screen.getByRole('button', { name: 'Save the addresses' })).toBeDisabled()
    await person.clear(rest)
    await person.type(rest, 'https://edge.stigg.example')
    await person.click(screen.getByRole('button', { name: 'Save the addresses' }))
    await waitFor(() =>
      expect(world.written.at(-1)).toMatchObject({
        call: 'profiles.setConnection',
        input: { stigg: { baseUrl: 'https://edge.stigg.example', graphqlUrl: 'https://edge.stigg.example/graphql' } },
      }),
    )
  })

  it('takes an address of Salesforce alone to sign in at, and puts right what was copied from a page', async () => {
    const held = connected({ org: null })
    const { person, world } = openWindow({ status: of('production', 'read-only'), profiles: held }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Change the addresses…' }))
    const login = screen.getByLabelText('Salesforce login address')
    await person.clear(login)
    await person.type(login, 'https://login.evil.example')
    expect(screen.getByRole('button', { name: 'Save the addresses' })).toBeDisabled()
    await person.clear(login)
    await person.type(login, 'https://acme.lightning.force.com/lightning/page/home')
    await person.click(screen.getByRole('button', { name: 'Save the addresses' }))
    await waitFor(() =>
      expect(world.written.at(-1)).toMatchObject({
        input: { salesforce: { loginUrl: 'https://acme.my.salesforce.com' } },
      }),
    )
  })
})

describe('removing', () => {
  it('says what goes and what stays, asks for the name, and tells what came of it', async () => {
    const { person, world } = openWindow({ status: of('sandbox', 'confirm'), profiles: connected() }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Remove this profile…' }))
    const sheet = await screen.findByRole('dialog', { name: /Remove Northwind/ })
    expect(sheet).toHaveTextContent(/Deleted from this machine.*Revoked.*Stays in both services/)
    const remove = within(sheet).getByRole('button', { name: 'Remove the profile' })
    expect(remove).toBeDisabled()
    await person.click(within(sheet).getByRole('radio', { name: 'Delete it' }))
    await person.type(within(sheet).getByRole('textbox', { name: 'Type Northwind to remove it' }), 'Northwind')
    await person.click(remove)
    await waitFor(() =>
      expect(world.written).toEqual([
        { call: 'profiles.remove', input: { id: 'northwind', typed: 'Northwind', journal: 'delete' } },
      ]),
    )
    expect(await screen.findByText(/Salesforce confirmed that the session is void/)).toBeVisible()
    expect(screen.getByText('The journal is deleted.')).toBeVisible()
  })

  it('deletes a journal that is to be saved as a file only in an act of its own, after it was saved', async () => {
    const saved = vi.fn<(blob: Blob) => string>(() => 'blob:journal')
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => undefined })
    const { person, world } = openWindow({ status: of('sandbox', 'confirm'), profiles: connected() }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Remove this profile…' }))
    const sheet = await screen.findByRole('dialog', { name: /Remove Northwind/ })
    await person.type(within(sheet).getByRole('textbox', { name: 'Type Northwind to remove it' }), 'Northwind')
    await person.click(within(sheet).getByRole('radio', { name: /^Save it as a file/ }))
    const remove = within(sheet).getByRole('button', { name: 'Remove the profile' })
    expect(remove).toBeDisabled()
    await person.click(within(sheet).getByRole('button', { name: 'Save the journal as a file' }))
    await waitFor(() => expect(saved).toHaveBeenCalledOnce())
    expect(world.written).toEqual([])
    expect(await within(sheet).findByText(/Look whether the file is there/)).toBeVisible()
    await person.click(remove)
    await waitFor(() =>
      expect(world.written).toEqual([
        { call: 'profiles.remove', input: { id: 'northwind', typed: 'Northwind', journal: 'delete' } },
      ]),
    )
    expect(await screen.findByText('The journal is deleted here.')).toBeVisible()
  })

  it('is not offered for the practice workspace', async () => {
    openWindow({}, '/settings')
    expect(await screen.findByRole('button', { name: 'Export the journal' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Remove this profile…' })).toBeNull()
  })
})
