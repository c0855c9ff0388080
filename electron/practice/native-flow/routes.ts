import type { Hono } from 'hono'
import { z } from 'zod'
import type { PracticeEnv } from '../control.ts'
import type { NativeFlow } from './native-flow.ts'

const Change = z
  .strictObject({
    enabled: z.boolean(),
    delayMs: z.int().min(0).max(600_000),
    renamed: z.boolean(),
    visible: z.boolean(),
  })
  .partial()
const Run = z.strictObject({ opportunityId: z.string() })

/** `/__practice/native-flow` on either service: what the flow is set to and did, and running it on request. */
export function nativeFlowRoutes(routes: Hono<PracticeEnv>, flow: NativeFlow): void {
  const shown = () => ({ ...flow.settings, runs: flow.runs() })
  const read = async <T>(schema: z.ZodType<T>, json: () => Promise<unknown>) =>
    // What is not JSON fails the schema, like any other wrong shape.
    schema.safeParse(await json().catch(() => undefined))
  routes.get('/native-flow', (c) => c.json(shown()))
  routes.post('/native-flow', async (c) => {
    const change = await read(Change, () => c.req.json())
    if (!change.success) return c.json({ error: z.prettifyError(change.error) }, 400)
    flow.change(Object.fromEntries(Object.entries(change.data).filter(([, value]) => value !== undefined)))
    return c.json(shown())
  })
  routes.post('/native-flow/run', async (c) => {
    const asked = await read(Run, () => c.req.json())
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400)
    const run = flow.run(asked.data.opportunityId, 'asked')
    return run ? c.json(run) : c.json({ error: 'There is no such opportunity' }, 404)
  })
}
