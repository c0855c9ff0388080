import { describe, expect, it } from 'vitest'

import { evidencePage } from '#core/runs/evidence-page'
import { evidenceFileName, evidenceOf } from '#core/runs/evidence'
import { EvidencePack } from '#shared/domain/evidence'
import type { Run } from '#shared/domain/run'
import { failure } from '#shared/failure'
import { aProfile } from '#test/fakes/open-core'

import { aRun, aStepRecord, customerStep, subscriptionStep, writeBackStep } from '../run-builders.ts'

const org = {
  id: '00D5g000004XyZQEA0',
  name: 'Northwind',
  isSandbox: true,
  timeZone: 'UTC',
  currency: 'usd',
  userId: '0055g00000AaBbCAAV',
  userName: 'Olivia Ops',
  username: 'olivia.ops@northwind.example',
  lightningUrl: 'https://northwind.lightning.force.com',
} as const
const links = {
  opportunityUrl: 'https://northwind.lightning.force.com/x',
  accountUrl: null,
  customerUrl: null,
  subscriptionUrl: null,
  appUrl: 'stigg-companion://x',
}
const heardOf = (body: unknown) => ({
  at: '2026-11-21T09:00:02.000Z',
  method: 'POST',
  path: '/api/v1/customers',
  status: 400,
  requestId: 'req-42',
  body,
})
const packOf = (run: Run): EvidencePack =>
  evidenceOf(
    run,
    links,
    { org, environmentId: 'env-1', profile: aProfile() },
    { appVersion: '1.2.3', exportedAt: '2026-11-21T10:00:00.000Z' },
  )

const failed = aRun({
  state: 'attention',
  steps: [
    aStepRecord(customerStep, { state: 'done', sentAt: '2026-11-21T09:00:01.000Z' }),
    aStepRecord(subscriptionStep, {
      state: 'refused',
      sentAt: '2026-11-21T09:00:02.000Z',
      failure: failure('stigg.refused', 'Plan not found', { code: 'PlanNotFound' }),
      heard: [heardOf({ code: 'PlanNotFound' })],
    }),
    aStepRecord(writeBackStep),
  ],
})

describe('the evidence of a run, as data', () => {
  it('holds the run whole, and says what it is and of which version', () => {
    const pack = packOf(failed)
    expect(pack).toMatchObject({ format: 'stigg-companion.evidence', version: 1, appVersion: '1.2.3' })
    expect(pack.run).toEqual(failed)
    expect(EvidencePack.parse(JSON.parse(JSON.stringify(pack)))).toEqual(pack)
  })

  it('strikes out what is shaped like a secret, however deep it stands, names of fields included', () => {
    const token = '00D5g000004XyZQ!AQEAQsecretsecretsecret'
    const body = { 'said Bearer abcdef0123456789': [{ deep: `key ${token}"` }] }
    const text = JSON.stringify(packOf({ ...failed, steps: [aStepRecord(customerStep, { heard: [heardOf(body)] })] }))
    expect(text).not.toContain('AQEAQsecret')
    expect(text).not.toContain('abcdef0123456789')
    expect(text).toContain('req-42')
  })

  it('is a file named like the deal and the day', () => {
    const named = (opportunityName: string) => evidenceFileName(packOf({ ...failed, opportunityName }), 'json')
    expect(named('Acme: Größe & Co. / 2026')).toBe('evidence_2026-11-21_acme-gro-e-co-2026_run-local-1.json')
    expect(named('日本')).toBe('evidence_2026-11-21_run-local-1.json')
  })
})

describe('the evidence of a run, as a page', () => {
  it('says which steps were done, refused and not reached, with requests and answers', () => {
    const page = evidencePage(packOf(failed))
    expect(page).toContain('1. create-customer (customer): done')
    expect(page).toContain('(subscription:product-main): refused')
    expect(page).toContain('3. write-back (write-back): not reached')
    expect(page).toContain('stigg.refused: Plan not found')
    expect(page).toContain('request ID req-42')
  })

  it('takes nothing that a record is called for markup, runs no script and loads nothing', () => {
    const evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    const page = evidencePage(
      packOf({
        ...failed,
        opportunityName: evil,
        accountName: evil,
        steps: [aStepRecord(customerStep, { heard: [heardOf(evil)] })],
      }),
    )
    expect(page).not.toMatch(/<script|<img|\son\w+="/)
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<[^>]*\s(src|href)=/)
  })
})
