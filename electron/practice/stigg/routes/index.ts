import type { Route } from '../http/route.ts'
import { catalogueRoutes } from './catalogue.ts'
import { customerIntegrationRoutes } from './customer-integrations.ts'
import { customerRoutes } from './customers.ts'
import { subscriptionRoutes } from './subscriptions.ts'

/** Every REST route that is modelled. Source: Stigg REST API, endpoint index. */
export const routes: readonly Route[] = [
  ...customerRoutes,
  ...customerIntegrationRoutes,
  ...subscriptionRoutes,
  ...catalogueRoutes,
]
