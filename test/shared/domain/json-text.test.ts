import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readJson } from '#shared/domain/json-text'

describe('reading a text as JSON', () => {
  it('yields what the engine yields, for whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 2), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent)
        expect(readJson(written)).toMatchObject({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  it('takes and refuses exactly what the engine takes and refuses', () => {
    const nearly = fc
      .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom('', '"', ',', '{', ']', '\\', '01', '\u0001', 'x'))
      .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1))
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(nearly, (text) => {
        expect(readJson(text).ok).toBe(isJson(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
    ['[1, 2,]', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": "x\ny"}', 1, 9],
    ['true false', 1, 6],
  ])('names the place where %j stops being JSON', (text, line, column) => {
    expect(readJson(text)).toEqual({ ok: false, at: { line, column } })
  })

  it('knows where each member begins, by its pointer', () => {
    const read = readJson('{\n  "a": [1,\n    {"b/c": null}]\n}')
    if (!read.ok) throw new Error('It is JSON')
    expect(read.placeOf('')).toEqual({ line: 1, column: 1 })
    expect(read.placeOf('/a/1/b~1c')).toEqual({ line: 3, column: 13 })
    expect(read.placeOf('/none')).toBeNull()
  })

  it('refuses what is too deep instead of running out of stack', () => {
    expect(readJson('['.repeat(50_000)).ok).toBe(false)
  })
})
