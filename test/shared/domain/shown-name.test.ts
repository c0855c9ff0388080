import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isNameTyped, shownName, shownText } from '#shared/domain/shown-name'

describe('a name', () => {
  it.each([
    ['Acme \u202Egro.live', 'Acme [U+202E]gro.live'],
    ['\u2066Acme\u2069', '[U+2066]Acme[U+2069]'],
    ['Acme\u200B', 'Acme[U+200B]'],
    ['Ac\u00ADme', 'Ac[U+00AD]me'],
    ['\uFEFFAcme', '[U+FEFF]Acme'],
    ['Acme\u2028Globex', 'Acme[U+2028]Globex'],
    ['Acme\nGlobex', 'Acme[U+000A]Globex'],
    ['Acme\u3164', 'Acme[U+3164]'],
    ['Acme\u{E0041}', 'Acme[U+E0041]'],
    ['Ac\u200Dme', 'Ac[U+200D]me'],
    ['\u200DAcme', '[U+200D]Acme'],
    ['\u001b[31mAcme', '[U+001B][31mAcme'],
    ['Acme\uD800', 'Acme[U+D800]'],
  ])('%j is shown as %j', (name, shown) => expect(shownName(name)).toBe(shown))

  it.each([
    'Acme GmbH & Co. KG',
    'שלום בע״מ',
    'شركة النور',
    '株式会社アクメ',
    'می‌خواهم',
    'क्‍ष',
    '👩‍👩‍👧 Family',
    'Zoë’s Café – “Ltd.”',
  ])('%s is shown as it is', (name) => expect(shownName(name)).toBe(name))

  it('never shows what nobody sees, whatever stood in it', () => {
    assert(
      property(string({ unit: 'binary' }), (name) => {
        expect(shownName(name)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\ufeff]/u)
      }),
    )
  })

  it('that looks like another is shown as another', () => {
    const alike = ['Acme', 'Acme\u200B', 'A\u00ADcme', 'Acme\u2060', '\u202DAcme\u202C', 'Acme\uFEFF']
    expect(new Set(alike.map(shownName)).size).toBe(alike.length)
  })
})

it('a text keeps its lines', () => expect(shownText('{\n\t"a": "\u202E"\r\n}')).toBe('{\n\t"a": "[U+202E]"\r\n}'))

describe('a name that is typed', () => {
  it.each([
    ['as it is', 'Acme', 'Acme', true],
    ['with spaces around it', ' Acme ', 'Acme', true],
    ['as it is shown', 'Ac[U+202E]me', 'Ac\u202Eme', true],
    ['with what nobody sees', 'Ac\u202Eme', 'Ac\u202Eme', true],
    ['without what nobody sees', 'Acme', 'Ac\u202Eme', false],
    ['in other letters', 'acme', 'Acme', false],
    ['where the name is empty', ' ', '', false],
  ])('%s', (_, typed, name, isTyped) => expect(isNameTyped(typed, name)).toBe(isTyped))
})
