import { hostileLine, hostileStrings, tryHostile } from '#test/hostile/strings'

const seed = Number(process.argv[2] ?? Date.now() % 2 ** 31)
const outcome = tryHostile(hostileStrings, seed)
for (const surprise of outcome.surprises.slice(0, 20)) console.log(surprise)
if (outcome.surprises.length > 0) console.log(`seed ${seed}`)
console.log(hostileLine(outcome))
process.exitCode = outcome.surprises.length === 0 ? 0 : 1
