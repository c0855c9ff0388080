import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

const filesBelow = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name).replaceAll(path.sep, '/'))
    .filter((name) => /\.(ts|tsx)$/.test(name))

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const importForms: readonly RegExp[] = [
  /(?:^|\n)(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/g,
  /(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
]

/** What a file imports, statically or not, as it is written. */
function importsOf(file: string): string[] {
  const text = textOf(file)
  return importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
}

/** The room that an import enters: `#core`, a package's name, `node:…`, or null for a file of the same room. */
function entered(file: string, room: string, imported: string): string | null {
  if (imported.startsWith('#')) return imported.split('/')[0] ?? imported
  if (!imported.startsWith('.')) return imported
  const target = path.posix.join(path.posix.dirname(file), imported)
  return target.startsWith(`${room}/`) ? null : target
}

interface Room {
  readonly folder: string
  /** The room's own name in the imports map. */
  readonly name: string
  /** Other rooms, packages and built-ins that it may import. */
  readonly may: RegExp
  readonly except?: RegExp
}

const rooms: readonly Room[] = [
  { folder: 'shared', name: '#shared', may: /^(zod|@orpc\/contract|big\.js|dayjs)(\/|$)/ },
  {
    folder: 'electron/core',
    name: '#core',
    may: /^(#shared|zod|@orpc\/(server|contract|client)|p-queue|node:(crypto|util|timers|timers\/promises|events|path|assert))$/,
  },
  {
    folder: 'electron/adapters/salesforce',
    name: '#adapters',
    may: /^(#shared|#core|zod|jsforce|p-queue|big\.js|node:[\w/]+|electron\/adapters\/http)(\/.*)?$/,
  },
  {
    folder: 'electron/adapters/stigg',
    name: '#adapters',
    may: /^(#shared|#core|zod|cockatiel|p-queue|big\.js|node:[\w/]+|electron\/adapters\/http)(\/.*)?$/,
  },
  {
    folder: 'electron/adapters/call-out',
    name: '#adapters',
    may: /^(#shared|#core|node:[\w/]+|electron\/adapters\/http)(\/.*)?$/,
  },
  { folder: 'electron/adapters/http', name: '#adapters', may: /^(#shared|#core|node:[\w/]+)$/ },
  { folder: 'electron/adapters/sqlite', name: '#adapters', may: /^(#shared|#core|zod|node:[\w/]+)$/ },
  { folder: 'electron/adapters/settings', name: '#adapters', may: /^(#shared|#core|zod|node:[\w/]+)$/ },
  { folder: 'electron/adapters/updates', name: '#adapters', may: /^(#shared|#core)$/ },
  {
    folder: 'electron/practice',
    name: '#practice',
    may: /^(#shared|hono|@hono\/node-server|@jetstreamapp\/soql-parser-js|graphql|zod|big\.js|dayjs|node:[\w/]+)(\/.*)?$/,
  },
  {
    folder: 'electron/hosts',
    name: '#hosts',
    may: /^(#shared|#core|#adapters|#practice|hono|@hono\/node-server|@orpc\/(server|client)|zod|pino|conf|open|node:[\w/]+)(\/.*)?$/,
    except: /^electron\/hosts\/electron\//,
  },
  {
    folder: 'electron/hosts/electron',
    name: '#hosts',
    may: /^(#shared|#core|#adapters|#practice|electron|electron-store|@orpc\/server|zod|node:[\w/]+|electron\/hosts\/(composition|options\.ts))(\/.*)?$/,
  },
  {
    folder: 'renderer',
    name: '#renderer',
    may: /^(?!node:|electron|jsforce|hono|@orpc\/server|#(core|adapters|practice|hosts|test))/,
  },
]

describe('every room imports what it may, and nothing else', () => {
  it.each(rooms)('$folder', ({ folder, name, may, except }) => {
    const strangers = filesBelow(folder)
      .filter((file) => except?.test(file) !== true)
      .flatMap((file) => importsOf(file).map((imported) => ({ file, room: entered(file, folder, imported) })))
      .filter(({ room }) => room !== null && room !== name && !may.test(room))
    expect(strangers).toEqual([])
  })

  it('and every adapter is such a room', () => {
    const unlisted = filesBelow('electron/adapters').filter(
      (file) => !rooms.some(({ folder }) => file.startsWith(`${folder}/`)),
    )
    expect(unlisted).toEqual([])
  })

  it('imports inside of a room are relative', () => {
    const roundabout = rooms.flatMap(({ folder, name }) =>
      filesBelow(folder).filter((file) => importsOf(file).some((imported) => imported.startsWith(`${name}/`))),
    )
    expect(roundabout).toEqual([])
  })

  it('finds imports however they are written', () => {
    const here = importsOf('test/architecture/rooms.test.ts')
    expect(here).toEqual(expect.arrayContaining(['node:fs', 'vitest']))
  })
})

describe('every file of the core, its adapters, its hosts and the practice workspace', () => {
  it('has at most 400 lines', () => {
    const long = ['electron', 'shared'].flatMap(filesBelow).filter((file) => textOf(file).split('\n').length > 401)
    expect(long).toEqual([])
  })
})
