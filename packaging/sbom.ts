import { execFileSync } from 'node:child_process'
import { z } from 'zod'

const Component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string().optional(),
})

/** The parts of a CycloneDX document that are looked at here; the rest goes through as it is. */
export const Sbom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component: Component }),
  components: z.array(Component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
})
export type Sbom = z.infer<typeof Sbom>

/**
 * npm's own list of all that is locked. Throws where npm cannot make it. Its `--omit dev` is of no use here: it leaves out what
 * development needs as well, which is a quarter of what ships (npm 11.19, seen with react and zod).
 * @param npm path of npm's script; `npm` by name where it is empty
 */
export function npmSbom(root: string, npm: string): Sbom {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const [file, ...before] = npm === '' ? ['npm'] : [process.execPath, npm]
  const text = execFileSync(file, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // npm is a script there, which only a shell starts.
    shell: npm === '' && process.platform === 'win32',
  })
  return Sbom.parse(JSON.parse(text))
}

/** What the list has to name in the end. */
export interface Contents {
  readonly app: { readonly name: string; readonly version: string }
  readonly shipped: readonly { readonly name: string; readonly version: string }[]
  /** Version of the Electron that it is packed with. */
  readonly electron: string
}

const refOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`

/**
 * The list cut down to what ships, with what npm cannot know: the app's name, whatever its folder is called, and Electron,
 * which is there for development and ships all the same. Throws where something that ships is missing in npm's list.
 */
export function narrowed(sbom: Sbom, { app, shipped, electron }: Contents): Sbom {
  const known = new Map(sbom.components.map((each) => [refOf({ name: each.name, version: each.version ?? '' }), each]))
  const wanted = new Set([...shipped.map(refOf), refOf({ name: 'electron', version: electron })])
  const components = [...wanted].toSorted().map((name) => {
    const component = known.get(name)
    if (component === undefined) throw new Error(`npm's list lacks ${name}`)
    // npm marks what is needed for development too, which would read as if it did not ship.
    return { ...component, scope: 'required', properties: [] }
  })
  const own = sbom.metadata.component
  const refs = new Set([own['bom-ref'], ...components.map((each) => each['bom-ref'])])
  return {
    ...sbom,
    metadata: { ...sbom.metadata, component: { ...own, ...app } },
    components,
    dependencies: sbom.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((each) => ({ ...each, dependsOn: (each.dependsOn ?? []).filter((ref) => refs.has(ref)) })),
  }
}
