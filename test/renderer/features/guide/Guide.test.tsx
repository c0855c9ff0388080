import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { FieldCandidate } from '#shared/domain/field-choice'
import { stiggCloud, type ProfileConnection } from '#shared/domain/profile-connection'
import { finding } from '#shared/domain/finding'
import { failure } from '#shared/failure'
import type { World } from '../../companion.ts'
import { aReadinessReport, heldProfiles, type HeldProfiles } from '../../fake-profiles.ts'
import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const salesforce = {
  loginUrl: 'https://acme.my.salesforce.com',
  clientId: '3MVG9AcmeStiggCompanion',
  redirectPorts: [7717],
}
const org = { id: '00D5g000004XyZQEA0', name: 'Acme', isSandbox: false, username: 'jordan@acme.example' }
const environment = { id: 'env-1', name: 'Staging', type: 'SANDBOX', isNamed: false }
const connectedTo = (vary: Partial<ProfileConnection> = {}): ProfileConnection => ({
  salesforce,
  stigg: stiggCloud,
  org: null,
  environment: null,
  isFinished: false,
  ...vary,
})
const aCandidate = (field: string, values: string[], vary: Partial<FieldCandidate> = {}): FieldCandidate => ({
  object: 'Product2',
  field,
  label: field.replaceAll('_', ' ').replace(/ {2}c$/, ''),
  type: 'string',
  updateable: true,
  examples: values.map((value) => ({ record: 'Acme Enterprise', value })),
  ...vary,
})

/** A window on a profile that is not finished: how far it is, and what the core knows. */
function openGuide(
  far: 'made' | 'signed-in' | 'keyed',
  { held = {}, status = {} }: { held?: Partial<HeldProfiles>; status?: Partial<World['status']> } = {},
) {
  const known = aStatus()
  const offline = {
    state: 'signed-out',
    failure: failure('salesforce.signed-out', 'Nobody'),
    org: null,
    apiUsage: null,
  } as const
  const noKey = {
    state: 'signed-out',
    failure: failure('stigg.key-refused', 'No key'),
    environment: null,
    appUrl: null,
  } as const
  return openWindow({
    status: aStatus({
      isFinished: false,
      profile: { ...known.profile, id: 'acme', name: 'Acme', kind: 'production', access: 'read-only' },
      ...(far === 'made' ? { salesforce: offline } : {}),
      ...(far === 'keyed' ? {} : { stigg: noKey }),
      ...status,
    }),
    profiles: {
      ...heldProfiles(),
      connection: connectedTo({
        org: far === 'made' ? null : org,
        environment: far === 'keyed' ? environment : null,
      }),
      ...held,
    },
  })
}

describe('a fresh start', () => {
  const fresh = () => ({ profiles: { ...heldProfiles(), isWelcomed: false } })

  it('asks once: practise, or connect', async () => {
    const { person, world } = openWindow(fresh())
    await person.click(await screen.findByRole('button', { name: 'Try the practice workspace' }))
    expect(await screen.findByRole('navigation', { name: 'Places' })).toBeVisible()
    expect(world.profiles.isWelcomed).toBe(true)
  })

  it('leads to the first step, which says what people usually get wrong', async () => {
    const { person, world } = openWindow(fresh())
    await person.click(await screen.findByRole('button', { name: 'Connect your org' }))
    const address = await screen.findByRole('textbox', { name: 'Address of the org' })
    await person.type(address, 'https://acme.lightning.force.com/lightning/page/home')
    expect(screen.getByText(/That is a Lightning address/)).toHaveTextContent('https://acme.my.salesforce.com')
    await person.click(screen.getByRole('button', { name: 'Go on to the sign-in' }))
    expect(screen.getByText('Enter a name.')).toBeVisible()
    expect(screen.getByText('Enter the consumer key of the external client app.')).toBeVisible()
    expect(world.written).toEqual([])
    await person.type(screen.getByRole('textbox', { name: 'Name of the profile' }), 'Acme')
    await person.type(screen.getByRole('textbox', { name: 'Consumer key' }), '3MVG9AcmeStiggCompanion')
    await person.click(screen.getByRole('button', { name: 'Go on to the sign-in' }))
    await waitFor(() =>
      expect(world.written).toEqual([
        {
          call: 'profiles.create',
          input: { name: 'Acme', salesforce: { ...salesforce, redirectPorts: [7717, 7718, 7719] }, stigg: stiggCloud },
        },
      ]),
    )
  })

  it('tells the administrator the callback addresses that the companion listens on', async () => {
    const { person } = openWindow(fresh(), '/connect')
    const page = await screen.findByRole('complementary', { name: 'What to set up in Salesforce' })
    expect(within(page).getByText('http://localhost:7717/oauth/callback')).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Advanced' }))
    const ports = await screen.findByRole('textbox', { name: 'Ports of the callback addresses' })
    await person.clear(ports)
    await person.type(ports, '5001')
    expect(within(page).getByText('http://localhost:5001/oauth/callback')).toBeVisible()
    await person.click(within(page).getByRole('button', { name: 'Copy the callback URLs' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('http://localhost:5001/oauth/callback'))
    await person.click(within(page).getByRole('button', { name: 'Copy as text' }))
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toContain('http://localhost:5001/oauth/callback'),
    )
  })
})

describe('a profile whose settings were lost', () => {
  it('begins with the org again, and says which file was kept aside', async () => {
    openGuide('made', {
      held: { connection: connectedTo({ salesforce: { ...salesforce, clientId: 'none' } }) },
      status: { keptAside: ['settings-unreadable-1.json'] },
    })
    expect(await screen.findByRole('heading', { name: 'Which Salesforce org?' })).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'Consumer key' })).toHaveValue('')
    expect(screen.getByRole('button', { name: /^Sign in/ })).toBeDisabled()
    expect(screen.getByText(/settings-unreadable-1.json/)).toBeVisible()
  })
})

