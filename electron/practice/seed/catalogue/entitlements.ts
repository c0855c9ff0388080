import type { SeedContext } from '../context.ts'
import type { StiggCreditEntitlement, StiggEntitlement, StiggFeatureEntitlement } from '../types.ts'

/** What a plan or an add-on gives, in short: filled up to the wire's shape by `entitlementsOf`. */
export type EntitlementStory =
  | ({ readonly feature: string } & Partial<StiggFeatureEntitlement>)
  | ({ readonly credit: string } & Partial<StiggCreditEntitlement>)

/** So many units, in all or per period. */
export const limit = (feature: string, usageLimit: number, rest: Partial<StiggFeatureEntitlement> = {}) => ({
  feature,
  usageLimit,
  ...rest,
})
export const unlimited = (feature: string) => ({ feature, hasUnlimitedUsage: true })
export const granted = (feature: string) => ({ feature })
/** The value is said for each subscription: custom plans. */
export const perDeal = (feature: string, rest: Partial<StiggFeatureEntitlement> = {}) => ({
  feature,
  isCustom: true,
  ...rest,
})
export const oneOf = (feature: string, ...enumValues: string[]) => ({ feature, enumValues })
export const creditsPer = (credit: string, cadence: 'MONTH' | 'YEAR', amount: number | null) => ({
  credit,
  cadence,
  amount,
  isCustom: amount === null,
})

export function entitlementsOf(context: SeedContext, stories: readonly EntitlementStory[]): StiggEntitlement[] {
  return stories.map((story, order) => {
    const common = {
      behavior: 'Increment',
      isGranted: true,
      isCustom: false,
      description: null,
      displayNameOverride: null,
      hiddenFromWidgets: [],
      order,
      hasSoftLimit: false,
      createdAt: context.at(-600),
      updatedAt: context.at(-90),
    } as const
    if ('credit' in story) {
      const { credit, ...rest } = story
      const plain = { amount: null, cadence: null, dependencyFeatureId: null }
      return { ...common, id: credit, type: 'CREDIT', ...plain, ...rest } satisfies StiggCreditEntitlement
    }
    const { feature, ...rest } = story
    const plain = {
      usageLimit: null,
      hasUnlimitedUsage: false,
      enumValues: null,
      resetPeriod: null,
      resetPeriodConfiguration: null,
    }
    return { ...common, id: feature, type: 'FEATURE', ...plain, ...rest } satisfies StiggFeatureEntitlement
  })
}

export const refsOf = (entitlements: readonly StiggEntitlement[]) => entitlements.map(({ id, type }) => ({ id, type }))
