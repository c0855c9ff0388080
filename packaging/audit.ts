import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Exceptions, judge } from './advisories.ts'
import { askNpm } from './ask-npm.ts'

/*
 * npm run audit: npm's audit at level high, with the exceptions of audit-exceptions.json. Ends with 1 where an advisory is
 * open or an exception is wrong. Where the registry does not answer, nothing is known, and it says so.
 */

const here = import.meta.dirname
const exceptions = Exceptions.parse(JSON.parse(readFileSync(path.join(here, 'audit-exceptions.json'), 'utf8')))
const answer = await askNpm(path.join(here, '..'), process.env['npm_execpath'] ?? '')
const { open, excepted, problems } = judge(answer, exceptions, new Date().toISOString().slice(0, 10))

for (const advisory of open) {
  const { id, package: name, range, severity, title } = advisory
  console.log(`${severity}: ${name} ${range}: ${title} (${id})`)
}
for (const problem of problems) console.log(problem)
console.log(
  'notRun' in answer
    ? `audit: not run: ${answer.notRun}`
    : `audit: ${open.length} open at high or critical, ${excepted.length} excepted`,
)
process.exitCode = open.length + problems.length === 0 ? 0 : 1
