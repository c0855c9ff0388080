import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const SourceMap = z.looseObject({ sources: z.array(z.string()) })

/** Name of the package that a source of a bundle came from; null for what is ours. */
function packageOf(source: string): string | null {
  const [, inside] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? []
  return inside ?? null
}

/** Packages that have code in what was built, by the source maps beside it. */
export function bundledPackages(dist: string): Set<string> {
  const maps = ['main', 'preload', 'renderer'].flatMap((part) =>
    readdirSync(path.join(dist, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.map'))
      .map((name) => path.join(dist, part, name)),
  )
  const sources = maps.flatMap((map) => SourceMap.parse(JSON.parse(readFileSync(map, 'utf8'))).sources)
  return new Set(sources.map(packageOf).filter((name) => name !== null))
}
