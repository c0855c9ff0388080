import type { PracticeClock } from '../clock.ts'
import type { RecordStore } from '../record-store.ts'
import type { FlowOrg, FlowStigg } from './sides.ts'

export interface NativeFlowSettings {
  /** Whether a deal that becomes won is provisioned by itself. */
  enabled: boolean
  /** How long after the deal was won, in real milliseconds. */
  delayMs: number
  /** Saved under a name of the company's own, as Stigg's documents advise, so that its name says nothing of Stigg. */
  renamed: boolean
  /** Whether an administrator may look at the org's flows. Others may not in any case. */
  visible: boolean
}

/** One time that the flow ran. */
export interface FlowRun {
  readonly n: number
  readonly at: string
  readonly opportunityId: string
  /** The deal became won; a fault made it run; it was asked to. */
  readonly cause: 'won' | 'fault' | 'asked'
  readonly customerId: string | null
  readonly subscriptionId: string | null
  /** What stopped it, as an administrator would find it in the flow's error e-mail. */
  readonly error: string | null
}

/**
 * An emulation of the flow that Stigg's package brings: when a deal is won it makes the customer and the subscription in
 * Stigg and writes the customer's ID and URL to the account. It leaves no marker of anybody's.
 * Source: Stigg documentation, Salesforce integration, "Create provisioning automation flows" and "Provisioning flows".
 */
export interface NativeFlow {
  readonly settings: Readonly<NativeFlowSettings>
  change(settings: Partial<NativeFlowSettings>): void
  runs(): readonly FlowRun[]
  /** Run now, whether it is switched on or not. Null where there is no such deal. */
  run(opportunityId: string, cause: FlowRun['cause']): FlowRun | null
  /** A deal became won. */
  won(opportunityId: string): void
  /** The deal that a request is about; see `FlowOrg.dealIn`. */
  dealIn(text: string): string | null
  join(side: { readonly org?: FlowOrg; readonly stigg?: FlowStigg }): void
  close(): void
}

export function createNativeFlow(
  store: RecordStore,
  clock: PracticeClock,
  initial: Partial<NativeFlowSettings> = {},
): NativeFlow {
  const settings: NativeFlowSettings = { enabled: false, delayMs: 0, renamed: false, visible: true, ...initial }
  const runs = store.collection<FlowRun>('native-flow.runs')
  const timers = new Set<NodeJS.Timeout>()
  let org: FlowOrg | undefined
  let stigg: FlowStigg | undefined

  function run(opportunityId: string, cause: FlowRun['cause']): FlowRun | null {
    if (!org || !stigg) throw new Error('The flow runs between both services')
    const deal = org.deal(opportunityId)
    if (!deal) return null
    const made = { customerId: null as string | null, subscriptionId: null as string | null }
    let error: string | null = null
    try {
      const { account, sold } = deal
      if (!account) throw new Error('The opportunity has no account')
      const customerId = account.stiggCustomerId ?? account.id
      const { url } = stigg.ensureCustomer({ id: customerId, name: account.name, accountId: account.id })
      made.customerId = customerId
      made.subscriptionId = stigg.provision({ customerId, accountId: account.id, sold })
      org.stamp(account.id, { id: customerId, url })
    } catch (problem) {
      // A flow that fails tells its administrator; here the list of its runs does.
      error = problem instanceof Error ? problem.message : String(problem)
    }
    const n = runs.size + 1
    const ran: FlowRun = { n, at: clock.now().toISOString(), opportunityId: deal.opportunityId, cause, ...made, error }
    runs.put(String(n), ran)
    return ran
  }

  const publish = () => org?.publish(settings)
  store.onStartOver(publish)
  return {
    settings,
    change(changes) {
      Object.assign(settings, changes)
      publish()
    },
    runs: () => [...runs.values()],
    run,
    won(opportunityId) {
      if (!settings.enabled) return
      // Not before the transaction is through that won it: it may yet be undone.
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (org?.deal(opportunityId)?.isWon) run(opportunityId, 'won')
      }, settings.delayMs)
      timers.add(timer.unref())
    },
    dealIn: (text) => org?.dealIn(text) ?? null,
    join(side) {
      org = side.org ?? org
      stigg = side.stigg ?? stigg
      if (side.org) publish()
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
