import { describe, expect, it } from 'vitest'

import { answer, keyed, patch, query, read, reset, scripted, secret, silence } from './scripted-server.ts'

const refused = answer(400, { message: 'No', code: 'BadUserInput' })
const busy = answer(429, { message: 'Too many', code: 'RateLimitExceeded' })
const lock = answer(409, { message: 'Held', code: 'ObjectAlreadyBeingUsedByAnotherRequestError' })
const failsWith = (code: string) => ({ ok: false, failure: { code } })

describe('repeating a request', () => {
  it.each([
    ['a broken connection', reset],
    ['a server error', answer(500, { message: 'x', code: 'UnexpectedError' })],
    ["a gateway's page", answer(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })],
    ['a request timeout', answer(408)],
    ['too many requests', busy],
    ['a lock', lock],
    ['an operation that timed out', answer(400, { message: 'x', code: 'OperationTimeout' })],
    ['an answer cut short', answer(200, '{"data": {"id": ')],
    ['an empty answer', answer(200, '')],
  ])('asks again after %s, reading', async (_, fault) => {
    const { send, seen } = await scripted([fault, answer(200)])
    expect(await send(read)).toMatchObject({ ok: true })
    expect(seen).toHaveLength(2)
  })

  it('asks a query again, whose errors come with 200', async () => {
    const errors = [{ message: 'busy', extensions: { code: 'RateLimitExceeded', traceId: 't-1' } }]
    const { send, seen } = await scripted([answer(200, { errors, data: null }), answer(200)])
    expect(await send(query)).toMatchObject({ ok: true })
    expect(seen).toHaveLength(2)
  })

  it('sends a write with a key again under the same key', async () => {
    const { send, seen } = await scripted([reset, answer(503), answer(201)])
    expect(await send(keyed)).toMatchObject({ ok: true })
    expect(seen.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-1', 'key-1'])
  })

  it.each([
    ['a broken connection', reset],
    ['a server error', answer(500)],
    ['an answer cut short', answer(200, '{"data"')],
  ])('does not send a change without a key again after %s', async (_, fault) => {
    const { send, seen } = await scripted([fault, answer(200)])
    expect(await send(patch)).toMatchObject(failsWith('stigg.outcome-unknown'))
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['too many requests', busy],
    ['a lock', lock],
  ])('sends a change without a key again after %s, since nothing was applied', async (_, fault) => {
    const { send, seen } = await scripted([fault, answer(200)])
    expect(await send(patch)).toMatchObject({ ok: true })
    expect(seen).toHaveLength(2)
  })

  it.each([read, keyed, patch])('takes a refusal for an answer ($method)', async (call) => {
    const { send, seen } = await scripted([refused])
    const facts = { status: '400', code: 'BadUserInput', message: 'No' }
    expect(await send(call)).toEqual({ ok: false, failure: expect.objectContaining({ code: 'stigg.refused', facts }) })
    expect(seen).toHaveLength(1)
  })

  it('does not repeat a conflict', async () => {
    const { send, seen } = await scripted([answer(409, { message: 'There', code: 'DuplicatedEntityNotAllowed' })])
    expect(await send(keyed)).toMatchObject(failsWith('stigg.conflict'))
    expect(seen).toHaveLength(1)
  })

  it('gives up in the end, and says for a write that its outcome is not known', async () => {
    const reading = await scripted([reset])
    expect(await reading.send(read)).toMatchObject(failsWith('stigg.unreachable'))
    expect(reading.seen).toHaveLength(4)
    const writing = await scripted([reset])
    expect(await writing.send(keyed)).toMatchObject(failsWith('stigg.outcome-unknown'))
    expect(writing.seen).toHaveLength(4)
  })

  it.each([
    ['refused', refused],
    ['put off', busy],
  ])('does not know the outcome of a write that was lost first and %s then', async (_, then) => {
    const { send } = await scripted([reset, then], { busyMs: 20 })
    expect(await send(keyed)).toMatchObject(failsWith('stigg.outcome-unknown'))
  })

  it('does not wait longer than a window of the limits', async () => {
    const { send, seen } = await scripted([answer(429, { message: 'Wait' }, { 'retry-after': '3600' })])
    expect(await send(read)).toMatchObject(failsWith('stigg.rate-limited'))
    expect(seen).toHaveLength(1)
  })

  it('waits as long as it is asked to', async () => {
    const { send, seen } = await scripted([answer(429, { message: 'Wait' }, { 'retry-after-ms': '5' }), answer(200)])
    expect(await send(patch)).toMatchObject({ ok: true })
    expect(seen).toHaveLength(2)
  })
})

