export { ActSheet } from './ActSheet.tsx'
export { SubscriptionActs } from './SubscriptionActs.tsx'
