import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const document = readFileSync(path.join(root, 'docs/security.md'), 'utf8')

/** A test as the document names it: its file in backticks, its name in quotes. */
const named = [...document.matchAll(/`(test\/[^`]+\.(?:test|spec)\.tsx?)` "((?:[^"\\]|\\.)+)"/g)].map(
  ([, file = '', name = '']) => ({ file, name: name.replaceAll('\\"', '"') }),
)

/** Names that a file gives to its tests, tables included. */
function testsIn(file: string): string[] {
  const source = existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : ''
  return [
    ...source.matchAll(/\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`),\s*(?:async\b|\(|function\b)/g),
  ].map(([, single, double, template]) => (single ?? double ?? template ?? '').replaceAll(/\\(['"])/g, '$1'))
}

describe('the threat model', () => {
  it.each(named)('names a test that exists: $file, $name', ({ file, name }) => {
    expect(testsIn(file)).toContain(name)
  })

  it('names a test for every attempt of its tables', () => {
    const rows = document.split('\n').filter((line) => line.startsWith('|') && line.split('|').length === 5)
    const attempts = rows.filter((row) => !/^\| (Attempt|-|What )/.test(row) && !/^\|[\s|:-]+\|$/.test(row))
    expect(attempts.length).toBeGreaterThan(40)
    expect(attempts.filter((row) => !/`test\/[^`]+` "/.test(row))).toEqual([])
  })

  it('says what is not protected, and how to report a finding', () => {
    expect(document).toContain('\n## What is not protected\n')
    expect(document).toContain('\n## How to report a finding\n')
  })
})
