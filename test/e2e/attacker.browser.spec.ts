import { chromium, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { anotherLink, expect, test, type RunningApp } from './app.ts'
import { findChromium } from './find-chromium.ts'
import { dealThatShows, renameDeal } from './story.ts'

/* Real pages that mean harm, in the browser that the person is let in with. */

let evil: Server
let evilPort = 0
test.beforeAll(async () => {
  evil = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Evil</title><body>'),
  )
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  evilPort = (evil.address() as AddressInfo).port
})
test.afterAll(() => {
  evil.closeAllConnections()
  evil.close()
})

const originOf = (app: RunningApp): string => new URL(app.page.url()).origin

/** How each way to reach another origin ended for the page: what it could read, or how it was refused. */
async function attacksFrom(page: Page, target: string): Promise<Record<string, string>> {
  return page.evaluate(async (origin) => {
    const settled = (attempt: Promise<string>): Promise<string> => attempt.catch(() => 'refused')
    const first = (thing: EventTarget, good: string): Promise<string> =>
      new Promise((resolve) => {
        thing.addEventListener(good, () => resolve('reached'))
        thing.addEventListener('error', () => resolve('refused'))
      })
    const call = `${origin}/rpc/runs/list`
    const read = async (init: RequestInit, url = call) => (await fetch(url, init)).text()
    const json = { 'content-type': 'application/json', 'x-companion-token': 'guess' }
    const load = (tag: 'img' | 'script' | 'link' | 'object', path: string) => {
      const element = document.createElement(tag)
      Object.assign(
        element,
        tag === 'link'
          ? { rel: 'stylesheet', href: origin + path }
          : tag === 'object'
            ? { data: origin + path }
            : { src: origin + path },
      )
      const ended = first(element, 'load')
      document.body.append(element)
      return ended
    }
    const frame = document.createElement('iframe')
    frame.src = `${origin}/inbox`
    const framed = new Promise<string>((resolve) => {
      frame.addEventListener('load', () => {
        try {
          resolve(frame.contentDocument === null ? 'refused' : `read ${frame.contentDocument.title}`)
        } catch {
          resolve('refused')
        }
      })
    })
    document.body.append(frame)
    const worker = async (): Promise<string> => first(new Worker(`${origin}/assets/index.js`), 'message')
    return {
      'fetch with cookies': await settled(read({ method: 'POST', credentials: 'include', headers: json, body: '{}' })),
      'fetch of a simple kind': await settled(
        read({ method: 'POST', credentials: 'include', headers: { 'content-type': 'text/plain' }, body: '{}' }),
      ),
      'fetch without reading': (
        await fetch(call, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).catch(() => ({
          type: 'refused',
        }))
      ).type,
      'the page itself': await settled(read({ credentials: 'include' }, origin)),
      session: await settled(read({ method: 'POST', headers: json, body: '{"token":"guess"}' }, `${origin}/session`)),
      handover: await settled(
        read({ method: 'POST', headers: { authorization: 'Bearer guess' } }, `${origin}/handover`),
      ),
      WebSocket: await first(new WebSocket(`${origin.replace('http', 'ws')}/rpc`), 'open'),
      EventSource: await first(new EventSource(`${origin}/rpc/workspace/watch`, { withCredentials: true }), 'open'),
      image: await load('img', '/icon.svg'),
      script: await load('script', '/rpc/runs/list'),
      stylesheet: await load('link', '/rpc/runs/list'),
      object: await load('object', '/'),
      worker: await settled(worker()),
      frame: await framed,
      beacon: String(navigator.sendBeacon(call, '{}')),
    }
  }, target)
}

const refused = {
  'fetch with cookies': 'refused',
  'fetch of a simple kind': 'refused',
  'the page itself': 'refused',
  session: 'refused',
  handover: 'refused',
  WebSocket: 'refused',
  EventSource: 'refused',
  image: 'refused',
  script: 'refused',
  stylesheet: 'refused',
  object: 'refused',
  worker: 'refused',
  frame: 'refused',
}

/** Every request to the app that a page made, and how it was answered. */
function watchCalls(page: Page, origin: string): { readonly url: string; readonly status: number }[] {
  const seen: { url: string; status: number }[] = []
  page.on('response', (answer) => {
    if (answer.url().startsWith(`${origin}/rpc`)) seen.push({ url: answer.url(), status: answer.status() })
  })
  return seen
}

