import { build as pack, Platform, type CliOptions } from 'electron-builder'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

import { build } from '#hosts/start/build'
import { fetchRuntime, findRuntime } from '#hosts/start/electron-runtime'

import configuration from '../electron-builder.config.ts'
import { bundledPackages } from './bundled.ts'
import { strangersIn, wrongFuses } from './inspect.ts'
import { collectLicences, licencesFile } from './licences.ts'
import { missingForRelease } from './release-needs.ts'
import { narrowed, npmSbom } from './sbom.ts'

/*
 * npm run package [-- --win --mac --linux --dir]: build, collect what has to go along, pack, and look at what was packed.
 * Ends with 0 where there are packages, 1 where something is wrong, and 3 where nothing is wrong but the runtime or a
 * tool could not be had, so that there are no packages.
 */

const root = path.join(import.meta.dirname, '..')
const legal = path.join(root, 'dist/legal')
const output = path.join(root, 'dist/packages')
const notHad = 3

/** Something is wrong with what would be packed. */
class Refused extends Error {}

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  devDependencies: z.looseObject({ electron: z.string() }),
})

/** Write the licences and the list of parts. Throws `Refused`. @returns what was found, for a line */
function gather(): string {
  const { shipped, objections } = collectLicences(root)
  if (objections.length > 0) throw new Refused(objections.join('\n'))
  const names = new Set(shipped.map(({ name }) => name))
  const unknown = [...bundledPackages(path.join(root, 'dist'))].filter((name) => !names.has(name))
  if (unknown.length > 0)
    throw new Refused(`The bundles hold packages that are no dependencies: ${unknown.join(', ')}.`)

  const { name, version, devDependencies } = Manifest.parse(
    JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')),
  )
  const electron = devDependencies.electron
  const sbom = narrowed(npmSbom(root, process.env['npm_execpath'] ?? ''), { app: { name, version }, shipped, electron })
  mkdirSync(legal, { recursive: true })
  writeFileSync(path.join(legal, 'THIRD-PARTY-LICENSES.txt'), licencesFile(shipped))
  writeFileSync(path.join(legal, 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`)
  return `${shipped.length} licences, ${sbom.components.length} parts in the SBOM`
}

const platforms = { win: Platform.WINDOWS, mac: Platform.MAC, linux: Platform.LINUX } as const

function asked(): NonNullable<CliOptions['targets']> {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { win: flag, mac: flag, linux: flag, dir: flag } })
  const names = (['win', 'mac', 'linux'] as const).filter((name) => values[name])
  const chosen = names.length > 0 ? names.map((name) => platforms[name]) : [Platform.current()]
  const kind = values.dir ? 'dir' : null
  return new Map(chosen.flatMap((one) => [...one.createTarget(kind)]))
}

/** Look at each folder that was packed: its fuses, and the files of its app.asar. @returns objections in sentences */
async function inspected(): Promise<string[]> {
  const packed = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter(
    (name) => path.basename(name) === 'app.asar',
  )
  if (packed.length === 0) return ['Nothing was packed.']
  const objections: string[] = []
  for (const name of packed) {
    const resources = path.dirname(path.join(output, name))
    const binary = /\.app\//.test(name)
      ? path.join(resources, '../..')
      : path.join(resources, '..', name.startsWith('win-') ? 'Stigg Companion.exe' : 'stigg-companion')
    objections.push(
      ...strangersIn(path.join(output, name)).map((stranger) => `${name} holds ${stranger}.`),
      ...(await wrongFuses(binary, configuration.electronFuses ?? {})),
    )
  }
  return objections
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed|status ?code:? 4\d\d/i

async function main(): Promise<number> {
  const missingHere = missingForRelease(process.env)
  if (missingHere.length > 0) throw new Refused(missingHere.join('\n'))
  const targets = asked()
  if ((await build(root)) !== 0) return 1
  const found = gather()
  const missing = findRuntime(process.env) === null ? await fetchRuntime(process.env, 300_000) : null
  if (missing !== null) {
    console.error(`Not packaged: Electron's runtime could not be fetched (${missing}).`)
    console.error(`What needs no runtime was done and is in order: bundles, ${found}.`)
    return notHad
  }
  rmSync(output, { recursive: true, force: true })
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  try {
    await pack({
      projectDir: root,
      targets,
      publish: 'never',
      config: dist === undefined ? configuration : { ...configuration, electronDist: dist },
    })
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n').find((line) => unreachable.test(line)) : undefined
    if (why === undefined) throw error
    console.error(`Not packaged: a tool that the packager needs could not be fetched (${why.trim()}).`)
    console.error(`What needs none was done and is in order: bundles, ${found}.`)
    return notHad
  }
  const objections = await inspected()
  if (objections.length > 0) throw new Refused(objections.join('\n'))
  console.log(`Packaged into dist/packages: ${found}; fuses and contents are as configured.`)
  return 0
}

/** The packager ends the process with 0 by a hook of its own, unless it is ended before. */
function end(code: number): never {
  process.exit(code)
}

try {
  end(await main())
} catch (error) {
  console.error(error instanceof Refused ? `Not packaged: ${error.message}` : error)
  end(1)
}
