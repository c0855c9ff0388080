import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

import {
  collectLicences,
  licencesFile,
  objectionTo,
  readShipped,
  shippedFolders,
  type Shipped,
} from '#packaging/licences'

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-licences-'))
afterAll(() => rmSync(folder, { recursive: true }))

const shipped = (vary: Partial<Shipped> = {}): Shipped => ({
  name: 'left-pad',
  version: '1.0.0',
  licence: 'MIT',
  author: 'Somebody',
  texts: ['MIT, as it stands'],
  ...vary,
})

/** A package on disk. */
function installed(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const at = path.join(folder, name)
  mkdirSync(at, { recursive: true })
  writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }))
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(at, file), text)
  return at
}

describe('objectionTo', () => {
  it.each([
    ['an allowed licence with its text', {}],
    ['a choice of which one side is allowed', { licence: '(GPL-3.0-only OR MIT)' }],
    ['two licences that are both allowed', { licence: 'MIT AND BSD-3-Clause' }],
    ['a package whose missing text is argued', { name: 'wouter', licence: 'Unlicense', texts: [] }],
  ])('has nothing against %s', (_title, vary) => {
    expect(objectionTo(shipped(vary))).toBeNull()
  })

  it.each([
    ['no licence at all', { licence: '' }, 'left-pad 1.0.0 states no licence.'],
    ['a forbidden one', { licence: 'AGPL-3.0-only' }, 'left-pad 1.0.0 is under AGPL-3.0-only, which is not among'],
    ['one forbidden of two that both hold', { licence: 'MIT AND GPL-2.0-only' }, 'is under MIT AND GPL-2.0-only'],
    ['words that are no licence', { licence: 'SEE LICENSE IN EULA' }, 'is under SEE LICENSE IN EULA'],
    ['no text', { texts: [] }, 'left-pad 1.0.0 holds no text of its licence (MIT).'],
    ['an exception that is not needed any more', { name: 'sequin' }, 'take it out of the exceptions'],
    ['an exception for another licence', { name: 'sequin', licence: 'ISC', texts: [] }, 'holds no text of its licence'],
  ])('names %s', (_title, vary, sentence) => {
    expect(objectionTo(shipped(vary))).toContain(sentence)
  })
})

describe('readShipped', () => {
  it('takes every licence and notice, and nothing else', () => {
    const at = installed(
      'many',
      { license: 'Apache-2.0' },
      { 'LICENSE.md': 'one', NOTICE: 'two', 'licensee.js': 'no', 'README.md': 'no' },
    )
    expect(readShipped(at)).toEqual({
      name: 'many',
      version: '1.0.0',
      licence: 'Apache-2.0',
      author: '',
      texts: ['one', 'two'],
    })
  })

  it('understands the two old ways to state a licence', () => {
    expect(readShipped(installed('old', { license: { type: 'MIT' } }))).toMatchObject({ licence: 'MIT' })
    expect(readShipped(installed('older', { licenses: [{ type: 'MIT' }, { type: 'ISC' }] }))).toMatchObject({
      licence: '(MIT OR ISC)',
    })
  })

  it('takes a package without a licence for one that states none', () => {
    expect(readShipped(installed('none', {}))).toMatchObject({ licence: '', texts: [] })
  })
})

describe('shippedFolders', () => {
  it('leaves out what is for development or for one system only', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/a': {},
        'node_modules/dev': { dev: true },
        'node_modules/native': { optional: true },
        'node_modules/either': { devOptional: true },
        'node_modules/a/node_modules/b': {},
      },
    }
    expect(shippedFolders(JSON.stringify(lock))).toEqual(['node_modules/a', 'node_modules/a/node_modules/b'])
  })
})

describe('licencesFile', () => {
  it('says a text once, under all that it belongs to', () => {
    const file = licencesFile([
      shipped(),
      shipped({ name: 'right-pad' }),
      shipped({ name: 'other', texts: ['another'] }),
    ])
    expect(file.match(/MIT, as it stands/g)).toHaveLength(1)
    expect(file).toContain('left-pad 1.0.0 (MIT)\nright-pad 1.0.0 (MIT)\n\nMIT, as it stands')
    expect(file).toContain('other 1.0.0 (MIT)\n\nanother')
  })

  it('gives the standard text where a package holds none, and says so', () => {
    const file = licencesFile([shipped({ name: 'sequin', texts: [], author: 'Jane Doe <jane@example.com>' })])
    expect(file).toContain('Copyright (c) Jane Doe\n(The package holds no text')
    expect(file).toContain('Permission is hereby granted, free of charge')
  })
})

describe('what ships of this project', () => {
  const { shipped: all, objections } = collectLicences(root)

  it('may be shipped', () => {
    expect(objections).toEqual([])
  })

  it('holds every dependency that package.json names, each with a text in the file', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const file = licencesFile(all)
    for (const [name, version] of Object.entries(dependencies)) expect(file).toContain(`${name} ${version} (`)
    expect(all.length).toBeGreaterThan(100)
  })
})
