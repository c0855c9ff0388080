import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { Page } from '@playwright/test'

import type { Companion } from '#shared/contract/index'

import type { Canaries } from './search.ts'

/** Runs in the page before its own scripts: every call and every piece of every answer is told. */
function listen(): void {
  const { tell } = window as unknown as { tell: (what: string, text: string) => void }
  const own = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    tell(`request ${pathname}`, await request.clone().text())
    tell(`request headers ${pathname}`, JSON.stringify([...request.headers]))
    const answer = await own(request)
    const hear = async (): Promise<void> => {
      const reader = answer.clone().body?.pipeThrough(new TextDecoderStream()).getReader()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
        tell(`answer ${pathname}`, piece.value)
    }
    // A stream that was left has no end to hear.
    void hear().catch(() => undefined)
    return answer
  }
}

/** Hear everything that crosses the contract in this page, both ways, and what it says on its console. */
export async function listenIn(page: Page, keep: Canaries['keep']): Promise<void> {
  await page.exposeFunction('tell', (what: string, text: string) => keep(`contract: ${what}`, text))
  await page.addInitScript(listen)
  page.on('console', (message) => keep('console of the page', message.text()))
  page.on('pageerror', (error) => keep('error in the page', `${error.message} ${error.stack ?? ''}`))
}

interface Asked {
  readonly id: number
  readonly url: string
  readonly body: string
}

/** In the page: make a call, and pass its answer on as it comes. */
async function makeCall({ id, url, body }: Asked): Promise<{ status: number; type: string }> {
  const shared = window as unknown as {
    piece: (id: number, text: string | null) => Promise<void>
    giveUp?: Map<number, AbortController>
  }
  shared.giveUp ??= new Map()
  const stop = new AbortController()
  shared.giveUp.set(id, stop)
  const answer = await fetch(url, {
    method: 'POST',
    body: body === '' ? null : body,
    headers: {
      'content-type': 'application/json',
      'x-companion-token': sessionStorage.getItem('companion.token') ?? '',
    },
    signal: stop.signal,
  })
  const pass = async (): Promise<void> => {
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      await shared.piece(id, part.value)
  }
  // A call that was given up ends like one that was answered.
  void pass()
    .catch(() => undefined)
    .then(() => shared.piece(id, null))
  return { status: answer.status, type: answer.headers.get('content-type') ?? '' }
}

/** The contract's client whose calls this very page makes. */
export async function clientIn(page: Page): Promise<Companion> {
  const open = new Map<number, ReadableStreamDefaultController<Uint8Array>>()
  await page.exposeFunction('piece', (id: number, text: string | null) => {
    if (text === null) open.get(id)?.close()
    else open.get(id)?.enqueue(new TextEncoder().encode(text))
    if (text === null) open.delete(id)
  })
  let last = 0
  const giveUp = (id: number): void => {
    if (!open.delete(id)) return
    const stop = (called: number) =>
      (window as unknown as { giveUp?: Map<number, AbortController> }).giveUp?.get(called)?.abort()
    void page.evaluate(stop, id)
  }
  const call = async (request: Request, { signal }: RequestInit): Promise<Response> => {
    const id = ++last
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void open.set(id, controller),
      cancel: () => giveUp(id),
    })
    signal?.addEventListener('abort', () => giveUp(id))
    const asked = { id, url: new URL(request.url).pathname, body: await request.text() }
    const { status, type } = await page.evaluate(makeCall, asked)
    return new Response(body, { status, headers: { 'content-type': type } })
  }
  return createORPCClient(
    new RPCLink({ url: `${new URL(page.url()).origin}/rpc`, fetch: (request, init) => call(request, init) }),
  )
}

/** A client as another tab would have it, under the page's own session: a load of the page leaves its calls alone. */
export async function clientBeside(page: Page, canaries: Canaries): Promise<Companion> {
  const { origin } = new URL(page.url())
  const token = await page.evaluate(() => sessionStorage.getItem('companion.token') ?? '')
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  return createORPCClient(
    new RPCLink({
      url: `${origin}/rpc`,
      headers: { cookie, origin, 'x-companion-token': token },
      fetch: async (request, init) => {
        const { pathname } = new URL(request.url)
        canaries.keep(`contract: request ${pathname}`, await request.clone().text())
        const answer = await fetch(request, init)
        // A stream is told piece by piece, and its pieces are heard by the page as well.
        if (!(answer.headers.get('content-type') ?? '').includes('event-stream'))
          canaries.keep(`contract: answer ${pathname}`, await answer.clone().text())
        return answer
      },
    }),
  )
}

/** Keep everything that the page holds now: what it shows, stores and remembers. */
export async function keepPage(page: Page, canaries: Canaries): Promise<void> {
  const held = await page.evaluate(async () => {
    const all = (request: IDBRequest<unknown[]>): Promise<unknown[]> =>
      new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)))
    const databases = await indexedDB.databases()
    const stored = await Promise.all(
      databases.map(async ({ name = '' }) => {
        const opening = indexedDB.open(name)
        await new Promise((resolve) => opening.addEventListener('success', resolve))
        const { result } = opening
        const stores = [...result.objectStoreNames].map((store) =>
          all(result.transaction(store).objectStore(store).getAll()),
        )
        const rows = await Promise.all(stores)
        result.close()
        return rows
      }),
    )
    const inputs = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)
    const { navigation } = window as unknown as { navigation: { entries(): { url: string; getState(): unknown }[] } }
    return {
      document: document.documentElement.outerHTML,
      fields: inputs.join('\n'),
      address: location.href,
      history: JSON.stringify(navigation.entries().map((entry) => [entry.url, entry.getState()])),
      'history state': JSON.stringify(history.state),
      localStorage: JSON.stringify(Object.entries(localStorage)),
      sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
      cookies: document.cookie,
      indexedDB: JSON.stringify(stored),
      caches: JSON.stringify(await caches.keys()),
      'resource timings': JSON.stringify(performance.getEntries()),
      'names in window': JSON.stringify(Object.keys(window)),
    }
  })
  const path = new URL(page.url()).pathname
  for (const [what, text] of Object.entries(held)) canaries.keep(`page ${path}: ${what}`, text)
}
