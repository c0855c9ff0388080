import type { JournalPort } from '#core/ports'
import type { Run } from '#shared/domain/run'

/** A journal that forgets when the process ends: for tests of what the core decides, not of what survives. */
export function memoryJournal(): JournalPort & { readonly runs: Map<string, Run> } {
  const runs = new Map<string, Run>()
  const change = (runId: string, with_: (run: Run) => Run): void => {
    const run = runs.get(runId)
    if (!run) throw new Error(`No run ${runId}`)
    runs.set(runId, with_(run))
  }
  return {
    runs,
    open: (run) => void runs.set(run.id, run),
    step: (runId, index, record) => change(runId, (run) => ({ ...run, steps: run.steps.with(index, record) })),
    replan: (runId, customerId, steps) => change(runId, (run) => ({ ...run, customerId, steps: [...steps] })),
    close: (runId, end) =>
      change(runId, (run) => ({
        ...run,
        state: end.state,
        finishedAt: end.finishedAt,
        verification: end.verification ?? run.verification,
        abandonReason: end.abandonReason ?? run.abandonReason,
      })),
    get: (runId) => runs.get(runId) ?? null,
    list: ({ states, opportunityId, limit = 100 }) =>
      [...runs.values()]
        .toReversed()
        .filter((run) => !states?.length || states.includes(run.state))
        .filter((run) => opportunityId === undefined || run.opportunityId === opportunityId)
        .slice(0, limit),
    markInterrupted() {
      const left = [...runs.values()].filter(({ state }) => state === 'running')
      for (const run of left) runs.set(run.id, { ...run, state: 'interrupted' })
      return left.length
    },
    latestByOpportunity: () =>
      new Map(
        [...runs.values()]
          .filter(({ kind }) => !['try-call-out', 'grant-credits', 'void-grant', 'mend-link'].includes(kind))
          .map((run) => [run.opportunityId, { runId: run.id, state: run.state }]),
      ),
    clear: () => runs.clear(),
  }
}