describe('the way to Stigg', () => {
  it.each([read, keyed, patch])('knows that nothing was sent where nobody listens ($method)', async (call) => {
    const { send, shut } = await scripted([])
    await shut()
    expect(await send(call)).toMatchObject({
      failure: { code: 'stigg.unreachable', facts: { reason: 'ECONNREFUSED' } },
    })
  })

  it('does not follow a redirect, which would carry the key elsewhere', async () => {
    const elsewhere = await scripted([answer(200)])
    const { send, seen } = await scripted([answer(302, '', { location: `${elsewhere.origin}/api/v1/customers/x` })])
    expect(await send(read)).toMatchObject(failsWith('stigg.unexpected-answer'))
    expect([seen.length, elsewhere.seen.length]).toEqual([1, 0])
  })

  it('calls an answer of another shape unexpected, and asks once', async () => {
    const { send, seen } = await scripted([answer(200, { items: [] })])
    expect(await send(read)).toMatchObject(failsWith('stigg.unexpected-answer'))
    expect(seen).toHaveLength(1)
  })

  it('does not know the outcome of a write whose answer it cannot read', async () => {
    const { send, seen } = await scripted([answer(201, { items: [] })])
    expect(await send(keyed)).toMatchObject(failsWith('stigg.outcome-unknown'))
    expect(seen).toHaveLength(1)
  })

  it('gives up on a server that never answers', async () => {
    const reading = await scripted([silence], { requestMs: 30, attempts: 2 })
    expect(await reading.send(read)).toMatchObject({
      failure: { code: 'stigg.unreachable', facts: { reason: 'timeout' } },
    })
    const writing = await scripted([silence], { requestMs: 30, attempts: 2 })
    expect(await writing.send(patch)).toMatchObject(failsWith('stigg.outcome-unknown'))
  })

  it('has eight requests under way at most', async () => {
    const waiting: (() => void)[] = []
    const { send, seen, mostInFlight } = await scripted([
      (response) => {
        waiting.push(() => response.end('{"data":1}'))
        // The last of them lets go of all others: before that, eight are waiting.
        if (waiting.length >= 8 || seen.length > 8) waiting.splice(0).forEach((finish) => finish())
      },
    ])
    const results = await Promise.all(Array.from({ length: 24 }, () => send(read)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(mostInFlight()).toBe(8)
  })

  it('leaves a service alone that fails again and again, and tries it after a while', async () => {
    const { send, seen } = await scripted([reset, reset, reset, reset, answer(200)], {
      attempts: 1,
      circuitAfter: 4,
      circuitMs: 50,
    })
    for (let count = 0; count < 4; count++) expect(await send(read)).toMatchObject(failsWith('stigg.unreachable'))
    expect(await send(read)).toMatchObject(failsWith('stigg.circuit-open'))
    expect(seen).toHaveLength(4)
    await expect.poll(() => send(read)).toMatchObject({ ok: true })
  })

  it('does not let refusals open the circuit', async () => {
    const { send } = await scripted([refused], { circuitAfter: 2 })
    for (let count = 0; count < 5; count++) expect(await send(read)).toMatchObject(failsWith('stigg.refused'))
  })
})

describe('giving up', () => {
  it('sends nothing where the caller has given up before', async () => {
    const { send, seen } = await scripted([answer(200)])
    expect(await send(keyed, AbortSignal.abort())).toMatchObject(failsWith('request.cancelled'))
    expect(seen).toHaveLength(0)
  })

  it.each([
    [read, 'request.cancelled'],
    [keyed, 'stigg.outcome-unknown'],
  ])('ends a request that is under way ($method)', async (call, code) => {
    const giveUp = new AbortController()
    const { send, seen } = await scripted([() => giveUp.abort()])
    expect(await send(call, giveUp.signal)).toMatchObject(failsWith(code))
    expect(seen).toHaveLength(1)
  })

  it('ends a wait before the next attempt', async () => {
    const giveUp = new AbortController()
    const { send, seen } = await scripted(
      [
        (response, request) => {
          busy(response, request)
          setImmediate(() => giveUp.abort())
        },
      ],
      { baseMs: 60_000, longestMs: 60_000 },
    )
    expect(await send(read, giveUp.signal)).toMatchObject(failsWith('request.cancelled'))
    expect(seen).toHaveLength(1)
  })
})

describe('the key', () => {
  it('goes out in its header alone, asked for anew each time and for the origin it goes to', async () => {
    const { send, seen, vault, origin } = await scripted([answer(200)])
    await send(read)
    await send(keyed)
    await send(query)
    expect(seen.map(({ key }) => key)).toEqual([secret, secret, secret])
    expect(seen.some(({ url, body }) => `${url}${body}`.includes(secret))).toBe(false)
    expect(vault.asked).toEqual([origin, origin, origin])
  })

  it('sends nothing where there is none for the origin', async () => {
    const { send, seen } = await scripted([answer(200)], {}, null)
    expect(await send(read)).toMatchObject({ failure: { code: 'stigg.key-refused', facts: { reason: 'no-key' } } })
    expect(seen).toHaveLength(0)
  })

  it.each([
    ['a refusal', read, answer(400, { message: `You sent ${secret}`, code: secret, traceId: secret })],
    ['a refusal in the older shape', read, answer(401, { error: { code: 'UNAUTHENTICATED', message: secret } })],
    ['a page', read, answer(502, `<html>${secret}</html>`)],
    ['a query', query, answer(200, { errors: [{ message: secret, extensions: { code: secret, traceId: secret } }] })],
    ['an answer of another shape', keyed, answer(200, { [secret]: secret })],
  ])('comes back in no failure and no log, even if the server echoes it in %s', async (_, call, reply) => {
    const { send, log } = await scripted([reply])
    const result = await send(call)
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain(secret)
    expect(log.lines.join('\n')).not.toContain(secret)
  })
})
