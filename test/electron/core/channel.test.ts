import { expect, it } from 'vitest'

import { reporting } from '#core/channel'

it('yields what the work reports, in order, and returns what it returns', async () => {
  const stream = reporting<number, string>(async (report) => {
    report(1)
    await Promise.resolve()
    report(2)
    return 'done'
  })
  expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([
    { done: false, value: 1 },
    { done: false, value: 2 },
    { done: true, value: 'done' },
  ])
})

it('lets the work finish although nobody listens any more', async () => {
  let finished = false
  const stream = reporting<number, void>(async (report) => {
    report(1)
    await new Promise((resolve) => setImmediate(resolve))
    finished = true
  })
  await stream.next()
  await stream.return(undefined)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(finished).toBe(true)
})

it('throws a defect of the work where the stream ends', async () => {
  const stream = reporting<number, void>(() => Promise.reject(new Error('a bug')))
  await expect(stream.next()).rejects.toThrow('a bug')
})
