import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { startPractice } from '#practice/start-practice'
import type { Companion } from '#shared/contract/index'
import { startHost, type HostProcess } from '#test/e2e/host-process'
import { clientOf, enter } from './open-server.ts'

const root = path.join(import.meta.dirname, '../../../..')
const main = path.join(root, 'electron/hosts/browser/main.ts')

let dataDir = ''
const running: HostProcess[] = []
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-process-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.end('SIGTERM')))
  rmSync(dataDir, { recursive: true })
})

async function start(port = 0, more: readonly string[] = []): Promise<HostProcess & { readonly companion: Companion }> {
  const host = await startHost(dataDir, port, more)
  running.push(host)
  return { ...host, companion: clientOf(new URL(host.url).origin, await enter(host.url)) }
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Run it where it is expected to end by itself. */
const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [main, '--no-open', ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })

const profile = (name = '') => path.join(dataDir, 'profiles', 'practice', name)

async function synced(companion: Companion): Promise<void> {
  for await (const _ of await companion.opportunities.sync({})) continue
}

/** Where nobody answers. */
const deadServices = {
  salesforce: {
    loginUrl: 'http://127.0.0.1:9',
    instanceUrl: 'http://127.0.0.1:9',
    clientId: 'x',
    redirectUris: ['http://localhost:1717/oauth/callback'],
    username: 'x',
    accessToken: 'x',
    refreshToken: 'x',
  },
  stigg: {
    baseUrl: 'http://127.0.0.1:9',
    graphqlUrl: 'http://127.0.0.1:9',
    appUrl: 'http://127.0.0.1:9',
    apiKey: 'x',
    environmentSlug: 'x',
  },
}

describe('the browser host as a process', () => {
  it('serves the practice workspace to who holds its link', async () => {
    const { companion, port } = await start()
    await synced(companion)
    expect(await companion.workspace.status()).toMatchObject({
      host: 'browser',
      vault: 'memory',
      profile: { kind: 'practice' },
      salesforce: { state: 'connected' },
      stigg: { state: 'connected' },
      keptAside: [],
    })
    expect((await companion.opportunities.list({})).total).toBeGreaterThan(29)
    expect(port).toBeGreaterThan(0)
  })

  it('prints one line on stdout, and a sentence with the link on stderr', async () => {
    const first = await start()
    const second = await run('--data-dir', dataDir)
    expect(second.stdout.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(second.stdout)).toEqual({
      url: expect.stringContaining(`http://127.0.0.1:${first.port}/#start=`),
      host: 'browser',
      port: first.port,
      dataDir,
    })
    expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining('runs already') })
    const { url } = JSON.parse(second.stdout) as { url: string }
    expect(await clientOf(new URL(url).origin, await enter(url)).runs.list({})).toEqual([])
  })

  it('starts again after a power cut, with the same services and the same deals', async () => {
    const first = await start()
    await synced(first.companion)
    const before = await first.companion.opportunities.list({})
    await first.end('SIGKILL')
    const second = await start(first.port)
    await synced(second.companion)
    const after = await second.companion.opportunities.list({})
    expect(after.rows.map(({ id }) => id)).toEqual(before.rows.map(({ id }) => id))
    expect((await second.companion.workspace.status()).stigg.appUrl).not.toBeNull()
  })

  it('ends when it is told to, and leaves no word of how to get in', async () => {
    const host = await start()
    await host.end('SIGTERM')
    expect(readdirSync(dataDir)).not.toContain('instance.json')
  })

  it('keeps what it cannot read aside, says so, and goes on', async () => {
    const first = await start()
    await synced(first.companion)
    await first.end('SIGTERM')
    truncateSync(profile('settings.json'), 3)
    writeFileSync(profile('journal.db'), 'no database at all')
    writeFileSync(profile('mirror.db'), 'neither is this')
    const { companion } = await start()
    const { keptAside } = await companion.workspace.status()
    expect(keptAside).toHaveLength(3)
    expect(readdirSync(profile())).toEqual(expect.arrayContaining(keptAside))
    await synced(companion)
    expect((await companion.opportunities.list({})).total).toBeGreaterThan(29)
  })

  it('works with practice services that run elsewhere, and starts them over', async () => {
    const practice = await startPractice({ dataDir: ':memory:' })
    const { salesforce, stigg } = practice
    const { companion } = await start(0, ['--practice', JSON.stringify({ salesforce, stigg })])
    await synced(companion)
    expect((await companion.workspace.status()).stigg.appUrl).toContain(new URL(stigg.baseUrl).host)
    expect(await companion.workspace.startOver()).toMatchObject({ salesforce: { state: 'connected' } })
    await synced(companion)
    await running.pop()?.end('SIGTERM')
    await practice.close()
  })

  it('says in one sentence that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const taken = await run('--port', port, '--data-dir', dataDir)
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^Port \d+ is taken: .*\n$/) })
    other.close()
  })

  it.each([
    ['an option', ['--prot', '1'], /^Unknown option '--prot'.*\n$/],
    ['the folder', ['--data-dir', '/dev/null/folder'], /^The folder .* cannot be written to .*\n$/],
    [
      'the file of practice services',
      ['--practice', 'nowhere.json'],
      /^--practice names a file that is not there\.\n$/,
    ],
    ['their description', ['--practice', '{"salesforce":{}}'], /^--practice lacks .*salesforce\.loginUrl.*\n$/],
    ['services that are not there', ['--practice', JSON.stringify(deadServices)], /^The practice services at .*\n$/],
  ])('says in one sentence what is wrong with %s', async (_, args, sentence) => {
    const ended = await run('--data-dir', dataDir, ...args)
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) })
  })

  it.each(['companion.log', 'instance.json', path.join('profiles', 'practice', 'journal.db')])(
    'says in one sentence that %s cannot be used, and what to do',
    async (name) => {
      mkdirSync(path.join(dataDir, name), { recursive: true })
      const sentence = /^The files in .* cannot be used \(.*\): .* choose another folder with --data-dir\.\n$/
      expect(await run('--port', '0', '--data-dir', dataDir)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(sentence),
      })
    },
  )

  it('leaves no secret in its log', async () => {
    const { companion, url } = await start()
    await synced(companion)
    const log = readFileSync(path.join(dataDir, 'companion.log'), 'utf8')
    expect(log).not.toContain(new URL(url).hash.slice('#start='.length))
    expect(log).not.toMatch(/Bearer (?!\[redacted\])|00D\w{15}!(?!\[redacted\])/)
  })
})
