import { spawnSync } from 'node:child_process'
import path from 'node:path'

/* Runs each benchmark in a process of its own and prints one JSON line per figure. Names as arguments run some of them. */

const all = ['provision', 'bulk', 'mirror', 'reconcile', 'drift', 'initial-js']
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`No benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.\n`)
  process.exit(2)
}

let failed = 0
for (const name of wanted.length > 0 ? wanted : all) {
  const file = path.join(import.meta.dirname, `${name}.ts`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
