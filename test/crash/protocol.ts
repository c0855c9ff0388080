import { z } from 'zod'

import type { Store } from './store.ts'

/** The refresh token of Salesforce, beside the slots of the stores. */
export const session = 'session'
export const slotId = (store: Pick<Store, 'name'>, slot: string): string => `${store.name}/${slot}`

/** What a life is begun with. */
export const Life = z.object({
  /** Absolute path of the folder that outlives it. */
  dataDir: z.string(),
  /** The line that `npm run practice` prints. */
  practice: z.string(),
  seed: z.number(),
  /** Its numbers are above this one, and below those of the next life. */
  firstNumber: z.number(),
})
export type Life = z.infer<typeof Life>

const Write = z.tuple([z.string(), z.number()])
const Reading = z.union([
  z.array(z.number()).readonly(),
  z.object({ newest: z.array(z.number()).readonly() }),
  z.object({ damaged: z.string() }),
])

/** What a life says, a line at a time. */
export const Line = z.union([
  /** Everything is loaded; it waits to be told its life. */
  z.object({ ready: z.literal(true) }),
  z.object({ opened: z.object({ aside: z.array(z.string()), found: z.record(z.string(), Reading) }) }),
  /** `ok`, or the code of the failure. */
  z.object({ session: z.string() }),
  z.object({ will: Write }),
  z.object({ did: Write }),
])
export type Line = z.infer<typeof Line>
