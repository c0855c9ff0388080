import { session, type Line } from './protocol.ts'
import type { Reading } from './store.ts'

interface Slot {
  /** Numbers that were acknowledged; of a slot that is replaced only the last one counts. 0 = taken out. */
  readonly done: number[]
  /** Numbers that were begun since then and never acknowledged: each may have come about or not. */
  begun: number[]
}

export interface Findings {
  /** How often somebody has to sign in again because a kill took the rotated token before it was sealed. */
  readonly asked: number
  readonly lost: readonly string[]
  readonly corrupt: readonly string[]
  /** How many writes were acknowledged over all lives. */
  readonly acknowledged: number
  /** How many writes a kill met in the middle. */
  readonly cut: number
}

export interface Oracle {
  /** Of every line that a life said, in order. */
  hear(line: Line): void
  /** The life that was heard last is over. */
  ended(): void
  findings(): Findings
}

/** The numbers of a reading, and the lowest that it would show; null where it is damaged. */
function shownBy(reading: Reading): { readonly numbers: readonly number[]; readonly from: number } | null {
  if ('damaged' in reading) return null
  if ('newest' in reading) return { numbers: reading.newest, from: reading.newest.toSorted((a, b) => a - b)[0] ?? 0 }
  return { numbers: reading, from: 0 }
}

/**
 * Knows from outside what has to be there after a kill: what was acknowledged before it, and nothing that was never
 * written. It shares no memory and no file with the app.
 * @param appends names of the stores that keep every number
 */
export function createOracle(appends: readonly string[]): Oracle {
  const slots = new Map<string, Slot>()
  const lost: string[] = []
  /** What is damaged stays so, and is found by every life: it counts once. */
  const corrupt = new Set<string>()
  let [asked, acknowledged, cut, signedInOnce] = [0, 0, 0, false]

  const slotOf = (id: string): Slot => {
    const slot = slots.get(id) ?? { done: [], begun: [] }
    slots.set(id, slot)
    return slot
  }
  const keepsAll = (id: string): boolean => appends.some((name) => id.startsWith(`${name}/`))

  /** What was found is what is there: from now on that has to stay. */
  const settle = (id: string, found: readonly number[]): void => {
    const slot = slotOf(id)
    slot.done.splice(0, slot.done.length, ...(keepsAll(id) || found.length > 0 ? found : [0]))
    slot.begun = []
  }

  function compareAppended(id: string, { done, begun }: Slot, found: readonly number[], from: number): void {
    const missing = done.filter((n) => n !== 0 && n >= from && !found.includes(n))
    const strange = found.filter((n) => !done.includes(n) && !begun.includes(n))
    if (missing.length > 0) lost.push(`${id}: ${missing.join(', ')}`)
    if (strange.length > 0 || new Set(found).size < found.length)
      corrupt.add(`${id} holds ${strange.join(', ')} that nobody wrote`)
  }

  function compareReplaced(id: string, { done, begun }: Slot, [found = 0, ...more]: readonly number[]): void {
    const known = done.at(-1) ?? 0
    if (more.length > 0) corrupt.add(`${id} holds several`)
    else if (found !== known && !begun.includes(found)) lost.push(`${id}: ${known} is gone, ${found} is there`)
  }

  function compare(id: string, reading: Reading): void {
    const shown = shownBy(reading)
    if (shown === null) {
      if ('damaged' in reading) corrupt.add(`${id} ${reading.damaged}`)
      return
    }
    const slot = slotOf(id)
    if (keepsAll(id)) compareAppended(id, slot, shown.numbers, shown.from)
    else compareReplaced(id, slot, shown.numbers)
    settle(id, shown.numbers)
  }

  function judgeSession(found: string): void {
    const slot = slotOf(session)
    // Its own look at the session is under way; what counts is what was under way at the kill.
    const underWay = slot.begun.length > 1
    if (found === 'ok') return
    if (found === 'salesforce.signed-out' && !signedInOnce) return
    if (found === 'salesforce.signed-out' && underWay) asked += 1
    else lost.push(`session: ${found}`)
  }

  return {
    hear(line) {
      if ('ready' in line) return
      if ('opened' in line) {
        for (const name of line.opened.aside) corrupt.add(`${name} was kept aside`)
        for (const [id, reading] of Object.entries(line.opened.found)) compare(id, reading)
      } else if ('session' in line) judgeSession(line.session)
      else if ('will' in line) slotOf(line.will[0]).begun.push(line.will[1])
      else {
        const [id, n] = line.did
        const slot = slotOf(id)
        acknowledged += 1
        if (id === session) signedInOnce = true
        slot.done.push(n)
        // Writes to a slot come one after the other: what was begun before this one is done, or has made way for it.
        slot.begun = []
      }
    },
    ended() {
      cut += [...slots.values()].filter(({ begun }) => begun.length > 0).length
    },
    findings: () => ({ asked, lost, corrupt: [...corrupt], acknowledged, cut }),
  }
}
