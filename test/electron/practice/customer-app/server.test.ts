import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPractice, type Practice } from '#practice/start-practice'

let folder: string
let practice: Practice
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'practice-app-'))
  practice = await startPractice({ dataDir: folder })
})
afterEach(async () => {
  await practice.close()
  rmSync(folder, { recursive: true })
})

const account = { id: '0015g00000BcDeFAAV', name: 'Fjordline' }
const ask = (headers: Record<string, string> = {}, body: unknown = { account }, method = 'POST') =>
  fetch(`${practice.customerApp.url}/workspaces`, {
    method,
    headers: { Authorization: `Bearer ${practice.customerApp.apiKey}`, ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
const made = async () => ((await (await ask({}, null, 'GET')).json()) as { workspaces: { id: string }[] }).workspaces
const read = async (answer: Promise<Response>): Promise<unknown> => (await answer).json()

describe('the practice application', () => {
  it('makes a workspace for an account and says the IDs to use', async () => {
    const answer = await ask({ 'Idempotency-Key': 'a' })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      customer: { id: expect.stringMatching(/^cust-/) },
      workspace: { id: expect.stringMatching(/^ws-/), name: 'Fjordline' },
    })
  })

  it('makes one workspace under one key, and another under another', async () => {
    const first = await read(ask({ 'Idempotency-Key': 'a' }))
    expect(await read(ask({ 'Idempotency-Key': 'a' }))).toEqual(first)
    expect(await made()).toHaveLength(1)
    await ask({ 'Idempotency-Key': 'b' })
    expect(await made()).toHaveLength(2)
  })

  it('refuses a key that came with another request', async () => {
    await ask({ 'Idempotency-Key': 'a' })
    expect((await ask({ 'Idempotency-Key': 'a' }, { account, other: 1 })).status).toBe(422)
  })

  it('makes nothing in a trial', async () => {
    expect(await read(ask({ 'Companion-Trial': 'true' }))).toMatchObject({ trial: true })
    expect(await made()).toEqual([])
  })

  it('lets nobody in without its key, and takes nothing that names no account', async () => {
    expect((await ask({ Authorization: 'Bearer other' })).status).toBe(401)
    expect((await ask({}, { account: {} })).status).toBe(400)
    expect((await ask({}, 'text')).status).toBe(400)
  })

  it('meets the faults that are asked for, and tells its exchanges without the key', async () => {
    const control = `${practice.customerApp.url}/__practice`
    const headers = { 'Content-Type': 'application/json' }
    await fetch(`${control}/faults`, { method: 'POST', headers, body: '{"match": {"method": "POST"}, "fault": "503"}' })
    expect((await ask()).status).toBe(503)
    const exchanges = await (await fetch(`${control}/exchanges`)).text()
    expect(exchanges).toContain('/workspaces')
    expect(exchanges).not.toContain(practice.customerApp.apiKey)
  })

  it('holds its workspaces, its key and its address over a restart, and starts over with the rest', async () => {
    await ask({ 'Idempotency-Key': 'a' })
    const { url, apiKey } = practice.customerApp
    await practice.close()
    practice = await startPractice({ dataDir: folder })
    expect(practice.customerApp).toEqual({ url, apiKey })
    expect(await made()).toHaveLength(1)
    await practice.startOver()
    expect(await made()).toEqual([])
    expect(practice.customerApp.apiKey).toBe(apiKey)
  })
})