describe('a key that may not ask', () => {
  it('leaves open whether the environment is integrated', async () => {
    const report = { ...aReadinessReport(), integration: { value: null, failure: null } }
    const { person } = openGuide('keyed', { held: { report } })
    await person.click(await screen.findByRole('button', { name: /^Readiness/ }))
    const item = (await screen.findAllByRole('listitem')).find((one) =>
      one.textContent.includes('Salesforce integration'),
    )
    expect(item).toHaveTextContent(/Not known.*The key may not ask/)
    expect(item).not.toHaveTextContent('has no Salesforce integration')
  })
})

describe('fields that are not found', () => {
  it('may be there and be hidden, which is said before anybody makes them twice', async () => {
    const { person } = openGuide('keyed')
    await person.click(await screen.findByRole('button', { name: /^Mapping/ }))
    const steps = await screen.findByRole('region', { name: 'What an administrator has to make' })
    expect(steps).toHaveTextContent('may be hidden from your user')
  })
})

describe('the addresses of Stigg', () => {
  it('are both of one host, since the key is bound to it', async () => {
    const { person } = openGuide('signed-in')
    await person.click(await screen.findByRole('button', { name: /^Stigg key/ }))
    await person.click(screen.getByRole('button', { name: 'Advanced' }))
    const graphql = await screen.findByRole('textbox', { name: 'Address of its GraphQL API' })
    await person.clear(graphql)
    await person.type(graphql, 'https://graphql.acme.example/')
    expect(screen.getByText('Enter an https address of the same host as the API’s.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Use these addresses' })).toBeDisabled()
    const api = screen.getByLabelText('Address of Stigg’s API')
    await person.clear(api)
    await person.type(api, 'https://graphql.acme.example')
    expect(screen.getByRole('button', { name: 'Use these addresses' })).toBeEnabled()
  })
})

describe('a network that lets nobody through', () => {
  it('can be told its proxy from within the guide', async () => {
    const { person, world } = openGuide('made')
    await person.click(await screen.findByRole('button', { name: 'Network settings…' }))
    const sheet = await screen.findByRole('dialog', { name: 'Network' })
    await person.type(await within(sheet).findByLabelText('Proxy'), 'http://proxy.acme.example:8080')
    await person.click(within(sheet).getByRole('button', { name: 'Save the network' }))
    await waitFor(() => expect(JSON.stringify(world.written)).toContain('http://proxy.acme.example:8080'))
  })
})

