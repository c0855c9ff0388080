import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'

import { failure } from '#shared/failure'

import { failureOf } from '#renderer/data/failure-of.ts'

it('takes a failure out of the error that carried it', () => {
  const data = failure('run.busy', 'busy', { runId: 'run-1' })
  expect(failureOf(new ORPCError('FAILURE', { data }))).toEqual(data)
})

it.each([
  [new ORPCError('BAD_REQUEST'), 'contract.violated'],
  [new ORPCError('INTERNAL_SERVER_ERROR'), 'app.defect'],
  [new ORPCError('FAILURE', { data: { code: 'made.up' } }), 'app.defect'],
  [new DOMException('stopped', 'AbortError'), 'request.cancelled'],
  [new TypeError('Failed to fetch'), 'host.unavailable'],
  [new Error('broken'), 'app.defect'],
  ['a string', 'app.defect'],
] as const)('%s is %s', (error, code) => {
  expect(failureOf(error).code).toBe(code)
})
