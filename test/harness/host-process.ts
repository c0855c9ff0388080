import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { z } from 'zod'

import type { Companion } from '#shared/contract/index'

import { startChild, type Child } from './child.ts'

export interface HostProcess {
  readonly child: Child
  readonly url: string
  /** The contract's client, let in as a page would be. */
  readonly companion: Companion
  /** The text of every answer to it so far, as it came over the wire; of a stream that goes on, nothing yet. */
  answers(): string
}

/** A browser host in a process of its own, and a client that came in by its start link. */
export async function startHostProcess(
  dataDir: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<HostProcess> {
  const child = await startChild(
    'electron/hosts/browser/main.ts',
    ['--no-open', '--port', '0', '--data-dir', dataDir, ...args],
    env,
  )
  const { url } = z.looseObject({ url: z.string() }).parse(child.announced)
  const heard: string[] = []
  return { child, url, companion: await enter(url, heard), answers: () => heard.join('\n') }
}

/** Trade the start link's token for admission, as the page does. @param heard what the host answers goes there */
async function enter(startLink: string, heard: string[]): Promise<Companion> {
  const { origin, hash } = new URL(startLink)
  const token = new URLSearchParams(hash.slice(1)).get('start')
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  if (!answer.ok) throw new Error(`/session answered ${answer.status}: ${await answer.text()}`)
  const admission = z.looseObject({ token: z.string() }).parse(await answer.json())
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const link = new RPCLink({
    url: `${origin}/rpc`,
    headers: { cookie, origin, 'x-companion-token': admission.token },
    fetch: async (request, init) => {
      const answer = await fetch(request, init)
      const text = answer.clone().text()
      // A stream that was left early has no whole text, and nobody asks for it then.
      text.then((whole) => heard.push(whole)).catch(() => undefined)
      return answer
    },
  })
  return createORPCClient(link)
}

/** Read a stream to its end. @returns what it yielded, and what it returned */
export async function drain<Event, Report>(stream: {
  next(): Promise<IteratorResult<Event, Report>>
}): Promise<{ events: Event[]; report: Report }> {
  const events: Event[] = []
  for (;;) {
    const next = await stream.next()
    if (next.done) return { events, report: next.value }
    events.push(next.value)
  }
}
