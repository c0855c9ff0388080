import { IconBuilding } from '@tabler/icons-react'

import { customerPath } from '../../data/paths.ts'
import { CustomerPage } from './CustomerPage.tsx'
import { CustomerPicker } from './CustomerPicker.tsx'

/** The place for customers: whom to look at, or everything about one of them. */
export function Customer({ customerId }: { readonly customerId: string | null }) {
  return customerId === null ? (
    <CustomerPicker
      title="Customers"
      icon={<IconBuilding size={26} stroke={1.5} aria-hidden />}
      pathOf={customerPath}
    />
  ) : (
    <CustomerPage key={customerId} customerId={customerId} />
  )
}
