import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { ProvisioningPreview } from '#shared/contract/provisioning'
import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import { drain, startHostProcess } from '#test/harness/host-process'
import { openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { worldOf, type Sold, type World } from '#test/harness/sell-deals'

/* What holds for any draft, with the shipped adapters and the practice services over HTTP. */

const productId = 'product-northwind'
let practice: PracticeProcess
let world: World
let opened: OpenCompanion

beforeAll(async () => {
  practice = await startPracticeProcess()
  world = worldOf(practice)
  opened = await openCompanionOn(practice)
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
})

const quantity = (max: number) => fc.integer({ min: 1, max })
/** Each entry is there or not. */
const some = (lines: Readonly<Record<string, fc.Arbitrary<number>>>): fc.Arbitrary<Sold> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(lines).map(([id, amount]) => [id, fc.record({ quantity: amount, price: quantity(900) })]),
      ),
      { requiredKeys: [] },
    )
    .map((sold) => sold as Sold)

const customSold = some({
  'feature-seats': quantity(5_000),
  'feature-projects': quantity(400),
  'feature-storage-gb': quantity(2_000),
  'feature-sso': fc.constant(1),
  'currency-api-credits': quantity(900_000),
  'addon-sso': fc.constant(1),
  'addon-sandbox': fc.constant(1),
}).map((sold): Sold => ({ 'plan-enterprise': { quantity: 1, price: 30_000 }, ...sold }))
const paidSold = some({ 'feature-seats': quantity(500), 'addon-sandbox': fc.constant(1) }).map((sold): Sold => ({
  'plan-team': { quantity: 1, price: 441 },
  'feature-seats': { quantity: 3, price: 200 },
  ...sold,
}))

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
const cancellationDate = fc.integer({ min: 40, max: 900 }).map(inDays)
const creditCadence = fc.constantFrom('MONTH' as const, 'YEAR' as const)
const billingPeriod = fc.constantFrom('MONTHLY' as const, 'ANNUALLY' as const)

const sold: fc.Arbitrary<{ readonly lines: Sold; readonly edits: SubscriptionEdits }> = fc.oneof(
  fc.record({
    lines: customSold,
    edits: fc.record({ creditCadence, cancellationDate }, { requiredKeys: ['creditCadence'] }),
  }),
  fc.record({
    lines: paidSold,
    edits: fc.record({ billingPeriod, cancellationDate }, { requiredKeys: ['billingPeriod'] }),
  }),
)

const editsOf = (subscription: SubscriptionEdits): DraftEdits => ({ subscriptions: { [productId]: subscription } })

const Unpaid = z.array(
  z.looseObject({ id: z.string(), latestInvoice: z.looseObject({ status: z.string() }).nullish() }),
)

/** Stigg refuses to replace what is not paid for. */
async function payFor(customerId: string): Promise<void> {
  const held = Unpaid.parse(await practice.stiggData(`/subscriptions?customerId=${customerId}&limit=100`))
  for (const { id, latestInvoice } of held) {
    if (latestInvoice?.status === 'OPEN') await practice.stiggSend('POST', `/subscriptions/${id}/invoice/paid`)
  }
}

async function provisioned(opportunityId: string, edits: DraftEdits) {
  const preview = await opened.companion.provisioning.preview({ opportunityId, edits })
  expect(preview.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  const { fingerprint, findings } = preview
  const acknowledged = findings.map(({ key }) => key)
  const stream = await opened.companion.provisioning.apply({ opportunityId, edits, fingerprint, acknowledged })
  const { report } = await drain(stream)
  expect(report.run).toMatchObject({ state: 'done' })
  await payFor(report.run.customerId)
  expect(report.run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])
  return preview
}

type Row = ProvisioningPreview['changeSet']['rows'][number]

/** What a change set says that Stigg holds, by row, before or after it. */
const heldBy = ({ changeSet }: ProvisioningPreview, when: 'will' | 'today') =>
  new Map(changeSet.rows.flatMap((row) => (row.change === 'left-alone' ? [] : [[row.key, plain(row[when])] as const])))
/** Stigg does not say which version of a plan a subscription is on. */
const plain = (value: Row['will']) => (value?.kind === 'plan' ? { ...value, version: null } : value)

describe('a change set that was applied', () => {
  it('is what Stigg holds then, for a customer who is new and for one whose subscription is replaced', async () => {
    await fc.assert(
      fc.asyncProperty(sold, sold, async (first, second) => {
        const subject = await world.sell('Any draft', first.lines)
        const { opportunityId } = await world.sellTo(subject, 'Any further draft', second.lines)
        for (const [id, { edits }] of [
          [subject.opportunityId, first],
          [opportunityId, second],
        ] as const) {
          const before = await provisioned(id, editsOf(edits))
          const after = await opened.companion.provisioning.preview({ opportunityId: id, edits: editsOf(edits) })
          const will = heldBy(before, 'will')
          const today = heldBy(after, 'today')
          // Rows that nobody sold and that changed nothing are not told the second time.
          for (const [key, value] of today) {
            // A quantity that no API shows cannot be compared.
            if (value?.kind !== 'unknown') expect([key, value]).toEqual([key, will.get(key)])
          }
          expect(
            after.changeSet.rows.filter(
              ({ change, today: now }) => !['same', 'left-alone'].includes(change) && now?.kind !== 'unknown',
            ),
          ).toEqual([])
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('two machines', () => {
  it('make the same identities, keys and requests of one deal, wherever their clocks stand', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-two-'))
    const hosts = await Promise.all(
      ['Asia/Tokyo', 'America/Los_Angeles'].map((zone, index) =>
        startHostProcess(path.join(folder, String(index)), ['--practice', practice.line], { TZ: zone }),
      ),
    )
    try {
      await fc.assert(
        fc.asyncProperty(sold, async ({ lines, edits }) => {
          const { opportunityId } = await world.sell('Seen twice', lines)
          const [here, there] = await Promise.all(
            hosts.map(({ companion }) => companion.provisioning.preview({ opportunityId, edits: editsOf(edits) })),
          )
          expect(there?.steps).toEqual(here?.steps)
          expect(there?.fingerprint).toBe(here?.fingerprint)
          expect(here?.steps.length).toBeGreaterThan(0)
        }),
        { numRuns: 8 },
      )
    } finally {
      await Promise.all(hosts.map(({ child }) => child.stop()))
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
