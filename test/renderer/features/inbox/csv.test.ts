import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { csvCell, csvOf } from '#renderer/features/inbox/csv.ts'

import { aRow } from '../../fixtures.ts'

describe('a cell', () => {
  it.each(['=1+1', '+1+1', '@SUM(A1)', '-2+3', '\t=1', ' =cmd', '\r=1'])(
    'never begins as a formula would: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it.each([
    "=cmd|'/C calc'!A0",
    '\uff1d1+1',
    '\uff0b1',
    '\uff0d1+1',
    '\uff20SUM(A1)',
    '\u200b=1',
    '\ufeff=1',
    '\u202e=1',
    '\u00a0=1',
    '\u0000=1',
    '|calc',
    '%0A=1',
    '"=1"',
    "'=1",
    '-cmd',
    '\n=1',
    '+1 (555) 0100',
  ])('never begins as a formula would in any spreadsheet: %j', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
  })

  it.each([';', '\t', '\n', '\r\n', '; ', ';"', '\t\u200b'])(
    'holds no formula for a spreadsheet that splits at %j',
    (separator) => {
      const cells = csvCell(`Acme${separator}=cmd|'/C calc'!A0`).split(/[;\t\r\n]/)
      for (const cell of cells) expect(cell).not.toMatch(/^["\s\u200b]*[=+\-@]/)
    },
  )

  it('leaves a plain number a number, below zero too', () => {
    expect(csvCell('-12.50')).toBe('-12.50')
    expect(csvCell('48000')).toBe('48000')
  })

  it('quotes what would break the line, and doubles quotes', () => {
    expect(csvCell('Acme, "the" Corp')).toBe('"Acme, ""the"" Corp"')
    expect(csvCell('two\nlines')).toBe('"two\nlines"')
  })

  it('can be read back whatever stood in it', () => {
    assert(
      property(string(), (text) => {
        const cell = csvCell(text)
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
        // But for the apostrophes.
        expect(read.replaceAll("'", '')).toBe(text.replaceAll("'", ''))
      }),
    )
  })
})

it('writes a head and one line per deal', () => {
  const [head, line, ...more] = csvOf([aRow({ name: '=HYPERLINK("x")', accountName: null })]).split('\r\n')
  expect(head).toMatch(/^State,Deal,Account,Plan sold/)
  expect(line).toMatch(/^Ready,"'=HYPERLINK\(""x""\)",,Enterprise plan,2,Jordan Doe,Closed Won,2026-11-03,48000,USD,/)
  expect(more).toEqual([])
})
