import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { objectOf, SalesforceId, toId18 } from '#shared/domain/salesforce-id'

const vectors = [
  ['001D000000IRFma', '001D000000IRFmaIAH'],
  ['00D5g000004XyZQ', '00D5g000004XyZQEA0'],
  ['0055g00000AbCdE', '0055g00000AbCdEAAV'],
  ['0015g00000BcDeF', '0015g00000BcDeFAAV'],
  ['0065g00000CdEfG', '0065g00000CdEfGAAV'],
  ['00k5g00000DeFgH', '00k5g00000DeFgHAAV'],
  ['01t5g00000EfGhI', '01t5g00000EfGhIAAV'],
  ['01u5g00000FgHiJ', '01u5g00000FgHiJAAV'],
  ['01s5g00000GhIjK', '01s5g00000GhIjKAAV'],
  ['0035g00000HiJkL', '0035g00000HiJkLAAV'],
  ['8005g00000IjKlM', '8005g00000IjKlMAAV'],
  ['001000000000001', '001000000000001AAA'],
  ['001ZZZZZZZZZZZZ', '001ZZZZZZZZZZZZY55'],
] as const

describe('a record ID', () => {
  it.each(vectors)('%s is %s in full', (id15, id18) => {
    expect(toId18(id15)).toBe(id18)
    expect(toId18(id18)).toBe(id18)
  })

  it.each(vectors)('%s gets its case back from the suffix of %s', (_, id18) => {
    expect(toId18(id18.toLowerCase())).toBe(id18)
    expect(toId18(id18.toUpperCase())).toBe(id18)
  })

  it.each(['', '006', '0065g00000CdEf', '0065g00000CdEfGAAVx', '0065g00000CdEfG-AV', '0065g00000CdEfG999'])(
    'is not "%s"',
    (text) => {
      expect(toId18(text)).toBeNull()
      expect(SalesforceId.safeParse(text).success).toBe(false)
    },
  )

  it('says whose it is by its prefix, with regard to case', () => {
    expect(objectOf('00k5g00000DeFgHAAV')).toBe('OpportunityLineItem')
    expect(objectOf('00K5g00000DeFgHAAV')).toBeNull()
  })

  it('comes back whole from any damage to its case', () => {
    const id15 = fc.stringMatching(/^[a-zA-Z0-9]{15}$/)
    fc.assert(
      fc.property(id15, (id) => {
        const whole = toId18(id)
        expect(whole).toHaveLength(18)
        expect(toId18(whole?.toLowerCase() ?? '')).toBe(whole)
      }),
    )
  })
})
