import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { z } from 'zod'

import { report } from './figure.ts'

/* renderer.initial-js: gzipped JavaScript needed for the first view, against all of the window's JavaScript. */

const root = path.join(import.meta.dirname, '../..')
const out = path.join(root, 'dist/renderer')
await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'error' })

const Manifest = z.record(
  z.string(),
  z.looseObject({ file: z.string(), isEntry: z.boolean().default(false), imports: z.array(z.string()).default([]) }),
)
const manifest = Manifest.parse(JSON.parse(readFileSync(path.join(out, '.vite/manifest.json'), 'utf8')))

const needed = new Set<string>()
const need = (key: string): void => {
  const chunk = manifest[key]
  if (!chunk || needed.has(chunk.file)) return
  needed.add(chunk.file)
  chunk.imports.forEach(need)
}
Object.entries(manifest).forEach(([key, { isEntry }]) => isEntry && need(key))

const zipped = (files: Iterable<string>): number =>
  [...files]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(out, file))).length, 0) / 1024

const initial = zipped(needed)
const all = zipped(new Set(Object.values(manifest).map(({ file }) => file)))
report({
  name: 'renderer.initial-js',
  value: initial,
  unit: 'KB gzipped',
  against: `all of the window's JavaScript: ${all.toFixed(1)} KB`,
  ratio: initial / all,
  goal: '<= 300 KB',
})
