import http from 'node:http'

import { afterEach, describe, expect, it } from 'vitest'

import { listenForCallback, type CallbackListener } from '#adapters/salesforce/callback-listener'

import { serve } from '#test/harness/loopback'

const login = 'https://acme.my.salesforce.com'

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const { url, close } = await serve((_, response) => response.end())
  await close()
  return Number(new URL(url).port)
}

const statusOf = (url: string, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    http
      .request(url, { method, agent: false }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      .on('error', reject)
      .end()
  })

describe('listenForCallback', () => {
  let listener: CallbackListener | null = null
  afterEach(() => listener?.close())

  const open = async (ports?: number[]) => {
    listener = await listenForCallback(ports ?? [await freePort()], 'the-state', login)
    if (!listener) throw new Error('no port')
    return listener
  }

  it('hands over the code, decoded once, and shows the person a page', async () => {
    const { redirectUri, callback } = await open()
    const answer = await fetch(`${redirectUri.replace('localhost', '127.0.0.1')}?code=aPrx%2B1%3D%3D&state=the-state`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toContain('You can close this tab')
    expect(await callback).toEqual({ at: 'code', code: 'aPrx+1==' })
  })

  it('listens on both loopback addresses, as far as the machine has them', async () => {
    const { redirectUri } = await open()
    const addresses = ['127.0.0.1', '[::1]'].map((host) => redirectUri.replace('localhost', host))
    const statuses = await Promise.allSettled(addresses.map((url) => statusOf(url)))
    expect(statuses[0]).toMatchObject({ value: 400 })
    if (statuses[1]?.status === 'fulfilled') expect(statuses[1].value).toBe(400)
  })

  it('hands over what Salesforce declined with', async () => {
    const { redirectUri, callback } = await open()
    await fetch(`${redirectUri}?error=access_denied&error_description=end-user+denied&state=the-state`)
    expect(await callback).toEqual({ at: 'error', error: 'access_denied', description: 'end-user denied' })
  })

  it('waits on past another state, another path and another method', async () => {
    const { redirectUri, callback } = await open()
    expect(await statusOf(`${redirectUri}?code=stolen&state=the-stat3`)).toBe(400)
    expect(await statusOf(`${redirectUri}?code=stolen`)).toBe(400)
    expect(await statusOf(`${redirectUri}/?code=stolen&state=the-state`)).toBe(404)
    expect(await statusOf(redirectUri.replace('/oauth/callback', '/favicon.ico'))).toBe(404)
    expect(await statusOf(`${redirectUri}?code=stolen&state=the-state`, 'POST')).toBe(405)
    expect(await statusOf(redirectUri, 'OPTIONS')).toBe(204)
    await statusOf(`${redirectUri}?code=right&state=the-state`)
    expect(await callback).toEqual({ at: 'code', code: 'right' })
  })

  it('takes the next registered port where one is taken, and says so where all are', async () => {
    const taken = await serve((_, response) => response.end())
    const port = Number(new URL(taken.url).port)
    const free = await freePort()
    expect((await open([port, free])).redirectUri).toBe(`http://localhost:${free}/oauth/callback`)
    expect(await listenForCallback([port], 'the-state', login)).toBeNull()
    await taken.close()
  })

  it('frees its port when it is closed', async () => {
    const port = await freePort()
    await (await open([port])).close()
    expect((await open([port])).redirectUri).toContain(String(port))
  })
})
