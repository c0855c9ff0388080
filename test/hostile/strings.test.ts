import { describe, expect, it } from 'vitest'

import { surpriseOf, tryHostile } from '#test/hostile/strings'

describe('texts that nobody meant well', () => {
  it('throw nowhere and lead nowhere that a person did not mean', () => {
    expect(tryHostile(5_000, 7).surprises).toEqual([])
  })

  it('are read as strictly when they are nearly an address of our own', () => {
    for (const text of [
      'https://northwind.lightning.force.com@evil.example/lightning/r/Account/0015g00000BcDeFAAV/view',
      'javascript:alert(1)//northwind.lightning.force.com/0015g00000BcDeFAAV',
      'https://app.stigg.io/northwind/customers/..%2F..%2Fsettings',
      'https://app.stigg.io/northwind/customers/%E0%A4%A',
    ])
      expect(surpriseOf(text)).toBeNull()
  })
})
