import { describe, expect, it } from 'vitest'

import { readinessOf, type ReadinessProduct } from '#shared/domain/readiness'
import { aCatalog } from '#test/builders'

const catalog = aCatalog()
const plan = catalog.plans.find(({ status }) => status === 'PUBLISHED')
const aProduct = (vary: Partial<ReadinessProduct> = {}): ReadinessProduct => ({
  id: '01t5g000003AbCdAAK',
  name: 'Enterprise',
  code: null,
  isActive: true,
  stiggType: 'Plan',
  stiggId: plan?.id ?? '',
  hasStandardPrice: true,
  pricebookIds: ['01s5g00000GhIjKAAV'],
  ...vary,
})
const pricebooks = [{ id: '01s5g00000GhIjKAAV', name: 'Sales 2026' }]
const codesOf = (product: ReadinessProduct) =>
  readinessOf({ products: [product], pricebooks, total: 1 }, catalog).unready.flatMap(({ findings }) =>
    findings.map(({ code }) => code),
  )

describe('readinessOf', () => {
  it('has nothing against a product that can be sold and that Stigg knows', () => {
    expect(readinessOf({ products: [aProduct()], pricebooks, total: 9 }, catalog)).toEqual({
      total: 9,
      mapped: 1,
      ready: 1,
      unready: [],
    })
  })

  it.each<[string, Partial<ReadinessProduct>, string]>([
    ['an ID that Stigg does not know', { stiggId: 'plan-nobody' }, 'plan.not-found'],
    ['an add-on that Stigg does not know', { stiggType: 'Add-on', stiggId: 'addon-nobody' }, 'addon.not-found'],
    ['a feature that Stigg does not know', { stiggType: 'Entitlement', stiggId: 'feature-x' }, 'feature.not-found'],
    ['a credit that Stigg does not know', { stiggType: 'Credit entitlement', stiggId: 'cred-x' }, 'currency.not-found'],
    ['a type without an ID', { stiggId: null }, 'mapping.type-without-id'],
    ['an ID without a type', { stiggType: null }, 'mapping.id-without-type'],
    ['a type that is none', { stiggType: 'Bundle' }, 'mapping.type-unknown'],
    ['a plan that is called an add-on', { stiggType: 'Add-on' }, 'mapping.entity-disagrees'],
    ['an inactive product', { isActive: false }, 'product.inactive'],
    ['no standard price', { hasStandardPrice: false }, 'product.no-standard-price'],
  ])('finds %s', (_what, vary, code) => {
    expect(codesOf(aProduct(vary))).toContain(code)
    expect(codesOf(aProduct())).not.toContain(code)
  })

  it('names the price books that sales chooses from, where the product is in none', () => {
    const lost = aProduct({ pricebookIds: [] })
    expect(readinessOf({ products: [lost], pricebooks, total: 1 }, catalog).unready[0]?.missingFrom).toEqual([
      'Sales 2026',
    ])
    expect(readinessOf({ products: [lost], pricebooks: [], total: 1 }, catalog).unready).toEqual([])
  })

  it('puts what cannot be provisioned before what is only odd, and each by name', () => {
    const products = [
      aProduct({ id: 'a', name: 'A', isActive: false }),
      aProduct({ id: 'c', name: 'C', stiggId: 'plan-nobody' }),
      aProduct({ id: 'b', name: 'B', stiggId: 'plan-nobody' }),
    ]
    const { unready } = readinessOf({ products, pricebooks, total: 3 }, catalog)
    expect(unready.map(({ name }) => name)).toEqual(['B', 'C', 'A'])
  })
})
