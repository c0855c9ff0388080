import type { Deal } from '#shared/domain/opportunity'

import type { Context } from '../live-state.ts'

/** The values that a write-back may have set, as the deal now shows them. */
export function writtenFields(
  { account, opportunity }: Deal,
  { fields }: Context,
): ReadonlyMap<string, Readonly<Record<string, string | null>>> {
  const named = (pairs: readonly (readonly [{ field: string } | null, string | null])[]) =>
    Object.fromEntries(pairs.flatMap(([field, value]) => (field ? [[field.field, value] as const] : [])))
  return new Map([
    [opportunity.id, named([[fields.subscriptionId, opportunity.subscriptionId]])],
    ...(account
      ? [
          [
            account.id,
            named([
              [fields.customerId, account.stiggCustomerId],
              [fields.customerUrl, account.stiggCustomerUrl],
            ]),
          ] as const,
        ]
      : []),
  ])
}
