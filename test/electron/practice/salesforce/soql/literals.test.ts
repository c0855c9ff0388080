import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeTest, unquote } from '#practice/salesforce/soql/literals'

/** What a careful client does with text before it puts it between quotes. */
const quote = (text: string) =>
  `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\b', '\\b')
    .replaceAll('\f', '\\f')}'`
const escapeWildcards = (text: string) => text.replaceAll('%', '\\%').replaceAll('_', '\\_')

describe('quoted text', () => {
  it('comes back as it was before it was escaped', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => unquote(quote(text)) === text))
  })

  it('may name a character by its code', () => {
    expect(unquote("'\\u0041\\u00e9'")).toBe('Aé')
  })

  it('is 4,000 characters long at most', () => {
    expect(unquote(`'${'x'.repeat(4000)}'`)).toHaveLength(4000)
    expect(() => unquote(`'${'x'.repeat(4001)}'`)).toThrow(/cannot be longer than 4000/)
  })

  it('refuses an escape that the language does not have', () => {
    expect(() => unquote("'x\\q'")).toThrow(/Illegal character sequence '\\q'/)
  })
})

describe('LIKE', () => {
  it('finds any text by its escaped self', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const pattern = unquote(escapeWildcards(quote(text)), true)
        expect(likeTest(pattern)(text)).toBe(true)
      }),
    )
  })

  it('takes % for whatever stands there, _ for one character, and no notice of case', () => {
    expect(likeTest('ac%')('ACME')).toBe(true)
    expect(likeTest('a_me')('acme')).toBe(true)
    expect(likeTest('a_me')('ame')).toBe(false)
    expect(likeTest('%50\\%\\_off%')('now 50%_off!')).toBe(true)
    expect(likeTest('%50\\%\\_off%')('now 50x_off!')).toBe(false)
  })
})
