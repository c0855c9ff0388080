import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import { standardTexts } from './licence-texts.ts'

/** Licences that let a work be passed on as part of another, as long as their text goes along. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
])

/** Packages that say what their licence is and hold no text of it: the standard text stands in, with the name that they give. */
const withoutText: Readonly<Record<string, string>> = {
  csprng: 'MIT',
  'react-remove-scroll-bar': 'MIT',
  sequin: 'MIT',
  wouter: 'Unlicense',
}

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})

const Named = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
const Person = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)])
const Manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: Named.optional(),
  licenses: z.array(Named).optional(),
  author: Person.optional(),
  homepage: z.string().optional(),
})

/** One dependency that ships, as it is installed. */
export interface Shipped {
  readonly name: string
  readonly version: string
  /** An SPDX expression as the package states it; empty where it states none. */
  readonly licence: string
  readonly author: string
  /** Every licence and notice file of the package, in the order of their names. */
  readonly texts: readonly string[]
}

/** Folders of what `npm ci --omit=dev --omit=optional` installs, which is all that can be in a bundle. */
export function shippedFolders(lockText: string): string[] {
  return Object.entries(Lock.parse(JSON.parse(lockText)).packages)
    .filter(([folder, { dev, optional, devOptional }]) => folder !== '' && !dev && !optional && !devOptional)
    .map(([folder]) => folder)
    .toSorted()
}

const isLegal = (name: string): boolean => /^(licen[cs]e|copying|notice|unlicense)([.\-_].*)?$/i.test(name)

/** Read what a package says of its licence. Throws where it is not installed. */
export function readShipped(folder: string): Shipped {
  const manifest = Manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
  const { name, version, license, licenses = [], author = '' } = manifest
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile() && isLegal(file.name))
  return {
    name,
    version,
    licence: license ?? (licenses.length > 0 ? `(${licenses.join(' OR ')})` : ''),
    author,
    texts: files.map((file) => readFileSync(path.join(folder, file.name), 'utf8').trim()).toSorted(),
  }
}

/** Whether an expression leaves a way that is allowed: one side of an OR, both sides of an AND. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, ' ').trim()
  return bare.split(/\s+OR\s+/).some((way) => way.split(/\s+AND\s+/).every((licence) => allowed.has(licence.trim())))
}

/** What keeps a dependency from being shipped, in a sentence; null where nothing does. */
export function objectionTo({ name, version, licence, texts }: Shipped): string | null {
  const which = `${name} ${version}`
  if (licence === '') return `${which} states no licence.`
  if (!isAllowed(licence)) return `${which} is under ${licence}, which is not among those that may ship.`
  const stands = withoutText[name]
  if (texts.length === 0 && stands !== licence) return `${which} holds no text of its licence (${licence}).`
  if (texts.length > 0 && stands !== undefined) return `${which} holds its licence now: take it out of the exceptions.`
  return null
}

function textOf({ licence, author, texts }: Shipped): string {
  if (texts.length > 0) return texts.join('\n\n')
  const by = author === '' ? 'the authors of the package' : author.replace(/\s*[<(].*$/, '')
  return `Copyright (c) ${by}\n(The package holds no text of its licence; this is the standard one.)\n\n${standardTexts[licence] ?? ''}`
}

/** The file that ships: each distinct text once, under the packages that it belongs to. */
export function licencesFile(shipped: readonly Shipped[]): string {
  const under = new Map<string, string[]>()
  for (const one of shipped) {
    const text = textOf(one)
    under.set(text, [...(under.get(text) ?? []), `${one.name} ${one.version} (${one.licence})`])
  }
  const parts = [...under].map(([text, names]) => `${[...new Set(names)].join('\n')}\n\n${text}`)
  const rule = `\n\n${'-'.repeat(100)}\n\n`
  const head =
    'Stigg Companion contains the software below, under the licences below. Electron and Chromium have files of\ntheir own beside this one: LICENSE.electron.txt and LICENSES.chromium.html.'
  return `${[head, ...parts].join(rule)}\n`
}

/**
 * All that ships, and what stands in its way. The folder is the project's, with node_modules installed.
 * @returns objections in sentences; where there are any, nothing may be shipped
 */
export function collectLicences(root: string): { shipped: readonly Shipped[]; objections: readonly string[] } {
  const folders = shippedFolders(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const shipped = folders.map((folder) => readShipped(path.join(root, folder)))
  return { shipped, objections: shipped.map(objectionTo).filter((objection) => objection !== null) }
}
