import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { askNpm } from '#packaging/ask-npm'

/* npm itself, asking a registry of ours that answers as the real one does. */

const project = mkdtempSync(path.join(os.tmpdir(), 'companion-audit-'))
let registry: Server | null = null
const asked: string[] = []

beforeAll(() => {
  const manifest = { name: 'app', version: '1.0.0', dependencies: { 'left-pad': '1.0.0' } }
  writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest))
  writeFileSync(
    path.join(project, 'package-lock.json'),
    JSON.stringify({
      ...manifest,
      lockfileVersion: 3,
      packages: { '': manifest, 'node_modules/left-pad': { version: '1.0.0' } },
    }),
  )
})
afterAll(() => rmSync(project, { recursive: true }))
afterEach(async () => {
  asked.length = 0
  registry?.closeAllConnections()
  if (registry?.listening) await new Promise((resolve) => registry?.close(resolve))
})

type Reply = { readonly status: number; readonly body: unknown }

/** @returns where it answers */
async function serve(reply: (request: IncomingMessage) => Reply): Promise<string> {
  registry = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const { status, body } = reply(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  registry.listen(0, '127.0.0.1')
  await once(registry, 'listening')
  return `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
}

const npm = process.env['npm_execpath'] ?? ''
const ask = (address: string) =>
  askNpm(project, npm, { ...process.env, npm_config_registry: address, npm_config_cache: path.join(project, 'cache') })

const bulk = '/-/npm/v1/security/advisories/bulk'
const about = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  title: 'Pads on the wrong side',
  severity: 'high',
  vulnerable_versions: '<1.3.0',
  cwe: ['CWE-400'],
  cvss: { score: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
}
const packument = {
  name: 'left-pad',
  'dist-tags': { latest: '1.3.0' },
  versions: { '1.0.0': { name: 'left-pad', version: '1.0.0' }, '1.3.0': { name: 'left-pad', version: '1.3.0' } },
}

describe('the question to the registry', () => {
  it('is answered with what is known against what is locked', async () => {
    const address = await serve(({ url }) => ({
      status: 200,
      body: url === bulk ? { 'left-pad': [about] } : packument,
    }))
    expect(await ask(address)).toEqual({
      advisories: [
        {
          id: 'GHSA-aaaa-bbbb-cccc',
          package: 'left-pad',
          title: 'Pads on the wrong side',
          severity: 'high',
          range: '<1.3.0',
        },
      ],
    })
    expect(asked).toContain(`POST ${bulk}`)
  })

  it('is answered with nothing where nothing is known', async () => {
    const address = await serve(() => ({ status: 200, body: {} }))
    expect(await ask(address)).toEqual({ advisories: [] })
  })

  it('is not answered by a registry that does not take it', async () => {
    const address = await serve(() => ({ status: 405, body: {} }))
    expect(await ask(address)).toEqual({ notRun: expect.stringContaining('405') })
  })

  it('is not answered where nobody listens', async () => {
    const address = await serve(() => ({ status: 200, body: {} }))
    await new Promise((resolve) => registry?.close(resolve))
    expect(await ask(address)).toEqual({ notRun: expect.stringMatching(/ECONNREFUSED|refused|fetch failed|connect/) })
  })
})
