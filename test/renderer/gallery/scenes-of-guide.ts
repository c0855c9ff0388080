import type { Page } from '@playwright/test'

import type { ReadinessReport } from '#shared/contract/readiness'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { ChosenFields, FieldCandidates } from '#shared/domain/field-choice'
import type { ProfileConnection } from '#shared/domain/profile-connection'
import { failure } from '#shared/failure'

import { aReadinessReport } from '../fake-profiles.ts'
import { answerAs, answerWith, failCall, neverAnswer } from './answers.ts'
import {
  aGuideConnection,
  aGuideStatus,
  fullReport,
  longCandidates,
  longFields,
  longNames,
  noCandidates,
  noFields,
  someCandidates,
  someFields,
} from './guide-answers.ts'
import type { Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

interface Known {
  readonly status: WorkspaceStatus
  readonly connection: ProfileConnection
  readonly candidates?: FieldCandidates
  readonly chosen?: ChosenFields
  readonly report?: ReadinessReport
}

/** The guide as far as the answers say. */
async function guide({ page, at }: Stage, known: Known): Promise<void> {
  await answerWith(page, 'workspace/status', known.status)
  await answerWith(page, 'profiles/connection', known.connection)
  if (known.candidates)
    await answerWith(page, 'profiles/mappingCandidates', { candidates: known.candidates, chosen: known.chosen ?? {} })
  if (known.report) await answerWith(page, 'profiles/report', known.report)
  await page.goto(at('/inbox'))
  await page.getByRole('navigation', { name: 'Steps' }).waitFor()
}

const goTo = (page: Page, step: string) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click()

const made = (vary: Partial<ProfileConnection> = {}): Known => ({
  status: aGuideStatus('made'),
  connection: aGuideConnection({ org: null, environment: null, ...vary }),
})
const signedIn = (): Known => ({
  status: aGuideStatus('signed-in'),
  connection: aGuideConnection({ environment: null }),
})
const keyed = (vary: Partial<Known> = {}): Known => ({
  status: aGuideStatus('keyed'),
  connection: aGuideConnection(),
  candidates: someCandidates,
  report: aReadinessReport({ mapping: someFields }),
  ...vary,
})
const longConnection = aGuideConnection({
  org: { id: '00D5g000004XyZQEA0', name: longNames.org, isSandbox: true, username: longNames.username },
  environment: { id: 'env-7c1d', name: longNames.environment, type: 'SANDBOX', isNamed: false },
})
const long = (): Known =>
  keyed({
    status: aGuideStatus('keyed', { mapping: longFields }, longNames),
    connection: longConnection,
    candidates: longCandidates,
  })

/** The first step, while the practice workspace is open. */
async function connect({ page, at }: Stage): Promise<void> {
  await page.goto(at('/connect'))
  await page.getByRole('heading', { name: 'Which Salesforce org?' }).waitFor()
}

/** A key that was typed, and what is known of it. */
async function look(page: Page, environment: { name: string; type: string }): Promise<void> {
  const found = { id: 'env-7c1d', isNamed: false, ...environment }
  await answerWith(page, 'profiles/setStiggKey', { environment: found, isSaved: false })
  await page.getByLabel('Server key').fill('server-of-a-picture')
  await page.getByRole('button', { name: 'Check the key' }).click()
  await page.getByRole('region', { name: 'The key’s environment' }).waitFor()
}

/** The guide of a first run and of every connection after it: each step as it is met, waits, fails and is full. */
export const scenesOfGuide: Readonly<Record<string, Scene>> = {
  welcome: async ({ page, at }) => {
    await answerAs(page, 'profiles/list', { isWelcomed: false })
    await page.goto(at('/welcome'))
    await page.getByRole('heading', { name: 'Provision won deals in Stigg' }).waitFor()
  },
  'welcome-failed': async (stage) => {
    await scenesOfGuide['welcome']?.(stage)
    await failCall(stage.page, 'profiles/welcomed', failure('host.unavailable', 'Nobody answers'))
    await stage.page.getByRole('button', { name: 'Try the practice workspace' }).click()
    await stage.page.getByRole('alert').waitFor()
  },
  'guide-connect': connect,
  'guide-connect-wrong': async (stage) => {
    await connect(stage)
    const { page } = stage
    await page.getByRole('textbox', { name: 'Address of the org' }).fill('olivia@northwind.example')
    await page.getByRole('textbox', { name: 'Consumer key' }).fill('A'.repeat(64))
    await page.getByRole('button', { name: 'Advanced' }).click()
    await page.getByRole('textbox', { name: 'Ports of the callback' }).fill('80, 99999')
    await page.getByRole('button', { name: 'Go on to the sign-in' }).click()
    await page.getByText('Enter a name.').waitFor()
  },
  'guide-connect-failed': async (stage) => {
    await connect(stage)
    const { page } = stage
    await failCall(page, 'profiles/create', failure('run.busy', 'A run is under way'))
    await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Acme, sandbox')
    await page
      .getByRole('textbox', { name: 'Address of the org' })
      .fill('https://acme--uat.sandbox.lightning.force.com/lightning/page/home')
    await page.getByRole('textbox', { name: 'Consumer key' }).fill(aGuideConnection().salesforce.clientId)
    await page.getByRole('button', { name: 'Go on to the sign-in' }).click()
    await page.getByRole('alert').waitFor()
  },
  'guide-org': async (stage) => {
    await guide(stage, made())
    await goTo(stage.page, 'Salesforce org')
  },
  'guide-org-bound': async (stage) => {
    await guide(stage, long())
    await goTo(stage.page, 'Salesforce org')
  },
  'guide-sign-in': (stage) => guide(stage, made()),
  'guide-sign-in-ended': async (stage) => {
    const status = aGuideStatus('made', {
      salesforce: {
        state: 'unreachable',
        failure: failure('salesforce.unreachable', 'No answer', { host: 'acme--uat.sandbox.my.salesforce.com' }),
        org: null,
        apiUsage: null,
      },
    })
    await guide(stage, { status, connection: aGuideConnection({ environment: null }) })
  },
  'guide-signed-in': async (stage) => {
    await guide(stage, signedIn())
    await goTo(stage.page, 'Sign in')
  },
  'guide-signed-in-long': async (stage) => {
    await guide(stage, long())
    await goTo(stage.page, 'Sign in')
  },
  'guide-stigg': (stage) => guide(stage, signedIn()),
  'guide-stigg-addresses': async (stage) => {
    await guide(stage, signedIn())
    await stage.page.getByRole('button', { name: 'Advanced' }).click()
    await stage.page.getByRole('textbox', { name: 'Address of Stigg’s API' }).fill('http://stigg.acme.example/api')
  },
  'guide-stigg-refused': async (stage) => {
    await guide(stage, signedIn())
    await failCall(stage.page, 'profiles/setStiggKey', failure('stigg.key-publishable', 'A publishable key'))
    await stage.page.getByLabel('Server key').fill('client-of-a-picture')
    await stage.page.getByRole('button', { name: 'Check the key' }).click()
    await stage.page.getByRole('alert').waitFor()
  },
  'guide-stigg-looked': async (stage) => {
    await guide(stage, signedIn())
    await look(stage.page, { name: 'Staging', type: 'SANDBOX' })
  },
  'guide-stigg-looked-long': async (stage) => {
    await guide(stage, signedIn())
    await look(stage.page, { name: longNames.environment, type: 'PRODUCTION' })
  },
  'guide-stigg-unnamed': async (stage) => {
    await guide(stage, signedIn())
    await look(stage.page, { name: '', type: 'UNKNOWN' })
  },
  'guide-stigg-kept': async (stage) => {
    await guide(stage, keyed())
    await goTo(stage.page, 'Stigg key')
  },
  'guide-mapping-reading': async (stage) => {
    await neverAnswer(stage.page, 'profiles/mappingCandidates')
    await guide(stage, { status: aGuideStatus('keyed'), connection: aGuideConnection() })
    await stage.page.getByRole('heading', { name: 'Which fields carry the mapping?' }).waitFor()
  },
  'guide-mapping': async (stage) => {
    await guide(stage, keyed())
    await stage.page.getByRole('button', { name: /^These are right/ }).waitFor()
  },
  'guide-mapping-changed': async (stage) => {
    await scenesOfGuide['guide-mapping']?.(stage)
    await stage.page.getByRole('combobox', { name: 'Field for the Stigg Type of a product' }).click()
    await stage.page.getByRole('option', { name: /^Product Family/ }).click()
  },
  'guide-mapping-long': async (stage) => {
    await guide(stage, long())
    await stage.page.getByRole('button', { name: /^These are right/ }).waitFor()
  },
  'guide-mapping-none': async (stage) => {
    await guide(stage, keyed({ status: aGuideStatus('keyed', { mapping: noFields }), candidates: noCandidates }))
    await stage.page.getByRole('heading', { name: 'What an administrator has to make' }).waitFor()
  },
  'guide-mapping-none-below': async (stage) => {
    await scenesOfGuide['guide-mapping-none']?.(stage)
    await stage.page.getByRole('heading', { name: 'What an administrator has to make' }).scrollIntoViewIfNeeded()
    await stage.page.mouse.move(700, 500)
    await stage.page.mouse.wheel(0, 2000)
  },
  'guide-mapping-gone': async (stage) => {
    const chosen = { productId: { object: 'Product2', field: 'Catalogue_Key__c' } }
    const status = aGuideStatus('keyed', {
      mapping: { ...someFields, productId: null },
      mappingGone: [{ role: 'productId', object: 'Product2', field: 'Catalogue_Key__c' }],
    })
    await guide(stage, keyed({ status, chosen }))
    await stage.page.getByText('It was removed, or is hidden from you.').waitFor()
  },
  'guide-mapping-failed': async (stage) => {
    await failCall(stage.page, 'profiles/mappingCandidates', failure('salesforce.unreachable', 'No answer'))
    await guide(stage, { status: aGuideStatus('keyed'), connection: aGuideConnection() })
    await stage.page.getByRole('alert').waitFor()
  },
  'guide-report-reading': async (stage) => {
    await neverAnswer(stage.page, 'profiles/report')
    await guide(stage, { status: aGuideStatus('keyed'), connection: aGuideConnection() })
    await goTo(stage.page, 'Readiness')
    await stage.page.getByText(/^Reading products/).waitFor()
  },
  'guide-report': (stage) => report(stage, keyed()),
  'guide-report-full': (stage) =>
    report(
      stage,
      keyed({
        status: aGuideStatus('keyed', {}, longNames),
        connection: longConnection,
        report: aReadinessReport(fullReport),
      }),
    ),
  'guide-report-full-below': async (stage) => {
    await scenesOfGuide['guide-report-full']?.(stage)
    await stage.page.mouse.move(700, 500)
    await stage.page.mouse.wheel(0, 3000)
  },
  'guide-report-parts-failed': (stage) =>
    report(
      stage,
      keyed({
        report: aReadinessReport({
          mapping: someFields,
          products: { value: null, failure: failure('salesforce.limit-reached', 'Limit') },
          integration: { value: null, failure: failure('stigg.not-permitted', 'No') },
          flows: { value: { state: 'unknown', names: [] }, failure: null },
          triggers: { value: [{ id: 'w1', name: 'Cancel', triggerId: 'cancel', isKnown: null }], failure: null },
        }),
      }),
    ),
  'guide-report-no-fields': (stage) =>
    report(
      stage,
      keyed({
        status: aGuideStatus('keyed', { mapping: noFields }),
        report: aReadinessReport({ mapping: noFields, products: { value: null, failure: null } }),
      }),
    ),
  'guide-report-failed': async (stage) => {
    await failCall(stage.page, 'profiles/report', failure('app.defect', 'x is not a function'))
    await guide(stage, { status: aGuideStatus('keyed'), connection: aGuideConnection() })
    await goTo(stage.page, 'Readiness')
    await stage.page.getByRole('alert').waitFor()
  },
  'guide-finish-failed': async (stage) => {
    await failCall(stage.page, 'profiles/finish', failure('profile.not-connected', 'No key', { missing: 'Stigg' }))
    await scenesOfGuide['guide-report']?.(stage)
    await stage.page.getByRole('button', { name: /^Finish,/ }).click()
    await stage.page.getByRole('alert').waitFor()
  },
  'guide-leave': async (stage) => {
    await guide(stage, long())
    await stage.page.getByRole('button', { name: 'Remove this profile…' }).click()
    await stage.page.getByRole('dialog').waitFor()
  },
  mapping: async ({ page, at }) => {
    await page.goto(at('/mapping'))
    await page.getByRole('button', { name: /^These are right/ }).waitFor()
  },
  readiness: async ({ page, at }) => {
    await page.goto(at('/readiness'))
    await page.getByRole('list', { name: 'What was found' }).waitFor()
  },
}

async function report(stage: Stage, known: Known): Promise<void> {
  await guide(stage, known)
  await goTo(stage.page, 'Readiness')
  await stage.page.getByRole('list', { name: 'What was found' }).waitFor()
}
