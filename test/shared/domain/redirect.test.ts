import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { redirectedLink, redirectProblem, redirectTo } from '#shared/domain/redirect'

const page = 'https://go.northwind.example/to?link={link}&via=app'

describe('the address of a redirect page', () => {
  it.each([
    [page, null],
    ['https://go.northwind.example/{link}', null],
    ['http://go.northwind.example/{link}', 'not-https'],
    ['javascript:alert({link})', 'not-https'],
    ['go.northwind.example/{link}', 'not-https'],
    ['https://go.northwind.example/a b?{link}', 'not-https'],
    ['https://go.northwind.example/', 'no-place'],
    ['https://go.northwind.example/{link}/{link}', 'no-place'],
    ['https://{link}/', 'place-in-host'],
    ['https://go{link}.northwind.example/', 'place-in-host'],
    ['https://user:word@go.northwind.example/{link}', 'credentials'],
  ])('%s: %s', (text, problem) => {
    expect(redirectProblem(text)).toBe(problem)
  })

  it('leads to any link and back, on its own host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (link) => {
        const url = redirectTo(page, link)
        expect(new URL(url).host).toBe('go.northwind.example')
        expect(redirectedLink(page, url)).toBe(link.toWellFormed())
      }),
    )
  })

  it('is none for other pages, broken escapes and a profile without one', () => {
    expect(redirectedLink(page, 'https://go.northwind.example/to?link=%E0%A4%A&via=app')).toBeNull()
    expect(redirectedLink(page, 'https://evil.example/to?link=x&via=app')).toBeNull()
    expect(redirectedLink(null, redirectTo(page, 'x'))).toBeNull()
    expect(redirectedLink('http://x/{link}', 'http://x/y')).toBeNull()
  })
})
