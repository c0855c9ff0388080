import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../../electron/practice/main.ts', import.meta.url))
let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-main-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true })
})

interface Printed {
  readonly salesforce: Record<'instanceUrl' | 'accessToken' | 'refreshToken' | 'username' | 'clientId', string>
  readonly stigg: Record<'baseUrl' | 'apiKey' | 'environmentSlug', string>
}

function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const closed = once(child, 'close') as Promise<[code: number | null, signal: string | null]>
  return {
    child,
    closed,
    output: () => ({ stdout, stderr }),
    /** The line of JSON, once it is there. */
    async printed(): Promise<Printed> {
      while (!stdout.includes('\n')) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => false), closed.then(() => true)])
        if (ended && !stdout.includes('\n')) throw new Error(`It ended without a line: ${stderr}`)
      }
      return JSON.parse(stdout) as Printed
    },
  }
}

describe('the practice workspace from the command line', () => {
  it('prints one line of JSON, serves, and ends well when it is told to', async () => {
    const practice = run('--seed', '3', '--opportunities', '20')
    const { salesforce, stigg } = await practice.printed()
    const limits = await fetch(`${salesforce.instanceUrl}/services/data/v66.0/limits`, {
      headers: { Authorization: `Bearer ${salesforce.accessToken}` },
    })
    const customers = await fetch(`${stigg.baseUrl}/api/v1/customers?limit=1`, {
      headers: { 'X-API-KEY': stigg.apiKey },
    })
    expect([limits.status, customers.status, salesforce.username]).toEqual([200, 200, 'olivia.ops@northwind.example'])
    practice.child.kill('SIGTERM')
    expect(await practice.closed).toEqual([0, null])
    expect(practice.output().stdout.match(/\n/g)).toHaveLength(1)
    expect(practice.output().stderr).toBe('')
  })

  it("runs the org's own flow where it is told to", async () => {
    const practice = run('--native-flow')
    const { salesforce } = await practice.printed()
    const flow = await fetch(`${salesforce.instanceUrl}/__practice/native-flow`)
    expect(await flow.json()).toMatchObject({ enabled: true, runs: [] })
    practice.child.kill('SIGTERM')
    expect(await practice.closed).toEqual([0, null])
  })

  it('has everything that was answered after it was killed', async () => {
    const first = run('--data-dir', folder)
    const { salesforce } = await first.printed()
    const account = '/services/data/v66.0/sobjects/Account/0015g00000BcDeFAAV'
    const headers = { Authorization: `Bearer ${salesforce.accessToken}`, 'Content-Type': 'application/json' }
    const body = JSON.stringify({ Stigg_Customer_ID__c: 'customer-written' })
    const written = await fetch(salesforce.instanceUrl + account, { method: 'PATCH', headers, body })
    expect(written.status).toBe(204)
    first.child.kill('SIGKILL')
    await first.closed
    const second = await run('--data-dir', folder).printed()
    expect(second.salesforce.instanceUrl).toBe(salesforce.instanceUrl)
    const read = await fetch(salesforce.instanceUrl + account, { headers })
    expect(await read.json()).toMatchObject({ Stigg_Customer_ID__c: 'customer-written' })
  })

  it('says in one sentence which port is taken, and ends with 2', async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await once(busy, 'listening')
    const { port } = busy.address() as AddressInfo
    const practice = run('--stigg-port', String(port))
    expect(await practice.closed).toEqual([2, null])
    expect(practice.output()).toEqual({
      stdout: '',
      stderr: `Port ${port} for Stigg is taken on 127.0.0.1: stop what listens there, or choose another port.\n`,
    })
    busy.close()
  })

  it.each([
    [['--stigg-port', 'http'], /^--stigg-port takes a whole number from 0 to 65535, not "http"\.\n$/],
    [['--opportunities', '-5'], /^[^\n]*--opportunities[^\n]*\n$/],
    [['--salesforce-port', '70000'], /^--salesforce-port takes a whole number from 0 to 65535, not "70000"\.\n$/],
    [['--sead', '7'], /^Unknown option '--sead'[^\n]*\n$/],
    [['--host', '203.0.113.7'], /^The practice workspace cannot start: [^\n]*203\.0\.113\.7[^\n]*\.\n$/],
    [['--data-dir', main], /^The practice workspace cannot start: [^\n]*\.\n$/],
    [['extra'], /^Unexpected argument 'extra'[^\n]*\n$/],
  ])('refuses %j in one sentence with 2', async (args, sentence) => {
    const practice = run(...args)
    expect(await practice.closed).toEqual([2, null])
    expect(practice.output().stdout).toBe('')
    expect(practice.output().stderr).toMatch(sentence)
  })
})
