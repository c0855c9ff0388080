import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { readPracticeConnection } from '#hosts/composition/practice-connection'
import { seededRandom } from '#practice/faults'

import { say } from './life.ts'
import { Life } from './protocol.ts'

/*
 * One life of the app over a folder, until it is killed: it tells what it finds, and then writes everywhere at once and says
 * of each write that it begins, and that it is done. It waits for a line that says which life it is: loading takes longer
 * than the rest, and is done while another one lives.
 */

const { live } = process.argv[2] === 'profiles' ? await import('./profile-life.ts') : await import('./store-life.ts')
say({ ready: true })
const [told] = (await once(createInterface({ input: process.stdin }), 'line')) as [string]
const { dataDir, practice, seed, firstNumber } = Life.parse(JSON.parse(told))
const connection = readPracticeConnection(practice)
if (!connection.ok) throw new Error(connection.failure.message)

const random = seededRandom(seed)
let last = firstNumber
await live({
  dataDir,
  practice: connection.value,
  random,
  among: (all) => all[Math.floor(random() * all.length)],
  next: () => (last += 1),
})
