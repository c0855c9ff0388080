import { expect, it } from 'vitest'

import { readinessItems } from '#renderer/words/readiness.ts'
import type { ReadinessReport } from '#shared/contract/readiness'

import { aReadinessReport } from '../fake-profiles.ts'

const sayOf = (key: string, vary: Partial<ReadinessReport>): string => {
  const item = readinessItems(aReadinessReport(vary)).find((one) => one.key === key)
  return `${item?.sentence} ${item?.remedy ?? ''}`.trim()
}
const flows = (...names: string[]) => ({ flows: { value: { state: 'active' as const, names }, failure: null } })
const products = (mapped: number, total: number) => ({
  products: { value: { total, mapped, ready: mapped, unready: [] }, failure: null },
})

it('names one flow, or all of several, that may provision by themselves', () => {
  expect(sayOf('flows', flows('Stigg sync'))).toMatch(/^The flow Stigg sync is active\. .* Switch it off,/)
  expect(sayOf('flows', flows('Stigg sync', 'Won'))).toMatch(
    /^2 flows are active: Stigg sync; Won\. .* Switch them off,/,
  )
})

it('counts the products that carry a mapping among all of them', () => {
  expect(sayOf('products', products(1, 12))).toBe(
    '1 of 12 products carries a mapping, and it could be sold and provisioned today.',
  )
  expect(sayOf('products', products(1_200, 4_120))).toBe(
    '1,200 of 4,120 products carry a mapping, and each could be sold and provisioned today.',
  )
})
