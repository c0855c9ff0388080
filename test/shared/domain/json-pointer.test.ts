import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isJsonPointer, valueAt } from '#shared/domain/json-pointer'

/** The example of RFC 6901, section 5. */
const example = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
}

describe('a JSON pointer', () => {
  it.each([
    ['', example],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j leads to what the standard says', (pointer, value) => {
    expect(valueAt(example, pointer)).toEqual(value)
  })

  it.each([
    '/foo/2',
    '/foo/00',
    '/foo/-',
    '/foo/01',
    '/nothing',
    '/foo/0/x',
    '/toString',
    '/__proto__',
    'foo',
    '/m~2n',
  ])('%j leads nowhere', (pointer) => expect(valueAt(example, pointer)).toBeUndefined())

  it('finds every member of every JSON value under its escaped name', () => {
    const escaped = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1')
    const check = (value: unknown, whole: unknown, pointer: string): void => {
      expect(isJsonPointer(pointer)).toBe(true)
      expect(valueAt(whole, pointer)).toEqual(value)
      if (typeof value !== 'object' || value === null) return
      for (const [name, member] of Object.entries(value)) check(member, whole, `${pointer}/${escaped(name)}`)
    }
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => check(value, value, '')),
      { numRuns: 60 },
    )
  })
})
