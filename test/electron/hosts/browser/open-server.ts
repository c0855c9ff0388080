import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { serveBrowser, type BrowserServer, type BrowserServerOptions } from '#hosts/browser/http'
import type { Companion } from '#shared/contract/index'
import { partialRouter } from '#test/electron/hosts/partial-router'

/** A built page in miniature. */
export async function aPage(): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'companion-page-'))
  await mkdir(path.join(root, 'assets'))
  await writeFile(path.join(root, 'index.html'), '<!doctype html><title>Stigg Companion</title>')
  await writeFile(path.join(root, 'assets', 'index-abc123.js'), 'export {}')
  await writeFile(path.join(root, '.hidden'), 'kept to itself')
  return root
}

export interface OpenServer {
  readonly server: BrowserServer
  readonly origin: string
  readonly defects: unknown[]
  close(): Promise<void>
}

/** The browser host's server on a free port, with a partial router behind it. */
export async function openServer(over: Partial<BrowserServerOptions> = {}): Promise<OpenServer> {
  const pageRoot = await aPage()
  const defects: unknown[] = []
  const partial = partialRouter().router
  const server = await serveBrowser({
    router: () => partial,
    reportDefect: (error) => defects.push(error),
    pageRoot,
    port: 0,
    handoverSecret: 'handover-secret',
    ...over,
  })
  return {
    server,
    defects,
    origin: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.close()
      await rm(pageRoot, { recursive: true })
    },
  }
}

export const startTokenOf = (link: string): string =>
  new URLSearchParams(new URL(link).hash.slice(1)).get('start') ?? ''

export interface Pass {
  readonly cookie: string
  readonly token: string
}

export const askForSession = (origin: string, token: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  })

/** Come in through a start link, as the page does. */
export async function enter(link: string): Promise<Pass> {
  const answer = await askForSession(new URL(link).origin, startTokenOf(link))
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { token } = (await answer.json()) as { token: string }
  return { cookie, token }
}

export const comeIn = ({ server }: Pick<OpenServer, 'server'>): Promise<Pass> => enter(server.startLink())

/** @param more headers that are sent along */
export function clientOf(origin: string, pass: Pass, more: Record<string, string> = {}): Companion {
  const headers = { origin, cookie: pass.cookie, 'x-companion-token': pass.token, ...more }
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers }))
}
