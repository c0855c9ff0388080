import type { MirrorPort } from '#core/ports'
import { mirrorLayout } from './mirror-layout.ts'
import { mirrorOver } from './mirror-over.ts'
import { isDamaged, moveAside, openDatabase } from './open-database.ts'

export interface OpenMirror {
  readonly port: MirrorPort
  /** Name of the file that an unreadable mirror was kept under last; null where it could be read so far. */
  readonly keptAside: string | null
  readonly close: () => void
}

/** Damage that SQLite saw, or that shows in a text that is no longer what was written. */
const showsDamage = (error: unknown): boolean => isDamaged(error) || error instanceof SyntaxError

/**
 * Open the read model of deals in a file, or in memory for `:memory:`. A file that cannot be read is moved aside and
 * begun anew, at the opening or whenever the damage shows: it then says that it has read nothing yet, and the next
 * catching up with Salesforce fills it.
 */
export function openMirror(file: string): OpenMirror {
  let { database, keptAside } = openDatabase(file, mirrorLayout)
  let over = mirrorOver(database)

  function beginAnew(damage: unknown): void {
    if (!showsDamage(damage) || file === ':memory:') throw damage
    database.close()
    keptAside = moveAside(file)
    database = openDatabase(file, mirrorLayout).database
    over = mirrorOver(database)
  }

  /** Do it, and where damage shows do it once more on a new file. */
  function use<T>(work: (port: MirrorPort) => T): T {
    try {
      return work(over)
    } catch (error) {
      beginAnew(error)
      return work(over)
    }
  }

  const port: MirrorPort = {
    upsert: (deals) => use((mirror) => mirror.upsert(deals)),
    remove: (opportunityIds) => use((mirror) => mirror.remove(opportunityIds)),
    setStates(states) {
      const all = [...states]
      use((mirror) => mirror.setStates(all))
    },
    get: (opportunityId) => use((mirror) => mirror.get(opportunityId)),
    row: (opportunityId) => use((mirror) => mirror.row(opportunityId)),
    list: (query) => use((mirror) => mirror.list(query)),
    facets: () => use((mirror) => mirror.facets()),
    *chunks(size) {
      try {
        yield* over.chunks(size)
      } catch (error) {
        // The new file has no deals to go on with.
        beginAnew(error)
      }
    },
    wonIds: () => use((mirror) => mirror.wonIds()),
    customers: (search, limit) => use((mirror) => mirror.customers(search, limit)),
    idsByAccount: (accountId) => use((mirror) => mirror.idsByAccount(accountId)),
    idsByCustomer: (customerId) => use((mirror) => mirror.idsByCustomer(customerId)),
    idsBySubscription: (subscriptionId) => use((mirror) => mirror.idsBySubscription(subscriptionId)),
    progress: () => use((mirror) => mirror.progress()),
    setProgress: (progress) => use((mirror) => mirror.setProgress(progress)),
    markers: () => use((mirror) => mirror.markers()),
    setMarkers: (markers) => use((mirror) => mirror.setMarkers(markers)),
    drift: () => use((mirror) => mirror.drift()),
    setDrift: (report) => use((mirror) => mirror.setDrift(report)),
    clear: () => use((mirror) => mirror.clear()),
  }
  return {
    port,
    get keptAside() {
      return keptAside
    },
    close: () => database.close(),
  }
}
