import { describe, expect, it } from 'vitest'

import type { CallOut, CallOutHeader } from '#shared/domain/call-out'
import { isHeaderValue, problemsInCallOut, type CallOutProblem } from '#shared/domain/call-out-problem'
import { callOutTo } from '#test/harness/call-outs'

const problems = (vary: Partial<CallOut>, kind: 'production' | 'practice' = 'production') =>
  problemsInCallOut(callOutTo('https://app.example', vary), kind)
const plain = (name: string, text: string): CallOutHeader => ({ name, value: { kind: 'plain', text } })
const secret = (name: string, secretName: string): CallOutHeader => ({ name, value: { kind: 'secret', secretName } })

describe('a call-out', () => {
  it('to an https address, with places that are known, is as it should be', () => {
    expect(problems({})).toEqual([])
  })

  it.each<[string, CallOutProblem]>([
    ['nonsense', 'not-a-url'],
    ['', 'not-a-url'],
    ['/workspaces', 'not-a-url'],
    ['http://app.example/x', 'not-https'],
    ['http://127.0.0.1/x', 'not-https'],
    ['ftp://app.example/x', 'not-https'],
    ['https://user:word@app.example/x', 'user-in-url'],
    ['https://{{account.name}}.example/x', 'place-in-origin'],
    ['https://app.example:{{account.name}}/x', 'place-in-origin'],
    ['https://app.example/x#{{account.id}}', 'fragment-in-url'],
    ['https://app.example/{{account.nickname}}', 'unknown-place'],
    ['https://app.example/{{account.id', 'unknown-place'],
  ])('to %j cannot be put in force: %s', (url, why) => {
    expect(problems({ url })).toContainEqual(expect.objectContaining({ at: 'callOut.url', why }))
  })

  it.each(['http://127.0.0.1:4030/x', 'http://localhost:4030/x', 'http://[::1]:4030/x'])(
    'goes to %s on a practice profile alone',
    (url) => {
      expect(problems({ url }, 'practice')).toEqual([])
      expect(problems({ url })).not.toEqual([])
    },
  )

  it('goes over http to no other machine, not even in practice', () => {
    expect(problems({ url: 'http://192.168.1.7/x' }, 'practice')).toMatchObject([{ why: 'not-https' }])
    expect(problems({ url: 'http://127.0.0.1.evil.example/x' }, 'practice')).toMatchObject([{ why: 'not-https' }])
  })

  it.each<[string, CallOutProblem]>([
    ['', 'not-json'],
    ['{"a": {{account.id}}}', 'not-json'],
    ['{"a": "{{account.nickname}}"}', 'unknown-place'],
    ['{"a": "{{toString}}"}', 'unknown-place'],
  ])('with the body %j cannot be put in force: %s', (bodyTemplate, why) => {
    expect(problems({ bodyTemplate })).toMatchObject([{ at: 'callOut.bodyTemplate', why }])
  })

  it.each<[string, readonly CallOutHeader[], CallOutProblem]>([
    ['a name that is none', [plain('X Y', 'a')], 'header-name'],
    ['no name', [plain('', 'a')], 'header-name'],
    ['a header of ours', [plain('Idempotency-Key', 'a')], 'header-taken'],
    ['a header of HTTP', [plain('HOST', 'a')], 'header-taken'],
    ['one header twice', [plain('X-A', 'a'), plain('x-a', 'b')], 'header-twice'],
    ['a line break in a value', [plain('X-A', 'a\r\nX-B: b')], 'header-value'],
    ['an empty value', [plain('X-A', '')], 'header-value'],
    ['a credential in the open', [plain('Authorization', 'Bearer abc')], 'header-in-the-open'],
    ['a secret without a name', [secret('Authorization', '')], 'secret-name'],
  ])('with %s cannot be put in force', (_, headers, why) => {
    expect(problems({ headers: [...headers] })).toContainEqual(expect.objectContaining({ why }))
  })

  it.each(['', 'customer/id', '/a~2'])('with the pointer %j cannot be put in force', (pointer) => {
    expect(problems({ customerIdAt: pointer })).toMatchObject([{ at: 'callOut.customerIdAt', why: 'not-a-pointer' }])
    expect(problems({ resourceIdsAt: { 'product-x': pointer } })).toMatchObject([
      { at: 'callOut.resourceIdsAt.product-x', why: 'not-a-pointer' },
    ])
  })
})

describe('a header’s value', () => {
  it.each(['a', 'Bearer abc', 'a\tb'])('may be %j', (text) => expect(isHeaderValue(text)).toBe(true))
  it.each(['', ' a', 'a ', 'a\nb', 'ä', '\u0000'])('may not be %j', (text) => expect(isHeaderValue(text)).toBe(false))
})
