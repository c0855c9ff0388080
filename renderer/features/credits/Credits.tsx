import { IconCoins } from '@tabler/icons-react'

import { creditsPath } from '../../data/paths.ts'
import { CustomerPicker } from '../customer/index.ts'
import { CustomerCredits } from './CustomerCredits.tsx'

/** The place for credits: whom to look at, or one customer's credits. */
export function Credits({ customerId }: { readonly customerId: string | null }) {
  return customerId === null ? (
    <CustomerPicker title="Credits" icon={<IconCoins size={26} stroke={1.5} aria-hidden />} pathOf={creditsPath} />
  ) : (
    <CustomerCredits key={customerId} customerId={customerId} />
  )
}
