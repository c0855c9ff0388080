import { implement } from '@orpc/server'

import { contract } from '#shared/contract/index'
import type { MendPreview, MendProgress } from '#shared/contract/links'
import { planMend, type AccountTie, type CustomerTie, type Mend } from '#shared/domain/link-mend'
import { countsOf, type LinkRow } from '#shared/domain/link-states'
import type { FieldRef } from '#shared/domain/profile'
import { failure, type Failure } from '#shared/failure'

/** What a fake core knows of links. */
export interface LinksWorld {
  linkRows: readonly LinkRow[]
  /** Why they cannot be read. */
  linksFailure: Failure | null
  /** Kept back until it resolves. */
  linksHeld: Promise<void> | null
  /** Whether somebody stopped the reading. */
  linksStopped: boolean
  /** Why a mend ends badly, by the name that it goes by; the others end well. */
  mendFailures: Readonly<Record<string, Failure>>
  /** What a mend waits for while it is under way. */
  mendGate: Promise<void> | null
  /** Mends that can be undone: what a run restores. */
  undoable: Readonly<Record<string, readonly MendPreview['steps'][number][]>>
  readonly written: { readonly call: string; readonly input: unknown }[]
}

export const noLinks = (): Omit<LinksWorld, 'written'> => ({
  linkRows: [],
  linksFailure: null,
  linksHeld: null,
  linksStopped: false,
  mendFailures: {},
  mendGate: null,
  undoable: {},
})

const field = (name: string, label: string): FieldRef => ({
  object: 'Account',
  field: name,
  label,
  foundBy: 'name',
  updateable: true,
  length: 255,
})

const ground = {
  orgId: '00D5g000004XyZQEA0',
  integrationId: 'integration-salesforce',
  fields: { customerId: field('Stigg_Customer_ID__c', 'Stigg Customer ID'), customerUrl: null },
  urlOf: () => null,
}

/** The halves of links as the rows of the world tell them. */
function tiesOf(rows: readonly LinkRow[]) {
  const accounts = rows.flatMap((row) =>
    row.accounts.map(({ id, name, customerId }): AccountTie => ({
      id,
      name,
      held: { Stigg_Customer_ID__c: customerId },
    })),
  )
  const customers = rows.flatMap((row) =>
    row.customers.map(({ id, name, accountId }): CustomerTie => ({
      id,
      name,
      archived: false,
      updatedAt: null,
      link: accountId === null ? null : { integrationId: 'integration-salesforce', accountId },
      metadata: {},
    })),
  )
  return {
    accounts: new Map(accounts.map((tie) => [tie.id, tie])),
    customers: new Map(customers.map((tie) => [tie.id, tie])),
  }
}

function previewOf(mend: Mend, { linkRows, undoable }: LinksWorld): MendPreview | Failure {
  const ties = tiesOf(linkRows)
  const undone = mend.kind === 'undo' ? undoable[mend.runId] : undefined
  const plan = undone ? { steps: undone } : planMend(mend, ties, ground)
  if ('obstacle' in plan) return failure('link.not-mendable', 'Not so', { obstacle: plan.obstacle, name: 'Acme' })
  const steps = [...plan.steps]
  const id = mend.kind === 'pair' || mend.kind === 'clear-account' ? mend.accountId : ''
  return {
    name: ties.accounts.get(id)?.name ?? steps[0]?.name ?? '',
    steps,
    requests: steps.map((step) => ({ service: 'salesforce', method: 'PATCH', path: `/${step.id}`, body: {} })),
    fingerprint: JSON.stringify(mend),
    readAt: '2026-11-18T16:00:00.000Z',
  }
}

export function fakeLinks(world: LinksWorld) {
  const os = implement(contract)
  return {
    reconcile: os.links.reconcile.handler(async function* ({ errors, signal }) {
      const refuse = (data: Failure) => errors.FAILURE({ message: data.message, data })
      if (world.linksFailure) throw refuse(world.linksFailure)
      yield { kind: 'progress', accounts: 1, customers: 1 }
      const stopped = Promise.withResolvers<never>()
      signal?.addEventListener('abort', () => {
        world.linksStopped = true
        stopped.reject(refuse(failure('request.cancelled', 'Given up by the caller')))
      })
      if (world.linksHeld) await Promise.race([world.linksHeld, stopped.promise])
      yield { kind: 'rows', rows: [...world.linkRows] }
      return { asOf: '2026-11-18T16:00:00.000Z', counts: countsOf(world.linkRows) }
    }),
    preview: os.links.preview.handler(({ input: { mends } }) =>
      mends.map((mend) => {
        const preview = previewOf(mend, world)
        return 'code' in preview ? { mend, preview: null, failure: preview } : { mend, preview, failure: null }
      }),
    ),
    mend: os.links.mend.handler(async function* ({ input }) {
      world.written.push({ call: 'links.mend', input })
      const outcomes: MendProgress[] = []
      for (const [index, { mend }] of input.items.entries()) {
        const preview = previewOf(mend, world)
        const name = 'code' in preview ? '' : preview.name
        const failed = world.mendFailures[name]
        yield { index, state: 'running', runId: null, failure: null }
        await world.mendGate
        const outcome: MendProgress = failed
          ? { index, state: 'refused', runId: null, failure: failed }
          : { index, state: 'done', runId: `run-${index}`, failure: null }
        outcomes.push(outcome)
        yield outcome
      }
      return { outcomes }
    }),
  }
}
