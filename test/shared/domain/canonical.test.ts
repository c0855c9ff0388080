import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { canonicalJson } from '#shared/domain/canonical'

it('sorts keys at every depth and leaves undefined out', () => {
  const value = { b: [{ d: 1, c: undefined }, undefined], a: { z: null, y: 'ü' } }
  expect(canonicalJson(value)).toBe('{"a":{"y":"ü","z":null},"b":[{"d":1},null]}')
})

it('says null for what JSON cannot say', () => {
  expect(canonicalJson(undefined)).toBe('null')
})

it('is one text for one value, however its keys were put in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
