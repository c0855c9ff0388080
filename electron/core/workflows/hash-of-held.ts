import type { Subscription } from '#shared/domain/customer'

import { fingerprintOf } from '../provisioning/identity.ts'

/** What a subscription is told apart from its earlier self by. */
export const hashOf = (held: Subscription): string => fingerprintOf(held)
