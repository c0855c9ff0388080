export { SubscriptionActs } from './SubscriptionActs.tsx'
