import type { Page } from '@playwright/test'

import type { WorkspaceEvent } from '#shared/contract/workspace'
import type { Failure } from '#shared/failure'

/*
 * What the core answers in a picture whose state its services cannot be brought to. `call` is written with slashes:
 * `workspace/status`. Everything is as it was after `endFaults`.
 */

const pathOf = (call: string): RegExp => new RegExp(`/rpc/${call}$`)

/** Let the answer to a call say something else in places. */
export async function answerAs(page: Page, call: string, change: object): Promise<void> {
  await page.route(pathOf(call), async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as { json: object }
    await route.fulfill({ response, json: { ...body, json: { ...body.json, ...change } } })
  })
}

/** Give a call an answer of its own; without one, it is answered with nothing, as calls that only do something are. */
export async function answerWith(page: Page, call: string, value?: unknown): Promise<void> {
  await page.route(pathOf(call), (route) => route.fulfill({ json: { json: value } }))
}

/** Tell the window of events, in place of those of the core. */
export async function tellEvents(page: Page, events: readonly WorkspaceEvent[]): Promise<void> {
  const body = events.map((event) => `event: message\ndata: ${JSON.stringify({ json: event })}\n\n`).join('')
  await page.route(pathOf('workspace/watch'), (route) =>
    route.fulfill({ status: 200, contentType: 'text/event-stream', body }),
  )
}

export async function failCall(page: Page, call: string, failure: Failure): Promise<void> {
  const json = { defined: true, code: 'FAILURE', status: 500, message: failure.message, data: failure }
  await page.route(pathOf(call), (route) => route.fulfill({ status: 500, json: { json } }))
}

/** Leave a call under way. */
export async function neverAnswer(page: Page, call: string): Promise<void> {
  await page.route(pathOf(call), () => new Promise(() => undefined))
}