describe('where nothing can seal a secret', () => {
  it('says so before somebody signs in, and before a key is handed over', async () => {
    const { person } = openGuide('made', { status: { vault: 'memory' } })
    expect(await screen.findByText(/you sign in again after each start/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: /^Stigg key/ }))
    expect(await screen.findByText(/kept in memory and asked for again after a restart/)).toBeVisible()
    expect(screen.queryByText(/is sealed/)).toBeNull()
  })

  it('asks for the key again without calling it refused', async () => {
    openGuide('signed-in', {
      held: { connection: connectedTo({ org, environment }) },
      status: {
        vault: 'memory',
        stigg: {
          state: 'signed-out',
          failure: failure('stigg.key-refused', 'No key', { reason: 'no-key' }),
          environment: null,
          appUrl: null,
        },
      },
    })
    expect(await screen.findByText(/Enter a key of that environment/)).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('a profile that is not finished', () => {
  it('shows the guide in place of the deals, at the step that is next', async () => {
    const { person, world } = openGuide('made')
    expect(await screen.findByRole('heading', { name: 'Sign in to Salesforce' })).toBeVisible()
    expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull()
    expect(screen.getByRole('button', { name: /^Readiness/ })).toBeDisabled()
    await person.click(screen.getByRole('button', { name: 'Open the browser and sign in' }))
    await waitFor(() =>
      expect(world.written).toContainEqual({ call: 'workspace.signIn', input: { switchUser: false } }),
    )
  })

  it('asks Salesforce again where it did not answer, before anybody signs in anew', async () => {
    const unreachable = {
      state: 'unreachable',
      failure: failure('salesforce.unreachable', 'No answer'),
      org: null,
      apiUsage: null,
    } as const
    const { person, world } = openGuide('made', {
      held: { connection: connectedTo({ org }) },
      status: { salesforce: unreachable },
    })
    const panel = await screen.findByRole('alert')
    expect(panel).toHaveTextContent('Salesforce does not answer')
    world.status = { ...world.status, salesforce: aStatus().salesforce }
    await person.click(within(panel).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('Salesforce does not answer')).toBeNull())
    expect(world.written).toEqual([])
  })

  it('says who signed in and where, and any step can be gone back to', async () => {
    const { person } = openGuide('signed-in')
    expect(await screen.findByRole('heading', { name: 'Which Stigg environment?' })).toBeVisible()
    await person.click(screen.getByRole('button', { name: /^Sign in/ }))
    expect(await screen.findByText('You are signed in. The profile belongs to this org from now on.')).toBeVisible()
    await person.click(screen.getByRole('button', { name: /^Salesforce org/ }))
    expect(await screen.findByText(/This profile belongs to Acme/)).toBeVisible()
  })

  it('shows whose key it is before it is kept, and keeps the key nowhere in the window', async () => {
    const { person, world } = openGuide('signed-in')
    const key = await screen.findByLabelText('Server key')
    await person.type(key, 'client-abc{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('That is a publishable key')
    expect(key).toHaveValue('')
    await person.type(key, 'server-offline{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('Stigg')
    expect(key).toHaveValue('server-offline')
    await person.clear(key)
    await person.type(key, 'server-wrong{Enter}')
    await screen.findByRole('button', { name: 'Keep the key of Staging' })
    await person.keyboard('{Escape}')
    expect(key).toHaveValue('')
    expect(key).toHaveFocus()
    await person.type(key, 'server-abc{Enter}')
    const keep = await screen.findByRole('button', { name: 'Keep the key of Staging' })
    expect(keep).toHaveFocus()
    await person.click(keep)
    await waitFor(() => expect(screen.getByLabelText('Server key')).toHaveValue(''))
    expect(world.written.findLast(({ call }) => call === 'profiles.setStiggKey')?.input).toEqual({
      confirm: { environmentId: 'env-1', name: null },
    })
    expect(JSON.stringify(window.localStorage)).not.toContain('server-abc')
    expect(document.body.innerHTML).not.toContain('server-abc')
  })

  it('keeps the key that is there where another one is not handed over after all', async () => {
    const { person, world } = openGuide('keyed')
    await person.click(await screen.findByRole('button', { name: /^Stigg key/ }))
    await person.click(await screen.findByRole('button', { name: 'Use another key' }))
    await person.type(screen.getByLabelText('Server key'), 'server-other')
    await person.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText(/The key is kept/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Use another key' }))
    await person.type(screen.getByLabelText('Server key'), 'server-other{Escape}')
    expect(await screen.findByText(/The key is kept/)).toBeVisible()
    expect(world.written).toEqual([])
  })

  it.each([
    ['keychain', /sealed by this machine’s keychain/],
    ['memory', /kept in memory and asked for again/],
  ] as const)('says how the key and the session are kept: %s', async (vault, said) => {
    const { person } = openGuide('signed-in', { status: { vault } })
    expect(await screen.findByText(said)).toBeVisible()
    await person.click(screen.getByRole('button', { name: /^Sign in/ }))
    expect(await screen.findByText(vault === 'memory' ? /sign in again after a restart/ : /^Sealed by/)).toBeVisible()
  })

  it('shows what a field is looked for while the fields are read', async () => {
    openGuide('keyed')
    expect(await screen.findByRole('rowheader', { name: /^Stigg ID of a product/ })).toBeVisible()
    expect(await screen.findByRole('combobox', { name: 'Field for the Stigg ID of a product' })).toBeVisible()
  })

  it('lets a person name the environment of a key that may not ask, and calls it production', async () => {
    const { person, world } = openGuide('signed-in')
    await person.type(await screen.findByLabelText('Server key'), 'server-shy{Enter}')
    expect(await screen.findByText(/It counts as production/)).toBeVisible()
    const keep = screen.getByRole('button', { name: 'Keep the key' })
    expect(keep).toBeDisabled()
    await person.type(screen.getByRole('textbox', { name: 'Name of the environment' }), 'Live')
    await person.click(keep)
    await waitFor(() =>
      expect(world.written.at(-1)?.input).toEqual({ confirm: { environmentId: 'env-1', name: 'Live' } }),
    )
  })

  it('shows fields with what records hold, and keeps those that were chosen', async () => {
    const { person, world } = openGuide('keyed', {
      held: {
        candidates: {
          ...heldProfiles().candidates,
          productType: [aCandidate('Catalogue_Kind__c', ['Plan', 'Add-on'])],
          productId: [aCandidate('Old_Code__c', ['A-17']), aCandidate('Catalogue_Key__c', ['plan-enterprise'])],
        },
      },
      status: { mapping: null },
    })
    await person.click(await screen.findByRole('combobox', { name: 'Field for the Stigg ID of a product' }))
    await person.click(await screen.findByRole('option', { name: /Old Code/, hidden: true }))
    expect(await screen.findByText(/None of these values begins as IDs of Stigg’s/)).toBeVisible()
    await person.click(screen.getByRole('combobox', { name: 'Field for the Stigg ID of a product' }))
    await person.click(await screen.findByRole('option', { name: /Catalogue Key/, hidden: true }))
    expect(await screen.findByText('plan-enterprise')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'What an administrator has to make' })).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Keep these fields and go on' }))
    await waitFor(() =>
      expect(world.written).toContainEqual({
        call: 'profiles.chooseMapping',
        input: { chosen: { productId: { object: 'Product2', field: 'Catalogue_Key__c' } } },
      }),
    )
  })

  it('ends with the report, and is put off or away by the person alone', async () => {
    const { person, world } = openGuide('keyed')
    await person.click(await screen.findByRole('button', { name: /^Readiness/ }))
    expect(within(await screen.findByRole('list', { name: 'What was found' })).getAllByRole('listitem')).toHaveLength(6)
    await person.click(screen.getByRole('button', { name: 'Finish, and go to the deals' }))
    await waitFor(() => expect(world.written).toContainEqual({ call: 'profiles.finish', input: null }))
    await person.click(screen.getByRole('button', { name: 'Continue later' }))
    await waitFor(() =>
      expect(world.written).toContainEqual({ call: 'profiles.open', input: { id: 'practice', stopRuns: true } }),
    )
    await person.click(screen.getByRole('button', { name: 'Remove this profile…' }))
    const put = await screen.findByRole('button', { name: 'Remove the profile' })
    expect(put).toBeDisabled()
    await person.type(screen.getByRole('textbox', { name: 'Type Acme to remove it' }), 'Acme')
    await person.click(put)
    await waitFor(() =>
      expect(world.written).toContainEqual({
        call: 'profiles.remove',
        input: { id: 'acme', typed: 'Acme', journal: 'delete' },
      }),
    )
  })
})

describe('the report at any later time', () => {
  it('is one link away from the settings, and says of each part what helps', async () => {
    const product = { system: 'salesforce', type: 'Product2', id: '01t5g000003AbCdAAK', name: 'Acme Basic' } as const
    const { person } = openWindow(
      {
        profiles: {
          ...heldProfiles(),
          report: aReadinessReport({
            products: {
              value: {
                total: 40,
                mapped: 2,
                ready: 1,
                unready: [
                  {
                    id: product.id,
                    name: product.name,
                    code: null,
                    stiggType: 'Plan',
                    stiggId: 'plan-basic',
                    findings: [
                      finding('plan.not-found', {
                        record: product,
                        facts: { id: 'plan-basic', product: 'Acme Basic' },
                      }),
                    ],
                    missingFrom: ['Partner prices'],
                  },
                ],
              },
              failure: null,
            },
            flows: { value: { state: 'active', names: ['Stigg provisioning'] }, failure: null },
            triggers: { value: null, failure: failure('stigg.unreachable', 'No answer') },
          }),
        },
      },
      '/settings',
    )
    await person.click(await screen.findByRole('link', { name: 'Readiness' }))
    const list = await screen.findByRole('list', { name: 'What was found' })
    const itemOf = (title: string) => within(list).getByText(title).closest('li')
    expect(itemOf('Product catalogue')).toHaveTextContent('Stands in the way')
    expect(itemOf('Flows that provision by themselves')).toHaveTextContent('The flow Stigg provisioning is active')
    expect(itemOf('Workflow triggers')).toHaveTextContent('It could not be looked at.')
    expect(screen.getByText(/It is in none of the price books that sales chooses from: Partner prices\./)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Acme Basic' })).toHaveAttribute(
      'href',
      'https://northwind.lightning.force.com/lightning/r/Product2/01t5g000003AbCdAAK/view',
    )
  })
})
