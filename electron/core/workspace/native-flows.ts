import type { ClockPort, LogPort, NativeFlows, SalesforcePort } from '../ports.ts'

/** How long an answer holds: administrators switch flows on and off rarely, and every look costs the org a call. */
const holdsMs = 5 * 60_000

export interface NativeFlowWatch {
  /** What is known now; asked anew where it is old. Null where Salesforce could not be asked. */
  now(): Promise<NativeFlows | null>
  forget(): void
}

/** Keeps what the org's flows are, so that not every deal asks. At most one question at a time. */
export function createNativeFlowWatch(ports: {
  readonly salesforce: Pick<SalesforcePort, 'nativeFlows'>
  readonly clock: ClockPort
  readonly log: LogPort
}): NativeFlowWatch {
  const { salesforce, clock, log } = ports
  let known: { readonly flows: NativeFlows; readonly at: number } | null = null
  let asking: Promise<NativeFlows | null> | null = null

  async function ask(): Promise<NativeFlows | null> {
    const answer = await salesforce.nativeFlows()
    if (answer.ok) known = { flows: answer.value, at: clock.now().getTime() }
    else log.warn('The flows of the org could not be read', { code: answer.failure.code })
    // An old answer is better than none: a flow that was active is not gone because a call failed.
    return known?.flows ?? null
  }

  return {
    now() {
      if (known && clock.now().getTime() - known.at < holdsMs) return Promise.resolve(known.flows)
      asking ??= ask().finally(() => (asking = null))
      return asking
    },
    forget: () => void (known = null),
  }
}
