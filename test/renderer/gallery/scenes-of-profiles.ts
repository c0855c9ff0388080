import { readFile } from 'node:fs/promises'

import type { ProfileSummary } from '#shared/contract/profiles'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { failure } from '#shared/failure'

import { aConnection, aProfileSummary } from '../fake-profiles.ts'
import { aStatus } from '../fixtures.ts'
import { answerAs, answerWith, failCall, tellEvents } from './answers.ts'
import { longNames } from './guide-answers.ts'
import type { Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

const profiles: readonly ProfileSummary[] = [
  aProfileSummary({ id: 'practice', name: 'Practice workspace', kind: 'practice', access: 'confirm' }),
  aProfileSummary(),
  aProfileSummary({
    id: 'long',
    name: longNames.profile,
    kind: 'sandbox',
    access: 'retype',
    orgName: longNames.org,
    environmentName: longNames.environment,
  }),
  aProfileSummary({ id: 'mixed', name: 'Northwind, staging key', kind: 'mixed', environmentName: 'Staging' }),
  aProfileSummary({ id: 'damaged', name: 'damaged', isDamaged: true, orgName: null, environmentName: null }),
  aProfileSummary({ id: 'begun', name: 'Globex', isFinished: false, orgName: 'Globex', environmentName: null }),
  ...Array.from({ length: 9 }, (_, index) =>
    aProfileSummary({ id: `p${index}`, name: `Region ${index + 1}`, kind: 'sandbox', access: 'confirm' }),
  ),
]

/** A profile of an org and an environment of its own, in place of the practice workspace. */
async function own({ page, at }: Stage, vary: Partial<WorkspaceStatus> = {}, place = '/settings'): Promise<void> {
  const known = aStatus()
  const status = aStatus({
    profile: {
      ...known.profile,
      id: 'northwind',
      name: 'Northwind production',
      kind: 'production',
      access: 'read-only',
    },
    vault: 'keychain',
    ...vary,
  })
  await answerWith(page, 'workspace/status', status)
  await answerWith(page, 'profiles/connection', aConnection())
  await answerWith(page, 'profiles/list', { current: status.profile.id, profiles, isWelcomed: true })
  await page.goto(at(place))
  await page.getByRole('banner').waitFor()
  if (place === '/settings') await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
}

const { profile } = aStatus()
const mixed = { ...profile, id: 'mixed', name: 'Northwind, staging key', kind: 'mixed', access: 'confirm' } as const
const longProfile = { ...profile, id: 'long', name: longNames.profile, kind: 'sandbox', access: 'retype' } as const

const elsewhere = (found: { readonly id: string; readonly name: string } | null) =>
  ({
    type: 'link.elsewhere',
    link: 'stigg-companion://open/opportunity/0065g00000AbCdEAAV?org=00D5g000004XyZQEA0&env=env-7c1d',
    profile: found,
  }) as const

async function openRemoval(stage: Stage): Promise<void> {
  await own(stage)
  await stage.page.getByRole('button', { name: 'Remove this profile…' }).click()
  await stage.page.getByRole('heading', { name: 'Remove Northwind production' }).waitFor()
}

async function remove({ page }: Stage): Promise<void> {
  await page.getByRole('textbox', { name: /^Type / }).fill('Northwind production')
  await page.getByRole('button', { name: 'Remove the profile' }).click()
}

/** Import settings that were exported a moment before, changed on the way. */
async function openFile({ page, at }: Stage, change: (text: string) => string): Promise<void> {
  await page.goto(at('/settings'))
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByText('Export and import', { exact: true })
    .click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as a file' }).click(),
  ])
  const buffer = Buffer.from(change(await readFile(await download.path(), 'utf8')))
  const file = { name: 'settings.json', mimeType: 'application/json', buffer }
  await page.locator('input[type="file"]').setInputFiles(file)
}

