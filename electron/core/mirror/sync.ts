import { createHash } from 'node:crypto'
import type { z } from 'zod'

import type { SyncProgress, SyncReport } from '#shared/contract/opportunities'
import { canonicalJson } from '#shared/domain/canonical'
import { ok, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { MarkedSubscription, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { judgeAll, offlineStates } from './deal-states.ts'

type Progress = z.infer<typeof SyncProgress>
type SyncPorts = Pick<Ports, 'salesforce' | 'stigg' | 'mirror' | 'journal' | 'clock' | 'log'>

export interface MirrorSync {
  /**
   * Catch up with Salesforce, or read everything anew. One at a time: a second caller follows the one under way.
   * Aborting stops between batches; what was read stays, and the next sync goes on from there.
   */
  run(context: Context, full: boolean, signal?: AbortSignal): AsyncGenerator<Progress, Result<SyncReport>, void>
}

export function createMirrorSync(ports: SyncPorts, changed: () => void): MirrorSync {
  const { salesforce, stigg, mirror, clock } = ports
  let underWay: Promise<Result<SyncReport>> | null = null
  let judgedBy: string | null = null
  const followers = new Set<(progress: Progress) => void>()

  async function catchUp(context: Context, full: boolean, signal?: AbortSignal): Promise<Result<SyncReport>> {
    const scope = { fields: context.fields, trialStages: context.profile.rules.trialStages }
    const scopeKey = createHash('sha256').update(canonicalJson(scope)).digest('hex')
    const before = mirror.progress()
    // Another mapping or other trial stages make another read model: what is here cannot be continued.
    const anew = full || before.scope !== scopeKey
    const callsBefore = salesforce.usage().calls
    if (anew) mirror.clear()
    let watermark = anew ? null : before.watermark
    let read = 0
    let changedCount = 0
    let removed = 0
    const stateOf = offlineStates(context, ports)
    for await (const batch of salesforce.changedDeals(scope, watermark, signal)) {
      if (!batch.ok) return batch
      const { deals, gone, total } = batch.value
      mirror.upsert(deals)
      mirror.setStates(deals.map(stateOf))
      mirror.remove(gone)
      watermark = batch.value.watermark
      mirror.setProgress({ watermark, asOf: clock.now().toISOString(), scope: scopeKey })
      read += deals.length
      changedCount += deals.length
      removed += gone.length
      for (const tell of followers) tell({ read, total })
      if (anew) changed()
    }
    const markers = await readMarkers(context, signal)
    if (!markers.ok) return markers
    const asOf = clock.now().toISOString()
    mirror.setProgress({ watermark, asOf, scope: scopeKey })
    await judgeWhereNeeded(context)
    changed()
    return ok({ changed: changedCount, removed, apiCalls: salesforce.usage().calls - callsBefore, asOf })
  }

  async function readMarkers(context: Context, signal?: AbortSignal): Promise<Result<void>> {
    const found: MarkedSubscription[] = []
    for await (const page of stigg.markedSubscriptions(context.org.id, signal)) {
      if (!page.ok) return page
      found.push(...page.value)
    }
    mirror.setMarkers(found)
    return ok(undefined)
  }

  /** A long list is judged again only where what it is judged by has changed. */
  async function judgeWhereNeeded(context: Context): Promise<void> {
    const { readAt: _, ...catalogue } = context.catalog
    const basis = createHash('sha256')
      .update(canonicalJson({ catalogue, rules: context.profile.rules, markers: mirror.markers() }))
      .digest('hex')
    if (judgedBy === basis) return
    await judgeAll(context, ports)
    judgedBy = basis
  }

  return {
    run: (context, full, signal) =>
      reporting<Progress, Result<SyncReport>>(async (report) => {
        followers.add(report)
        try {
          underWay ??= catchUp(context, full, signal).finally(() => (underWay = null))
          return await underWay
        } finally {
          followers.delete(report)
        }
      }),
  }
}
