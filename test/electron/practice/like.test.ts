import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeTest } from '#practice/like'

const inSoql = { ignoresCase: true, escapes: true }
const plain = { ignoresCase: false, escapes: false }

describe('a LIKE pattern', () => {
  it.each([
    ['a%', 'acme', true],
    ['%me', 'acme', true],
    ['a_me', 'acme', true],
    ['a_me', 'ame', false],
    ['%', '', true],
    ['_', '', false],
    ['%c%m%', 'acme', true],
    ['%m%c%', 'acme', false],
    ['_', '🍫', true],
  ])('%j holds for %j: %s', (pattern, text, holds) => {
    expect(likeTest(pattern, plain)(text)).toBe(holds)
  })

  it('minds case and takes backslashes as they are, unless told otherwise', () => {
    expect([likeTest('A%', plain)('acme'), likeTest('A%', inSoql)('acme')]).toEqual([false, true])
    expect([likeTest('\\%', plain)('\\x'), likeTest('\\%', inSoql)('\\x')]).toEqual([true, false])
    expect(likeTest('ΣΟΦΟΣ', inSoql)('σοφος')).toBe(true)
  })

  it('finds each text by its beginning, its end and its middle', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]+$/), fc.stringMatching(/^[a-z ]*$/), (part, rest) => {
        expect(likeTest(`${part}%`, plain)(part + rest)).toBe(true)
        expect(likeTest(`%${part}`, plain)(rest + part)).toBe(true)
        expect(likeTest(`%${part}%`, plain)(rest + part + rest)).toBe(true)
      }),
    )
  })

  it('is done with many runs of characters as with one', () => {
    const pattern = `${'%a'.repeat(500)}%b`
    expect(likeTest(pattern, plain)('a'.repeat(4000))).toBe(false)
    expect(likeTest(pattern, plain)(`${'a'.repeat(4000)}b`)).toBe(true)
  })
})
