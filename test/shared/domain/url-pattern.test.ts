import { describe, expect, it } from 'vitest'

import { derivePattern, patternProblem, subscriptionPatternBy } from '#shared/domain/url-pattern'

const origins = ['https://app.stigg.io']
const page = (id: string, slug = 'production') => ({
  id,
  url: `https://app.stigg.io/${slug}/customers/${encodeURIComponent(id)}`,
})

describe('the pattern of customer pages', () => {
  it('is the one that most accounts follow, with how many do', () => {
    const known = [page('acme'), page('a/b c'), page('globex'), page('old', 'staging'), { id: 'x', url: 'n/a' }]
    expect(derivePattern(known, origins)).toEqual({
      pattern: 'https://app.stigg.io/production/customers/{customerId}',
      fits: 3,
      of: 5,
      sample: 'https://app.stigg.io/production/customers/acme',
    })
  })

  it('is none of another host, nor where an address does not hold its own ID once', () => {
    const known = [
      { id: 'acme', url: 'https://evil.example/customers/acme' },
      { id: 'acme', url: 'javascript:acme' },
      { id: 'acme', url: 'https://app.stigg.io/production/customers/globex' },
      { id: 'acme', url: 'https://app.stigg.io/acme/customers/acme' },
      { id: '\ud800', url: 'https://app.stigg.io/production/customers/\ud800' },
    ]
    expect(derivePattern(known, origins)).toBeNull()
  })

  it('tells where subscriptions stand, by analogy', () => {
    expect(subscriptionPatternBy('https://app.stigg.io/production/customers/{customerId}')).toBe(
      'https://app.stigg.io/production/subscriptions/{subscriptionId}',
    )
    expect(subscriptionPatternBy('https://app.stigg.io/c?id={customerId}')).toBeNull()
  })

  it.each([
    ['customer', 'https://app.stigg.io/production/customers/{customerId}', null],
    ['subscription', 'https://app.stigg.io/p/customers/{customerId}/subscriptions/{subscriptionId}', null],
    ['customer', 'https://evil.example/customers/{customerId}', 'other-host'],
    ['customer', 'https://app.stigg.io@evil.example/{customerId}', 'not-valid'],
    ['customer', 'https://app.stigg.io/customers/', 'no-place'],
    ['customer', 'https://app.stigg.io/customers/x{customerId}', 'no-place'],
    ['customer', 'https://app.stigg.io/?id={customerId}', 'no-place'],
    ['customer', 'nonsense {customerId}', 'not-valid'],
  ] as const)('of a %s, %s: %s', (kind, pattern, problem) => {
    expect(patternProblem(kind, pattern, origins)).toBe(problem)
  })
})