test('a page of another origin reads nothing, calls nothing and frames nothing', async ({ app, context }) => {
  await expect(app.page.getByRole('navigation')).toBeVisible()
  // The same host on another port is the same site to a cookie; another name for this machine is not.
  for (const host of ['127.0.0.1', 'localhost']) {
    const page = await context.newPage()
    const seen = watchCalls(page, originOf(app))
    await page.goto(`http://${host}:${evilPort}/`)
    expect(await attacksFrom(page, originOf(app))).toMatchObject(refused)
    expect(seen.filter(({ status }) => status < 400)).toEqual([])
    await page.close()
  }
  await app.page.reload()
  await expect(app.page.getByRole('navigation')).toBeVisible()
})

test('a form that another page sends, and a window that it opens, come to nothing', async ({ app, context }) => {
  await expect(app.page.getByRole('navigation')).toBeVisible()
  const sending = await context.newPage()
  await sending.goto(`http://localhost:${evilPort}/`)
  const [answer] = await Promise.all([
    sending.waitForResponse(`${originOf(app)}/rpc/workspace/startOver`),
    sending.evaluate((origin) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: `${origin}/rpc/workspace/startOver`, enctype: 'text/plain' })
      const field = document.createElement('input')
      Object.assign(field, { name: '{"json":{},"x":"', value: '"}' })
      form.append(field)
      document.body.append(form)
      form.submit()
    }, originOf(app)),
  ])
  expect(answer.status()).toBe(403)
  await sending.close()

  const page = await context.newPage()
  await page.goto(`http://localhost:${evilPort}/`)
  const opened = context.waitForEvent('page')
  await page.evaluate((origin) => void Object.assign(window, { theirs: window.open(`${origin}/inbox`) }), originOf(app))
  const popup = await opened
  await popup.waitForLoadState()
  expect(await popup.evaluate(() => window.opener === null)).toBe(true)
  // Its tab was let in by nobody.
  await expect(popup.getByText('npm start')).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { theirs: Window | null }).theirs?.closed ?? true)).toBe(true)
})

test('a name that is made to lead to this machine reaches nothing', async ({ app }) => {
  await expect(app.page.getByRole('navigation')).toBeVisible()
  const { port } = new URL(app.page.url())
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({
    executablePath,
    env,
    args: ['--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  try {
    const page = await browser.newPage()
    const answer = await page.goto(`http://rebound.example:${port}/`)
    expect(answer?.status()).toBe(421)
    const tried = await page.evaluate(async () => {
      const paths = ['/', '/rpc/runs/list', '/session', '/handover', '/assets/index.js']
      const answers = await Promise.all(
        paths.flatMap((path) => ['GET', 'POST'].map((method) => fetch(path, { method }))),
      )
      return answers.map(({ status }) => status)
    })
    expect(new Set(tried)).toEqual(new Set([421]))
    expect(await page.context().cookies()).toEqual([])
  } finally {
    await browser.close()
  }
})

test('what is stolen of a session is not enough: neither the cookie nor the spent link lets anybody in', async ({
  app,
  context,
  browser,
}) => {
  const link = await anotherLink(app)
  const first = await context.newPage()
  await first.goto(link)
  await expect(first.getByRole('navigation')).toBeVisible()
  expect(first.url()).not.toContain('start=')
  expect(await first.evaluate(() => document.cookie)).toBe('')

  const thief = await browser.newContext()
  await thief.addCookies(await context.cookies())
  const page = await thief.newPage()
  await page.goto(link)
  await expect(page.getByText('npm start')).toBeVisible()
  const status = await page.evaluate(
    async () => (await fetch('/rpc/runs/list', { method: 'POST', body: '{"json":{}}' })).status,
  )
  expect(status).toBe(401)
  await thief.close()
})

test('a name with markup, and one that turns the reading direction, are shown as what they are', async ({ app }) => {
  const { page } = app
  const told = dealThatShows('ready: custom plan with feature entitlements')
  const nasty = `<img src=x onerror="document.title='owned'"> \u202Egnp.exe`
  await expect(page.getByRole('row').nth(3)).toBeVisible()
  await renameDeal(app, told, nasty)
  await page.keyboard.press('Control+r')
  const shown = `<img src=x onerror="document.title='owned'"> [U+202E]gnp.exe`
  await page.getByLabel('Search deals').fill('gnp.exe')
  const row = page.getByRole('row').filter({ hasText: shown }).first()
  await expect(row).toBeVisible()
  await row.click()
  await expect(page.getByRole('heading', { name: shown })).toBeVisible()
  expect(await page.title()).not.toContain('owned')
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(await page.evaluate(() => /[\u202a-\u202e\u2066-\u2067]/.test(document.body.innerText))).toBe(false)
  expect(app.troubles).toEqual([])
})
