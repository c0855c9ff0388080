import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

const documents = [
  ...readdirSync(root),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('docs', name)),
].filter((name) => name.endsWith('.md'))

/** Paths of the project as documents write them: in backticks, or as the target of a link. */
function pathsIn(document: string): string[] {
  const text = readFileSync(path.join(root, document), 'utf8')
  const quoted = [...text.matchAll(/`((?:electron|renderer|shared|test|docs|\.ci)\/[\w./@-]+)`/g)].map(
    (match) => match[1] ?? '',
  )
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) =>
    path.join(path.dirname(document), match[1] ?? ''),
  )
  return [...quoted, ...linked]
}

describe('documents', () => {
  it.each(documents)('%s names only files that exist', (document) => {
    expect(pathsIn(document).filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  })

  it('say how to start and how to test', () => {
    const scripts: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    expect(scripts).toMatchObject({ scripts: { start: expect.any(String), test: expect.any(String) } })
  })
})

describe('what is kept in the repository', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')

  it('holds no secret and nothing that is built', () => {
    const forbidden = /(^|\/)(\.env(\..*)?|.*\.(pem|key|p12|db|sqlite|log)|node_modules|dist)(\/|$)/
    expect(tracked.filter((file) => forbidden.test(file))).toEqual([])
  })
})
