import path from 'node:path'

import { build } from '#hosts/start/build'
import { canaries, canaryLine } from '#test/suites'

// A real page goes through the window: it has to be today's.
if ((await build(path.join(import.meta.dirname, '../..'))) !== 0) process.exit(1)
const counts = await canaries()
console.log()
console.log(canaryLine(counts))
process.exitCode = counts.failed === 0 && counts.found === 0 ? 0 : 1
