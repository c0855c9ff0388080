import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { PracticeClock } from '../clock.ts'
import { createPracticeControl, type PracticeEnv } from '../control.ts'
import type { RecordStore } from '../record-store.ts'
import { overviewPage } from './page.ts'

/** A workspace that was made for an account of the org. */
interface Workspace {
  readonly id: string
  readonly customerId: string
  readonly accountId: string
  readonly name: string
  readonly madeAt: string
}

interface KeptAnswer {
  readonly body: string
  readonly workspaceId: string
}

const WorkspaceRequest = z.looseObject({
  account: z.looseObject({ id: z.string().min(1), name: z.string().min(1) }),
})

/**
 * The customer's own application: it makes a workspace for an account that bought, and says which IDs to use for it. The
 * same key with the same request gives the first answer again; a request with another key makes another workspace.
 */
export function createCustomerApp(options: {
  readonly store: RecordStore
  readonly clock: PracticeClock
  readonly faultSeed?: number | undefined
}) {
  const { store, clock } = options
  const workspaces = store.collection<Workspace>('customer-app-workspace')
  const answers = store.collection<KeptAnswer>('customer-app-answer')
  const keys = store.collection<{ readonly key: string }>('customer-app-key', [], { keep: true })
  if (!keys.has('key')) keys.put('key', { key: `app-key-${randomBytes(18).toString('hex')}` })
  const apiKey = keys.get('key')?.key ?? ''

  const app = new Hono<PracticeEnv>({ strict: false })
  const control = createPracticeControl({
    clock,
    startOver: () => store.startOver(),
    errorBody: (status) => ({ error: `Practice fault ${status}` }),
    ...(options.faultSeed === undefined ? {} : { seed: options.faultSeed }),
  })
  app.use(control.middleware)
  app.route('/__practice', control.routes)
  app.use('/workspaces', async (c, next) => {
    if (c.req.header('Authorization') !== `Bearer ${apiKey}`) return c.json({ error: 'The key is not known' }, 401)
    return next()
  })
  app.get('/workspaces', (c) => c.json({ workspaces: [...workspaces.values()] }))
  app.on(['POST', 'PUT'], '/workspaces', async (c) => {
    const text = await c.req.text()
    const asked = WorkspaceRequest.safeParse(parsed(text))
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400)
    const { account } = asked.data
    const customerId = `cust-${shortHash(account.id)}`
    if (c.req.header('Companion-Trial') === 'true') {
      return c.json({ trial: true, customer: { id: customerId }, workspace: { id: `ws-${shortHash(text)}` } })
    }
    const key = c.req.header('Idempotency-Key') ?? randomBytes(12).toString('hex')
    const kept = answers.get(key)
    if (kept && kept.body !== text) return c.json({ error: 'The key came with another request before' }, 422)
    const workspace = workspaces.get(kept?.workspaceId ?? '') ?? {
      id: `ws-${shortHash(`${account.id} ${key}`)}`,
      customerId,
      accountId: account.id,
      name: account.name,
      madeAt: clock.now().toISOString(),
    }
    store.transaction(() => {
      workspaces.put(workspace.id, workspace)
      answers.put(key, { body: text, workspaceId: workspace.id })
    })
    return c.json(
      { customer: { id: customerId }, workspace: { id: workspace.id, name: workspace.name } },
      kept ? 200 : 201,
    )
  })
  app.get('/', (c) => {
    const { origin: url } = new URL(c.req.url)
    return c.html(overviewPage({ url, apiKey, workspaces: [...workspaces.values()] }))
  })
  app.notFound((c) => c.json({ error: `The practice application does not have ${c.req.method} ${c.req.path}` }, 404))
  return { app, apiKey }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON fails the schema, like any other wrong shape.
    return undefined
  }
}
