import type { PracticeClock } from '../../clock.ts'
import type { RecordStore } from '../../record-store.ts'
import type { PracticeUser, SalesforceRow, SalesforceSeed } from '../../seed/types.ts'
import { makeId } from '../ids.ts'
import { createSchema, restrictSchema, withoutFlows, withTooling, type Schema } from '../schema/catalog.ts'
import type { ObjectDef } from '../schema/types.ts'
import { variedRow, type OrgVariants } from '../schema/variants.ts'
import { metadataRows } from '../schema/metadata-rows.ts'
import { createRowTable, type RowTable } from './table.ts'

/** The org: metadata, rows, people and time. Everything that answers a request starts here. */
export interface Org {
  readonly id: string
  readonly seed: SalesforceSeed
  readonly schema: Schema
  readonly clock: PracticeClock
  table(object: string): RowTable
  user(id: string): PracticeUser | undefined
  /** What field-level security leaves for this user. */
  schemaFor(userId: string): Schema
  /** The same in the Tooling API. */
  toolingSchemaFor(userId: string): Schema
  /** What administrators may look at. */
  readonly setup: { showsFlows: boolean }
  /** Told of each deal that becomes won, while the write of it is still under way. */
  readonly automation: { won: ((opportunityId: string) => void) | null }
  /** An id that was never given before, even when its row is gone. */
  nextId(object: Pick<ObjectDef, 'keyPrefix'>): string
  transaction<T>(work: () => T): T
  /** The instant, or one `agoMs` before it, to the second, as date-times are stored. */
  stamp(agoMs?: number): string
  /** When the metadata was last changed. */
  readonly metadataSince: Date
}

const PREFIX = 'salesforce.'

/** @param seed re-read at "start over"; rows of computed objects (FieldDefinition …) are made from the schema */
export function createOrg(
  store: RecordStore,
  seed: SalesforceSeed,
  clock: PracticeClock,
  variants: OrgVariants = {},
): Org {
  const stages = (seed.objects['OpportunityStage'] ?? []).map((stage) => ({
    value: String(stage['ApiName'] ?? stage['MasterLabel']),
    label: String(stage['MasterLabel'] ?? stage['ApiName']),
  }))
  const schema = createSchema({
    multiCurrency: seed.org.multiCurrency,
    keyPrefixes: keyPrefixes(seed),
    stages,
    variants,
  })
  const withoutStigg = restrictSchema(schema, (_object, { name }) => /stigg/i.test(name))
  const plain = withoutFlows(schema)
  const plainWithoutStigg = withoutFlows(withoutStigg)
  const tooling = withTooling(schema)
  const setup = { showsFlows: true }
  const counters = store.collection<{ readonly last: number }>(`${PREFIX}counters`)
  const tables = new Map<string, RowTable>()
  const users = new Map(seed.users.map((each) => [each.id, each]))

  const table = (object: string) => {
    const known = tables.get(object)
    if (known) return known
    const rows = computed(object) ?? seed.objects[object] ?? []
    const made = createRowTable(store.collection<SalesforceRow>(PREFIX + object, entries(rows, variants)))
    tables.set(object, made)
    return made
  }
  const computed = (object: string) =>
    object === 'EntityDefinition' || object === 'FieldDefinition' ? metadataRows(schema, object) : undefined

  // Who does not see Stigg's fields is no administrator, and looks into Setup no more than into them.
  const schemaFor = (userId: string): Schema =>
    users.get(userId)?.seesStiggFields === false ? plainWithoutStigg : setup.showsFlows ? schema : plain

  return {
    id: seed.org.id,
    seed,
    schema,
    clock,
    table,
    user: (id) => users.get(id),
    schemaFor,
    toolingSchemaFor: (userId) => (schemaFor(userId) === schema ? tooling : schemaFor(userId)),
    setup,
    automation: { won: null },
    nextId(object) {
      const last = (counters.get(object.keyPrefix)?.last ?? 0) + 1
      counters.put(object.keyPrefix, { last })
      return makeId(object.keyPrefix, last)
    },
    transaction: (work) => store.transaction(work),
    stamp: (agoMs = 0) => `${new Date(clock.now().getTime() - agoMs).toISOString().slice(0, 19)}.000+0000`,
    metadataSince: new Date('2026-10-01T08:00:00Z'),
  }
}

/** Pairs for the store, made anew on each reading. */
const entries = (
  rows: readonly SalesforceRow[],
  variants: OrgVariants,
): Iterable<readonly [string, SalesforceRow]> => ({
  *[Symbol.iterator]() {
    for (const row of rows) yield [row.Id, variants.names || variants.without ? variedRow(row, variants) : row] as const
  },
})

/** Custom objects have the prefix that the seed's ids were made with. */
function keyPrefixes({ objects }: SalesforceSeed): Record<string, string> {
  const found = Object.entries(objects).flatMap(([name, [first]]) => (first ? [[name, first.Id.slice(0, 3)]] : []))
  return Object.fromEntries(found.filter(([name]) => name?.endsWith('__c')))
}
