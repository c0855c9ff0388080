import { buildSchema } from 'graphql'
import { common } from './sdl/common.ts'
import { customers } from './sdl/customers.ts'
import { environment } from './sdl/environment.ts'
import { root } from './sdl/root.ts'
import { subscriptions } from './sdl/subscriptions.ts'

/**
 * The part of Stigg's GraphQL schema that is modelled: workflows, and the reads that REST lacks.
 * Source: Stigg GraphQL schema as of Go client v6.21.0; Stigg documentation, "Workflow triggers".
 */
export const schema = buildSchema([common, customers, subscriptions, environment, root].join('\n'))
