import { CustomerCredits } from './CustomerCredits.tsx'
import { CustomerList } from './CustomerList.tsx'

const pathOf = (customerId: string): string => `/credits/${encodeURIComponent(customerId)}`

/** The place for credits: whom to look at, or one customer's credits. */
export function Credits({ customerId }: { readonly customerId: string | null }) {
  return customerId === null ? (
    <CustomerList title="Credits" pathOf={pathOf} />
  ) : (
    <CustomerCredits key={customerId} customerId={customerId} />
  )
}
