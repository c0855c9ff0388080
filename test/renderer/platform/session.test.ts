import { describe, expect, it } from 'vitest'

import { followStartLinks, forgetSession, openSession, type Page } from '#renderer/platform/session.ts'

interface Tab extends Page {
  readonly held: Map<string, string>
  readonly address: () => string
  readonly sent: { readonly url: string; readonly body: unknown }[]
}

/** A tab at an address, over a host that answers as given. */
function aTab(hash: string, answer: () => Promise<Response>, token?: string): Tab {
  const held = new Map(token === undefined ? [] : [['companion.token', token]])
  let address = `/inbox${hash}`
  const sent: Tab['sent'] = []
  return {
    held,
    sent,
    address: () => address,
    location: { hash, pathname: '/inbox', search: '' },
    history: { replaceState: (_state, _unused, url) => (address = String(url)) },
    storage: {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => held.set(key, value),
      removeItem: (key) => held.delete(key),
    },
    fetch: (url, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
      sent.push({ url: typeof url === 'string' ? url : '', body })
      return answer()
    },
  }
}
const admitted = async (): Promise<Response> => Response.json({ token: 'header-token' })
const refused = async (): Promise<Response> => Response.json({ error: 'link-spent' }, { status: 401 })
const gone = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

describe('with a start link', () => {
  it('trades it for a token, keeps that in the tab, and takes the link out of the address', async () => {
    const tab = aTab('#start=abc', admitted)
    expect(await openSession(tab)).toEqual({ at: 'open', token: 'header-token' })
    expect(tab.sent).toEqual([{ url: '/session', body: { token: 'abc' } }])
    expect(tab.held.get('companion.token')).toBe('header-token')
    expect(tab.address()).toBe('/inbox')
  })

  it('is out where the link is spent', async () => {
    const tab = aTab('#start=abc', refused)
    expect(await openSession(tab)).toEqual({ at: 'lost', why: 'refused' })
    expect(tab.address()).toBe('/inbox')
  })

  it('stays in where the link is spent and the tab was in already', async () => {
    expect(await openSession(aTab('#start=abc', refused, 'held'))).toEqual({ at: 'open', token: 'held' })
  })

  it('says so where nobody answers', async () => {
    expect(await openSession(aTab('#start=abc', gone))).toEqual({ at: 'lost', why: 'gone' })
  })

  it('does not take an answer without a token for admission', async () => {
    expect(await openSession(aTab('#start=abc', async () => Response.json({})))).toEqual({ at: 'lost', why: 'refused' })
  })
})

describe('without a start link', () => {
  it('goes on with what the tab holds, and asks nobody', async () => {
    const tab = aTab('', refused, 'held')
    expect(await openSession(tab)).toEqual({ at: 'open', token: 'held' })
    expect(tab.sent).toEqual([])
  })

  it('is out where the tab holds nothing', async () => {
    expect(await openSession(aTab('#other=1', admitted))).toEqual({ at: 'lost', why: 'no-token' })
  })

  it('is out once the token was forgotten', async () => {
    const tab = aTab('', admitted, 'held')
    forgetSession(tab)
    expect(await openSession(tab)).toEqual({ at: 'lost', why: 'no-token' })
  })
})

describe('a start link pasted into an open tab', () => {
  /** A tab whose fragment changes, and how often it was loaded again. */
  const pasted = (hash: string): number => {
    let loads = 0
    let listen: () => void = () => undefined
    const location = { hash: '', reload: () => void loads++ }
    followStartLinks({ location, addEventListener: (_type, listener) => (listen = listener) })
    location.hash = hash
    listen()
    return loads
  }

  it('loads the page again, so that it lets the tab in', () => {
    expect(pasted('#start=fresh')).toBe(1)
  })

  it('is told apart from any other fragment', () => {
    expect(pasted('#section')).toBe(0)
    expect(pasted('')).toBe(0)
  })
})
