import type { Context } from 'hono'
import type { PracticeEnv } from '../control.ts'
import type { NamedFault } from '../faults.ts'
import type { NativeFlow } from './native-flow.ts'

/** The flow runs at the very moment of a request: `args.when` is `before` (the default) or `after` it is handled. */
export const nativeFlowFault = 'native-flow'

const isAfter = ({ args }: NamedFault): boolean => args?.['when'] === 'after'

/** Run the flow for the deal that `args.opportunityId` names, else for the one that the request is about. */
async function runFor(fault: NamedFault, c: Context<PracticeEnv>, flow: NativeFlow | undefined): Promise<void> {
  const named = fault.args?.['opportunityId']
  const text = `${c.req.url} ${c.req.raw.body === null ? '' : await c.req.text()}`
  const opportunityId = typeof named === 'string' ? named : flow?.dealIn(text)
  if (opportunityId) flow?.run(opportunityId, 'fault')
}

export async function flowBefore(fault: NamedFault, c: Context<PracticeEnv>, flow: NativeFlow | undefined) {
  if (fault.name === nativeFlowFault && !isAfter(fault)) await runFor(fault, c, flow)
}

export async function flowAfter(c: Context<PracticeEnv>, flow: NativeFlow | undefined): Promise<void> {
  const fault = c.get('namedFault')
  if (fault?.name === nativeFlowFault && isAfter(fault)) await runFor(fault, c, flow)
}
