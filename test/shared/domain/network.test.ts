import { describe, expect, it } from 'vitest'

import { isKeptFromProxy, isLoopbackUrl, proxyAddress, proxyProblem, shownProxy } from '#shared/domain/network'

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example:8080', null],
    ['https://proxy.example', null],
    ['proxy.example:8080', null],
    ['10.0.0.1:3128', null],
    ['http://[::1]:3128', null],
    ['socks5://proxy.example:1080', 'scheme'],
    ['ftp://proxy.example', 'scheme'],
    ['http://', 'not-an-address'],
    ['', 'not-an-address'],
    ['http://proxy.example/pac', 'not-an-address'],
    ['http://proxy.example?x', 'not-an-address'],
    ['http://jo@proxy.example', 'credentials'],
    ['jo:secret@proxy.example:8080', 'credentials'],
  ])('%s: %s', (text, problem) => {
    expect(proxyProblem(text)).toBe(problem)
  })

  it('may hold credentials where somebody else keeps it, and is never shown with them', () => {
    expect(proxyProblem('http://jo:secret@proxy.example:8080', true)).toBeNull()
    expect(shownProxy('http://jo:secret@proxy.example:8080/x?y')).toBe('http://proxy.example:8080')
    expect(shownProxy('http://')).toBeNull()
    expect(proxyAddress(' proxy.example:8080 ')).toBe('http://proxy.example:8080')
  })
})

describe('an address that no proxy is asked for', () => {
  it.each([
    ['http://localhost:4000', true],
    ['http://127.0.0.1', true],
    ['http://[::1]:1', true],
    ['https://localhost.example', false],
    ['https://127.0.0.1.example', false],
  ])('is on this machine: %s, %s', (url, expected) => {
    expect(isLoopbackUrl(new URL(url))).toBe(expected)
  })

  it.each([
    ['https://api.stigg.io', 'stigg.io', true],
    ['https://api.stigg.io', '.stigg.io', true],
    ['https://api.stigg.io', '*.stigg.io', true],
    ['https://API.stigg.io', 'Api.Stigg.IO', true],
    ['https://api.stigg.io', 'other.example, api.stigg.io', true],
    ['https://api.stigg.io', 'other.example api.stigg.io', true],
    ['https://api.stigg.io', '*', true],
    ['https://api.stigg.io', 'api.stigg.io:443', true],
    ['http://api.stigg.io', 'api.stigg.io:80', true],
    ['https://api.stigg.io', 'api.stigg.io:8443', false],
    ['https://notstigg.io', 'stigg.io', false],
    ['https://stigg.io.example', 'stigg.io', false],
    ['https://api.stigg.io', '', false],
  ])('is kept from it by the environment: %s by %s, %s', (url, list, expected) => {
    expect(isKeptFromProxy(new URL(url), list)).toBe(expected)
  })
})
