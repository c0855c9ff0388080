import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { Instance } from '#hosts/browser/instance'
import { findChromium } from '#test/e2e/find-chromium'

import { callsOf, everyCall, loudFaults, makeCalls, type World, switchingCalls } from './calls.ts'
import { filesBelow } from './files.ts'
import { clientBeside, clientIn, keepPage, listenIn } from './page.ts'
import { startTappedPractice, type TappedPractice } from './practice.ts'
import { createCanaries, type Home } from './search.ts'

/*
 * The browser host as a process, a real page that goes everywhere and makes every call, on good days and bad; then all
 * that was written, said, shown and stored is searched for what nobody may read there.
 */

const homes: readonly Home[] = [
  {
    secret: /^the start token$/,
    place: /^(stdout|stderr)$/,
    why: 'It is the link that the person is told to open; it works once, within a minute.',
  },
  { secret: /^the start token$/, place: /^contract: request \/session$/, why: 'The page trades it for its own token.' },
  {
    secret: /^the start token$/,
    place: /: resource timings$/,
    why: 'The browser notes for the page what address it was opened at; it is spent by then.',
  },
  { secret: /^the token of the page$/, place: /^contract: answer \/session$/, why: 'The page is given it.' },
  {
    secret: /^the token of the page$/,
    place: /^contract: request headers \/rpc\//,
    why: 'The page shows it with each call.',
  },
  { secret: /^the token of the page$/, place: /: sessionStorage$/, why: 'A reload of the tab keeps it.' },
  {
    secret: /^the handover secret$/,
    place: /^file instance\.json\b/,
    why: 'Only the owner of the folder can read the file, and the next start has to.',
  },
  {
    secret: /^a call-out secret$/,
    place: /^contract: request \/rpc\/settings\/setSecret$/,
    why: 'The one write-only call hands over what was just typed.',
  },
  {
    secret: /^the Stigg key$/,
    place: /^contract: request \/rpc\/profiles\/setStiggKey$/,
    why: 'The one write-only call hands over what was just typed.',
  },
]
const root = path.join(import.meta.dirname, '../..')
const canaries = createCanaries(homes)
/** Who is told what the page says now. */
let hearing = canaries
let tapped: TappedPractice
let dataDir: string
let child: ReturnType<typeof spawn>
let browser: Browser
let page: Page
let world: World
let said = { stdout: '', stderr: '' }
const through = new Set<string>()
let failures = 0

const places = (): readonly string[] => [
  '/inbox',
  `/inbox/${world.deals[0] ?? ''}`,
  `/inbox/${world.deals[1] ?? ''}`,
  '/bulk',
  '/bulk/new',
  '/runs',
  '/customers',
  `/customers/${encodeURIComponent(world.customerId)}`,
  '/credits',
  `/credits/${encodeURIComponent(world.customerId)}`,
  '/workflows',
  '/workflows/notify-csm',
  '/links',
  '/drift',
  '/settings',
  '/help',
  '/nowhere',
]

/** Go to a place of the window, and keep all that is there once it has been drawn. */
async function go(place: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, place)
  await page.getByRole('main').waitFor()
  await page.waitForTimeout(150)
  await keepPage(page, canaries)
}

async function goEverywhere(): Promise<void> {
  const runs = await world.companion.runs.list({ limit: 3 })
  const bulks = await world.companion.bulk.list()
  const more = [...runs.map(({ id }) => `/runs/${id}`), ...bulks.slice(0, 1).map(({ id }) => `/bulk/${id}`)]
  for (const place of [...places(), ...more]) await go(place)
}

async function callEverything(calls = everyCall(world)): Promise<void> {
  const { through: well, failed } = await makeCalls(calls)
  for (const name of well) through.add(name)
  failures += failed.size
  for (const [name, error] of failed) {
    const told = error instanceof Error ? `${error.stack ?? ''} ${JSON.stringify(error)}` : JSON.stringify(error)
    canaries.keep(`failure of ${name}`, told)
  }
}

async function saveFiles(): Promise<void> {
  const { origin } = new URL(page.url())
  for (const [place, button] of [
    ['/inbox', 'Export these deals as CSV'],
    ['/runs', 'Export CSV'],
    ['/settings', 'Export as a file'],
  ] as const) {
    await page.goto(origin + place)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    canaries.keep(`saved by the page: ${button}`, readFileSync(await saved.path()))
  }
}

