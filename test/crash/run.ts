import { crash, crashLine } from '#test/suites'

const counts = await crash()
console.log()
console.log(crashLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
