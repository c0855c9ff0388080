import { describe, expect, it } from 'vitest'

import { attentionNotice, driftNotice } from '#core/notices/say-notices'
import { Notice } from '#shared/domain/notice'
import { failure } from '#shared/failure'
import { aRun, aStepRecord, customerStep } from '#test/electron/core/run-builders'

const record = aStepRecord(customerStep)

describe('the notice of a run that stopped', () => {
  it('names the account and the deal, and leads to the run', () => {
    const notice = attentionNotice(aRun({ id: 'run 1', accountName: 'Acme Corp', opportunityName: 'Acme renewal' }))
    expect(Notice.parse(notice)).toMatchObject({
      category: 'attention',
      title: 'The run for Acme Corp needs attention',
      path: '/runs/run%201',
    })
    expect(notice.body).toMatch(/^Acme renewal\. /)
  })

  it('says what it waits for', () => {
    const signedOut = { ...record, state: 'planned' as const, failure: failure('salesforce.signed-out', 'no session') }
    const body = (steps: (typeof record)[]) => attentionNotice(aRun({ steps })).body
    expect(body([signedOut])).toMatch(/goes on once somebody has signed in/)
    expect(body([{ ...record, state: 'unknown' }])).toMatch(/Whether a step was done is not known/)
    expect(body([{ ...record, state: 'refused' }])).toMatch(/A step was not done/)
  })

  it('names the customer where there is no account, and holds no amount', () => {
    const notice = attentionNotice(aRun({ accountName: '', customerId: 'customer-7', opportunityName: '' }))
    expect(notice.title).toContain('customer-7')
    expect(`${notice.title}${notice.body}`).not.toMatch(/[$€£]|\d+[.,]\d{2}/)
  })
})

it('says how many customers differ, one or many', () => {
  expect(driftNotice(1, 1)).toMatchObject({
    title: expect.stringMatching(/^A customer/),
    body: 'One difference is new.',
  })
  expect(driftNotice(12, 3)).toMatchObject({
    title: '12 customers differ from what was sold',
    body: '3 differences are new.',
    path: '/drift',
  })
})
