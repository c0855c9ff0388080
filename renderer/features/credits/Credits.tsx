import { CustomerCredits } from './CustomerCredits.tsx'
import { CustomerList } from './CustomerList.tsx'

/** The place for credits: whom to look at, or one customer's credits. */
export function Credits({ customerId }: { readonly customerId: string | null }) {
  return customerId === null ? <CustomerList /> : <CustomerCredits key={customerId} customerId={customerId} />
}
