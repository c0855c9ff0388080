import { hostile, hostileLine } from '#test/suites'

const counts = await hostile()
console.log()
console.log(hostileLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
