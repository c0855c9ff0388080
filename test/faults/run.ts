import { faultLine, faults } from '#test/suites'

const counts = await faults()
console.log()
console.log(faultLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
