import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { LogTaskStep } from '#shared/domain/step'

import { failureOf, openSalesforce, value, type OpenSalesforce } from './open-salesforce.ts'

const Rows = z.object({ records: z.array(z.looseObject({ Id: z.string() })) })

describe('the task log', () => {
  let org: OpenSalesforce
  let opportunityId: string
  const query = async (soql: string) =>
    Rows.parse(await org.rest('GET', `/query?q=${encodeURIComponent(soql)}`)).records
  beforeAll(async () => {
    org = await openSalesforce()
    opportunityId = (await query('SELECT Id FROM Opportunity WHERE IsWon = true LIMIT 1'))[0]?.Id ?? ''
  })
  afterAll(() => org[Symbol.asyncDispose]())
  beforeEach(() => org.control.clear())

  const aStep = (mark: string): LogTaskStep => ({
    kind: 'log-task',
    id: 'log-task',
    opportunityId,
    subject: `Provisioned in Stigg: Enterprise's 100% [${mark}]`,
    mark,
    description: 'Customer: Acme',
  })
  const send = (step: LogTaskStep) => org.writer.send(step, 'key')
  const tasksOf = ({ mark }: LogTaskStep) =>
    query(`SELECT Id, Subject, Status, WhatId, Description FROM Task WHERE Subject LIKE '%${mark}%'`)

  it('logs a completed task on the opportunity, by the request that it showed', async () => {
    const step = aStep('sc-000000000001')
    const answer = value(await send(step))
    const [task, ...more] = await tasksOf(step)
    expect(more).toEqual([])
    expect(task).toMatchObject({
      Id: answer.recordId,
      Subject: step.subject,
      Status: 'Completed',
      WhatId: opportunityId,
      Description: 'Customer: Acme',
    })
    const [shown] = org.writer.requestsFor(step)
    const sent = (await org.control.exchanges()).find(({ method }) => method === 'POST')
    expect(shown).toMatchObject({ service: 'salesforce', method: 'POST', path: sent?.path })
    expect(JSON.parse(sent?.requestBody ?? '')).toEqual(shown?.body)
  })

  it('finds a task by its mark, and makes no second one', async () => {
    const step = aStep('sc-000000000002')
    expect(value(await org.writer.readBack(step))).toBeNull()
    const first = value(await send(step))
    expect(value(await send({ ...step, subject: `Otherwise said [${step.mark}]` }))).toMatchObject({
      recordId: first.recordId,
      foundExisting: true,
    })
    expect(value(await org.writer.readBack(step))?.recordId).toBe(first.recordId)
    expect(await tasksOf(step)).toHaveLength(1)
  })

  it('knows that it does not know where the answer is lost, and finds what was made', async () => {
    const step = aStep('sc-000000000003')
    await org.control.fault('reset-after', { method: 'POST', path: '/sobjects/Task' })
    expect(failureOf(await send(step)).code).toBe('salesforce.outcome-unknown')
    expect(value(await org.writer.readBack(step))).toMatchObject({ foundExisting: true })
  })

  it('says what Salesforce refused', async () => {
    const step = aStep('sc-000000000004')
    await org.control.fault('FIELD_CUSTOM_VALIDATION_EXCEPTION', { method: 'POST', path: '/sobjects/Task' })
    expect(failureOf(await send(step))).toMatchObject({
      code: 'salesforce.refused',
      facts: { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' },
    })
    expect(await tasksOf(step)).toEqual([])
  })
})
