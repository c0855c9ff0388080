export { AccountPage } from './AccountPage.tsx'
export { Customer } from './Customer.tsx'
export { CustomerPicker } from './CustomerPicker.tsx'
export { SubscriptionPlace } from './SubscriptionPlace.tsx'
