import { describe, expect, it } from 'vitest'

import { createSession } from '#hosts/browser/session'

describe('who was let in', () => {
  it('keeps no more browsers than a person could have, and lets the oldest go', () => {
    const session = createSession(() => 0)
    const admitted = Array.from({ length: 40 }, () => session.admit(session.issue(), undefined))
    const still = admitted.filter((one) => session.allows(one?.cookie, one?.token))
    expect(still).toEqual(admitted.slice(-32))
  })

  it('keeps no more tabs of one browser either', () => {
    const session = createSession(() => 0)
    const first = session.admit(session.issue(), undefined)
    const tabs = Array.from({ length: 40 }, () => session.admit(session.issue(), first?.cookie))
    expect(tabs.filter((tab) => session.allows(first?.cookie, tab?.token))).toEqual(tabs.slice(-32))
    expect(session.allows(first?.cookie, first?.token)).toBe(false)
  })

  it('gives a browser with a cookie of another start a new one', () => {
    const session = createSession(() => 0)
    const admitted = session.admit(session.issue(), 'a cookie of yesterday')
    expect(admitted?.cookie).not.toBe('a cookie of yesterday')
    expect(session.allows(admitted?.cookie, admitted?.token)).toBe(true)
  })

  it('takes nothing for something', () => {
    const session = createSession(() => 0)
    expect(session.allows(undefined, undefined)).toBe(false)
    expect(session.allows('', '')).toBe(false)
    expect(session.admit('', undefined)).toBeNull()
  })

  it('gives every link another token', () => {
    const session = createSession(() => 0)
    expect(new Set(Array.from({ length: 100 }, () => session.issue())).size).toBe(100)
  })
})
