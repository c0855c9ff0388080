import { describe, expect, it } from 'vitest'

import { prefixDisagrees, resolveEntity, stiggTypeOf } from '#shared/domain/stigg-entity'
import { aCatalog } from '#test/builders'

describe('a type’s name', () => {
  it.each([
    'Credit entitlement',
    'credit-entitlement',
    'CREDIT  ENTITLEMENT',
    'creditEntitlement',
    'Credit‑entitlement',
  ])('is read from %s whatever its case, spaces and hyphens', (name) => {
    expect(stiggTypeOf(name)).toBe('credit')
  })

  it.each(['', 'plans', 'toString', 'constructor'])('is not read from "%s"', (name) => {
    expect(stiggTypeOf(name)).toBeNull()
  })
})

describe('a prefix', () => {
  it('disagrees with the type only where it speaks of something else', () => {
    expect(prefixDisagrees('plan', 'addon-x')).toBe(true)
    expect(prefixDisagrees('plan', 'enterprise')).toBe(false)
    expect(prefixDisagrees('entitlement', 'cred-type-x')).toBe(false)
    expect(prefixDisagrees('credit', 'feature-x')).toBe(false)
    expect(prefixDisagrees('credit', 'plan-x')).toBe(true)
  })
})

it('prefers what the type says where an ID is both a feature and a currency', () => {
  const base = aCatalog()
  const [feature] = base.features
  const [currency] = base.currencies
  if (!feature || !currency) throw new Error('The catalogue has a feature and a currency')
  const catalog = aCatalog({ features: [{ ...feature, id: 'tokens' }], currencies: [{ ...currency, id: 'tokens' }] })
  expect(resolveEntity('entitlement', 'tokens', catalog)).toMatchObject({ resolved: { kind: 'feature' } })
  expect(resolveEntity('credit', 'tokens', catalog)).toMatchObject({ resolved: { kind: 'credit' } })
})