async function openKey(stage: Stage, vary: Partial<WorkspaceStatus> = {}): Promise<void> {
  await own(stage, vary)
  await stage.page.getByRole('button', { name: 'Replace the key…' }).click()
  await stage.page.getByLabel('Stigg server key').fill('server-of-a-picture')
}

/** Profiles: the switcher, what is set for one, taking one away, and the strips above the places. */
export const scenesOfProfiles: Readonly<Record<string, Scene>> = {
  'profiles-many': async (stage) => {
    await own(stage, {}, '/inbox')
    await stage.page
      .getByRole('banner')
      .getByRole('button', { name: /^Profile / })
      .click()
    await stage.page.getByRole('menuitem', { name: 'New connection' }).waitFor()
  },
  'profiles-long-name': async (stage) => {
    const { salesforce, stigg } = aStatus()
    await own(
      stage,
      {
        profile: longProfile,
        salesforce: { ...salesforce, org: salesforce.org && { ...salesforce.org, name: longNames.org } },
        stigg: { ...stigg, environment: stigg.environment && { ...stigg.environment, name: longNames.environment } },
      },
      '/inbox',
    )
  },
  'profile-settings': (stage) => own(stage),
  'profile-settings-long': async (stage) => {
    await answerWith(stage.page, 'profiles/connection', null)
    await own(stage, { profile: longProfile, vault: 'memory' })
    await answerWith(
      stage.page,
      'profiles/connection',
      aConnection({
        org: { id: '00D5g000004XyZQEA0', name: longNames.org, isSandbox: true, username: longNames.username },
        environment: { id: 'env-7c1d', name: longNames.environment, type: 'UNKNOWN', isNamed: true },
      }),
    )
    await stage.page.reload()
    await stage.page.getByText(/named by you/).waitFor()
  },
  'profile-access': async (stage) => {
    await own(stage)
    await stage.page.getByRole('radio', { name: 'Confirm and retype' }).click()
    await stage.page.getByRole('textbox', { name: /^Type / }).waitFor()
  },
  'profile-access-failed': async (stage) => {
    await scenesOfProfiles['profile-access']?.(stage)
    await failCall(stage.page, 'profiles/setAccess', failure('run.busy', 'A run is under way'))
    await stage.page.getByRole('textbox', { name: /^Type / }).fill('Northwind production')
    await stage.page.getByRole('button', { name: 'Save the access level' }).click()
    await stage.page.getByRole('alert').waitFor()
  },
  'profile-addresses': async (stage) => {
    await own(stage)
    await stage.page.getByRole('button', { name: 'Change the addresses…' }).click()
    await stage.page.getByRole('textbox', { name: /^Callback ports/ }).fill('80')
    await stage.page.getByRole('form', { name: 'Addresses' }).scrollIntoViewIfNeeded()
  },
  'profile-key': async (stage) => {
    await openKey(stage)
    await answerWith(stage.page, 'profiles/setStiggKey', { environment: aConnection().environment, isSaved: false })
    await stage.page.getByRole('form', { name: 'Stigg key' }).getByRole('button').last().scrollIntoViewIfNeeded()
    await stage.page.getByLabel('Stigg server key').press('Enter')
    await stage.page.getByRole('button', { name: /^Keep/ }).waitFor()
  },
  'profile-key-refused': async (stage) => {
    await openKey(stage)
    const facts = { found: longNames.environment, expected: 'Staging' }
    await failCall(stage.page, 'profiles/setStiggKey', failure('stigg.other-environment', 'Another one', facts))
    await stage.page.getByLabel('Stigg server key').press('Enter')
    await stage.page.getByRole('alert').waitFor()
    await stage.page.getByRole('form', { name: 'Stigg key' }).scrollIntoViewIfNeeded()
  },
  'profile-remove': openRemoval,
  'profile-remove-failed': async (stage) => {
    await openRemoval(stage)
    await failCall(stage.page, 'profiles/remove', failure('run.busy', 'A run is under way'))
    await answerWith(stage.page, 'profiles/list', { current: 'northwind', profiles, isWelcomed: true })
    await remove(stage)
    await stage.page.getByRole('alert').waitFor()
  },
  'profile-removed': async (stage) => {
    await openRemoval(stage)
    await answerWith(stage.page, 'profiles/remove', {
      isRevoked: false,
      journalFolder: '/home/jordan/.config/Stigg Companion/removed/2026-11-21 Northwind production',
    })
    await remove(stage)
    await stage.page.getByRole('heading', { name: 'Northwind production was removed' }).waitFor()
  },
  'switch-half-done': async (stage) => {
    await own(stage)
    await stage.page.getByRole('textbox', { name: 'Name of the profile' }).fill('Northwind, live')
    await stage.page.keyboard.press('ControlOrMeta+3')
    await stage.page.getByRole('dialog').waitFor()
  },
  'switch-failed': async (stage) => {
    await own(stage, {}, '/inbox')
    await failCall(stage.page, 'profiles/open', failure('profile.in-use', 'In use', { name: longNames.profile }))
    await stage.page.keyboard.press('ControlOrMeta+3')
    await stage.page.getByRole('dialog').getByRole('alert').waitFor()
  },
  'link-elsewhere': async (stage) => {
    await tellEvents(stage.page, [elsewhere({ id: 'long', name: longNames.profile })])
    await own(stage, {}, '/inbox')
    await stage.page.getByRole('dialog').waitFor()
  },
  'link-unknown': async (stage) => {
    await tellEvents(stage.page, [elsewhere(null)])
    await own(stage, {}, '/inbox')
    await stage.page.getByRole('dialog').waitFor()
  },
  'won-toast': async (stage) => {
    const first = [
      { id: '0065g00000AbCdEAAV', name: `${longNames.org}, renewal 2026`, accountName: longNames.org, state: 'ready' },
      { id: '0065g00000AbCdFAAV', name: 'Globex expansion', accountName: 'Globex', state: 'blocked' },
    ] as const
    await tellEvents(stage.page, [
      { type: 'deals.won', count: 4, first: [...first] },
      {
        type: 'notice.told',
        notice: {
          category: 'attention',
          title: `The run for ${longNames.org} needs attention`,
          body: '',
          path: '/runs/1',
        },
      },
    ])
    await own(stage, {}, '/inbox')
    await stage.page.getByRole('link', { name: 'Globex expansion' }).waitFor()
  },
  'mixed-pair': (stage) => own(stage, { profile: mixed }, '/inbox'),
  strips: (stage) =>
    own(
      stage,
      {
        profile: mixed,
        vault: 'memory',
        interruptedRuns: 2,
        keptAside: ['settings.json.kept-2026-11-21T09-14-02', 'app.json.kept-2026-11-21T09-14-02'],
        salesforce: {
          ...aStatus().salesforce,
          state: 'signed-out',
          failure: failure('salesforce.signed-out', 'Ended', { reason: 'revoked' }),
        },
        stigg: {
          ...aStatus().stigg,
          state: 'unreachable',
          failure: failure('stigg.unreachable', 'No answer', { host: 'api.stigg.io' }),
        },
      },
      '/inbox',
    ),
  'settings-file': async (stage) => {
    await openFile(stage, (text) => text.replaceAll(/"daysUntilDue": \d+/g, '"daysUntilDue": 44'))
    await stage.page.getByRole('note', { name: 'What the file changes' }).waitFor()
  },
  'settings-file-refused': async (stage) => {
    await openFile(stage, () => 'not a file of settings')
    await stage.page.getByRole('region', { name: 'Export and import' }).getByRole('alert').waitFor()
  },
  'settings-updates-managed': async ({ page, at }) => {
    await answerAs(page, 'app/updates', {
      state: { at: 'off', because: 'managed' },
      managed: true,
      feedHost: 'updates.example',
    })
    await page.goto(at('/settings'))
    await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText('Updates').click()
  },
}
