import type { Route } from '../http/route.ts'
import { catalogueRoutes } from './catalogue.ts'
import { couponRoutes } from './coupons.ts'
import { creditHistoryRoutes } from './credit-history.ts'
import { currencyRoutes } from './currencies.ts'
import { customerEntitlementRoutes } from './customer-entitlements.ts'
import { customerIntegrationRoutes } from './customer-integrations.ts'
import { customerRoutes } from './customers.ts'
import { grantRoutes } from './grants.ts'
import { promotionRoutes } from './promotions.ts'
import { subscriptionLifecycleRoutes } from './subscription-lifecycle.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { usageRoutes } from './usage.ts'

/** Every REST route that is modelled. Source: Stigg REST API, endpoint index. */
export const routes: readonly Route[] = [
  ...customerRoutes,
  ...customerIntegrationRoutes,
  ...customerEntitlementRoutes,
  ...promotionRoutes,
  ...subscriptionRoutes,
  ...subscriptionLifecycleRoutes,
  ...grantRoutes,
  ...creditHistoryRoutes,
  ...currencyRoutes,
  ...catalogueRoutes,
  ...couponRoutes,
  ...usageRoutes,
]