const keepFiles = (when: string) => {
  for (const { name, bytes } of filesBelow(dataDir))
    canaries.keep(when === '' ? `file ${name}` : `file ${name} ${when}`, bytes)
}

beforeAll(async () => {
  tapped = await startTappedPractice(canaries)
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-canary-'))
  const { executablePath, env } = await findChromium()
  browser = await chromium.launch({ executablePath, env })
  page = await (await browser.newContext({ acceptDownloads: true, locale: 'en-US' })).newPage()
  await listenIn(page, (place, content) => hearing.keep(place, content))
  const { url, started } = await startHost()
  child = started
  canaries.hide('the start token', new URLSearchParams(new URL(url).hash.slice(1)).get('start') ?? '')
  await page.goto(url)
  await page.getByRole('navigation').waitFor()
  await keepPage(page, canaries)
  canaries.hide('the token of the page', await page.evaluate(() => sessionStorage.getItem('companion.token') ?? ''))
  for (const { value } of await page.context().cookies()) canaries.hide('the cookie', value)
  const instance = Instance.parse(JSON.parse(readFileSync(path.join(dataDir, 'instance.json'), 'utf8')))
  canaries.hide('the handover secret', instance.secret)
  world = { ...tapped.world, companion: await clientIn(page), appUrl: tapped.appUrl }
}, 60_000)
afterAll(async () => {
  await browser.close()
  if (child.exitCode === null) child.kill('SIGKILL')
  await tapped.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function startHost(): Promise<{ url: string; started: ReturnType<typeof spawn> }> {
  const args = ['electron/hosts/browser/main.ts', '--no-open', '--port', '0', '--data-dir', dataDir]
  const started = spawn(process.execPath, [...args, '--practice', tapped.line], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.stderr.on('data', (chunk: Buffer) => (said = { ...said, stderr: said.stderr + chunk.toString() }))
  const line = await new Promise<string>((resolve, reject) => {
    started.once('exit', () => reject(new Error(`The host ended: ${said.stderr}`)))
    started.stdout.on('data', (chunk: Buffer) => {
      said = { ...said, stdout: said.stdout + chunk.toString() }
      if (said.stdout.includes('\n')) resolve(said.stdout)
    })
  })
  return { url: (JSON.parse(line) as { url: string }).url, started }
}

const end = (signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })

describe('the browser host', () => {
  it('is asked everything, on a good day', async () => {
    await callEverything()
    await goEverywhere()
    await saveFiles()
    keepFiles('on a good day')
  }, 120_000)

  it('is asked everything, while both services say back what they were sent', async () => {
    const { salesforce, stigg, customerApp } = tapped.practice
    const both = canaries.called('an access token', 'a refresh token', 'the Stigg key')
    for (const turn of [0, 1]) {
      const fault = (service: 'salesforce' | 'stigg' | 'app', secrets: readonly string[]) =>
        loudFaults(service, secrets)[turn]
      await salesforce.addFault({ match: { path: '/services/data' }, fault: fault('salesforce', both), times: 25 })
      await stigg.addFault({ match: { path: '/api/v1|/graphql' }, fault: fault('stigg', both), times: 25 })
      const heard = fault('app', canaries.called('a call-out secret'))
      await customerApp.addFault({ match: { path: '/workspaces' }, fault: heard, times: 2 })
      await callEverything()
      await go(`/inbox/${world.deals[2] ?? ''}`)
      for (const service of [salesforce, stigg, customerApp]) await service.clearFaults()
    }
    await salesforce.addFault({ match: { path: '/services/data' }, fault: 'expire-all-sessions' })
    await callEverything()
    await goEverywhere()
    keepFiles('on a bad day')
  }, 240_000)

  it('goes to a profile of its own, is given its key, and comes back', async () => {
    await callEverything(switchingCalls({ ...world, companion: await clientBeside(page, canaries) }))
    keepFiles('with another profile')
    // Each profile that was opened loads the window again.
    await page.getByRole('navigation').waitFor()
    await page.waitForTimeout(500)
    await page.getByRole('navigation').waitFor()
    await keepPage(page, canaries)
  }, 120_000)

  it('let every call through at least once, and met failures', () => {
    const never = callsOf().filter((name) => !through.has(name))
    // No schedule of the story waits to be revoked, and over services that run apart nothing is begun anew.
    const mayFail = new Set(['acts.preview', 'acts.apply', 'workspace.startOver'])
    expect(never.filter((name) => !mayFail.has(name))).toEqual([])
    const known = Object.keys({ ...everyCall(world), ...switchingCalls(world) })
    expect(known.toSorted()).toEqual(callsOf().toSorted())
    expect(failures).toBeGreaterThan(20)
  })

  it('had every kind of secret', () => {
    expect([...new Set(canaries.names())].toSorted()).toEqual([
      'a PKCE verifier',
      'a call-out secret',
      'a refresh token',
      'an access token',
      'an authorization code',
      'the Stigg key',
      'the cookie',
      'the handover secret',
      'the start token',
      'the token of the page',
    ])
  })

  it('left none of them anywhere but at home', async ({ task }) => {
    await end('SIGKILL')
    keepFiles('')
    canaries.keep('stdout', said.stdout)
    canaries.keep('stderr', said.stderr)
    const { places: searched, found, usedHomes } = canaries.search()
    Object.assign(task.meta, { canary: { places: searched, found: found.length } })
    expect(found).toEqual([])
    expect(homes.filter((home) => !usedHomes.includes(home))).toEqual([])
    expect(canaries.places()).toEqual(
      expect.arrayContaining([
        'file companion.log',
        'file instance.json',
        'file profiles/practice/journal.db',
        'file profiles/practice/mirror.db',
        'file profiles/practice/settings.json',
        'contract: answer /rpc/runs/evidence',
        'contract: answer /rpc/settings/exportFile',
        'contract: answer /rpc/workspace/watch',
        'saved by the page: Export these deals as CSV',
        'page /settings: document',
        'page /inbox: indexedDB',
      ]),
    )
  }, 60_000)

  it('would have been caught, wherever it had left one', async () => {
    const refresh = canaries.called('a refresh token')[0] ?? ''
    const key = canaries.called('the Stigg key')[0] ?? ''
    const database = new DatabaseSync(path.join(dataDir, 'profiles', 'practice', 'journal.db'))
    database.exec('CREATE TABLE planted (text)')
    database.prepare('INSERT INTO planted VALUES (?)').run(refresh)
    database.close()
    writeFileSync(path.join(dataDir, 'dump.gz'), gzipSync(`before ${key} after`))
    appendFileSync(path.join(dataDir, 'companion.log'), Buffer.from(`x${key}`).toString('base64'))
    const planted = createCanaries(homes)
    planted.hide('a refresh token', refresh)
    planted.hide('the Stigg key', key)
    hearing = planted
    await page.evaluate(plantIn, { refresh, key })
    await keepPage(page, planted)
    for (const { name, bytes } of filesBelow(dataDir)) planted.keep(`file ${name}`, bytes)
    planted.keep('stdout', `what the terminal shows: ${encodeURIComponent(key)}`)
    const { found } = planted.search()
    const { pathname } = new URL(page.url())
    expect(found.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^file profiles\/practice\/journal\.db(-wal)?$/),
        'file dump.gz',
        'file companion.log',
        'console of the page',
        'contract: request /rpc/links/resolve',
        'stdout',
        ...['document', 'fields', 'localStorage', 'sessionStorage', 'history', 'history state', 'indexedDB'].map(
          (what) => `page ${pathname}: ${what}`,
        ),
      ]),
    )
  })
})

/** In the page: leave secrets in everything that it can keep. */
async function plantIn({ refresh, key }: { readonly refresh: string; readonly key: string }): Promise<void> {
  document.body.append(`A sentence with ${refresh} in it`)
  const field = document.createElement('input')
  field.value = key
  document.body.append(field)
  localStorage.setItem('draft', btoa(key))
  sessionStorage.setItem('draft', JSON.stringify({ deep: { refresh } }))
  history.replaceState({ key }, '', `${location.pathname}?token=${encodeURIComponent(refresh)}`)
  console.info(`Debugging: ${refresh}`)
  // Nobody answers any more; that it was said is enough.
  const said = JSON.stringify({ json: { text: `Bearer ${refresh}` } })
  await fetch('/rpc/links/resolve', { method: 'POST', body: said }).catch(() => undefined)
  const opening = indexedDB.open('drafts', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept', { autoIncrement: true }))
  await new Promise((resolve) => opening.addEventListener('success', resolve))
  const writing = opening.result.transaction('kept', 'readwrite')
  writing.objectStore('kept').add({ key })
  await new Promise((resolve) => writing.addEventListener('complete', resolve))
  opening.result.close()
}
