import { parseQuery } from '@jetstreamapp/soql-parser-js'
import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { all, fields, id, identifier, ids, moment, soql, like } from '#adapters/salesforce/soql'

/** What SOQL understands a literal to say. Source: SOQL and SOSL Reference, "Quoted String Escape Sequences". */
const spoken: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const unquoted = (literal: string) =>
  literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gs, (_, code: string | undefined, char: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (spoken[char] ?? char),
    )

/** Any text but the control characters that SOQL has no escape for. */
const sayable = string({ unit: 'grapheme-composite', maxLength: 200 }).filter(
  (text) => !/[^\P{Cc}\n\r\t\b\f\u0080-\u009f]/u.test(text),
)
const lines = string({ unit: constantFrom('\u2028', '\u2029', '\u0085', '\u009f', 'a', "'"), maxLength: 20 })
const nasty = string({ unit: constantFrom("'", '\\', '"', '%', '_', '\n', 'x', ' OR ', ')'), maxLength: 60 })

describe('soql', () => {
  it.each([
    ["Bob's BBQ", String.raw`'Bob\'s BBQ'`],
    [String.raw`C:\x`, String.raw`'C:\\x'`],
    [String.raw`x\' OR Name != '`, String.raw`'x\\\' OR Name != \''`],
    ['one\u2028two\u0085', String.raw`'one\u2028two\u0085'`],
    ['two\nlines\tand\r\f\b', String.raw`'two\nlines\tand\r\f\b'`],
  ])('quotes %j', (text, literal) => {
    expect(soql`${text}`.text).toBe(literal)
  })

  it('keeps any text one literal that the parser reads back unchanged', () => {
    assert(
      property(oneof(sayable, nasty, lines), (text) => {
        const query = parseQuery(soql`SELECT Id FROM Account WHERE Name = ${text} LIMIT ${1}`.text)
        const condition = query.where && 'left' in query.where ? query.where.left : null
        const literal = condition && 'value' in condition ? String(condition.value) : ''
        expect(unquoted(literal)).toBe(text)
        expect(query.limit).toBe(1)
      }),
    )
  })

  it('keeps every text of a list a literal of its own', () => {
    assert(
      property(array(nasty, { minLength: 1, maxLength: 5 }), (texts) => {
        const query = parseQuery(soql`SELECT Id FROM Account WHERE Name IN ${texts}`.text)
        const condition = query.where && 'left' in query.where ? query.where.left : null
        const literals = condition && 'value' in condition ? condition.value : []
        expect((Array.isArray(literals) ? literals : [literals]).map((literal) => unquoted(literal))).toEqual(texts)
      }),
    )
  })

  it('writes what is no text bare', () => {
    expect(soql`${true} ${false} ${null} ${42} ${-0.5} ${1e21} ${new Date('2026-11-18T16:20:31Z')}`.text).toBe(
      'true false null 42 -0.5 1000000000000000000000 2026-11-18T16:20:31Z',
    )
  })

  it('refuses what SOQL cannot say', () => {
    expect(() => soql`${[]}`).toThrow(RangeError)
    expect(() => soql`${'a\u0000b'}`).toThrow(RangeError)
    expect(() => soql`${'\u001b'}`).toThrow(RangeError)
    expect(() => soql`${'\ud800'}`).toThrow(RangeError)
    expect(() => soql`${Number.NaN}`).toThrow(RangeError)
    expect(() => soql`${'x'.repeat(4001)}`).toThrow(RangeError)
    expect(() => soql`${{} as never}`).toThrow(TypeError)
  })

  it('puts pieces together without quoting them again', () => {
    const condition = all([soql`IsWon = ${true}`, soql`Name = ${"O'Hara"}`])
    expect(
      soql`SELECT ${fields(['Id', 'Account.Name', 'Id'])} FROM ${identifier('Opportunity')} WHERE ${condition}`.text,
    ).toBe(String.raw`SELECT Id, Account.Name FROM Opportunity WHERE (IsWon = true) AND (Name = 'O\'Hara')`)
  })

  it.each(['', '1x', 'Name FROM Account', 'a.b.c.d.e.f.g', "x'", 'a..b', 'Näme'])(
    'takes %j for no identifier',
    (name) => {
      expect(() => identifier(name)).toThrow(RangeError)
    },
  )

  it('takes record IDs in both forms, and nothing else', () => {
    expect(id('0065g00000CdEfG').text).toBe("'0065g00000CdEfGAAV'")
    expect(ids(['0065g00000CdEfG', '0015g00000BcDeFAAV']).text).toBe("('0065g00000CdEfGAAV','0015g00000BcDeFAAV')")
    expect(() => id("0065g00000CdEfG' OR Id != '")).toThrow(RangeError)
    expect(() => id('0065g00000CdEfG555')).toThrow(RangeError)
    expect(() => ids([])).toThrow(RangeError)
  })

  it('writes moments in UTC, with a fraction only where there is one', () => {
    expect(moment('2026-11-18T16:20:31.000+0000').text).toBe('2026-11-18T16:20:31Z')
    expect(moment('2026-11-18T18:20:31.250+02:00').text).toBe('2026-11-18T16:20:31.250Z')
    expect(() => moment('soon')).toThrow(RangeError)
  })
})

describe('a pattern for LIKE', () => {
  it('holds a text as it is written: its wildcards, quotes and backslashes are escaped', () => {
    expect(like('50%_off', 'anywhere').text).toBe(String.raw`'%50\%\_off%'`)
    expect(like("x') OR (Id != '", 'at the end').text).toBe(String.raw`'%x\') OR (Id != \''`)
    expect(() => like('\u0000', 'anywhere')).toThrow(RangeError)
  })
})
