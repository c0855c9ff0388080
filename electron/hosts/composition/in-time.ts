import { setTimeout as sleep } from 'node:timers/promises'

/** How long closing may take, in milliseconds. What is cut off then is in the journal, as after a power cut. */
const closingMs = 5000

/** Wait for what is being closed, but not for ever: a service that hangs must not keep the app from ending. */
export const inTime = async (closing: Promise<void>): Promise<void> => {
  await Promise.race([closing, sleep(closingMs, undefined, { ref: false })])
}
