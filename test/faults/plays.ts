import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import { noEdits } from '#shared/domain/draft-edits'
import type { PracticeProcess } from '#test/harness/practice-process'

import { enterprise, type Subject, type World } from '#test/harness/sell-deals'

/** One step of a run as the services see it, and how to come to a run that has it. */
export interface Play {
  /** The step's kind; the cell's title begins with it. */
  readonly step: string
  readonly service: 'salesforce' | 'stigg'
  readonly match: { readonly method: string; readonly path: string; readonly bodyIncludes?: string }
  /** A deal whose run has the step. */
  prepare(world: World, practice: PracticeProcess): Promise<Subject>
  /** Seats of the subscription once the deal is provisioned. */
  readonly seats: number
  /** Whether the run makes a subscription, which a payment can stand in the way of. */
  readonly makesSubscription: boolean
}

/** A Stigg customer under the account's ID, as somebody would have made it by hand: not linked. */
async function stiggCustomer(practice: PracticeProcess, { accountId, email }: Subject): Promise<void> {
  await practice.stiggSend('POST', '/customers', { id: accountId, name: 'Made by hand', email })
}

/** A linked customer on the Enterprise plan with 100 seats, and a further deal of 150 that changes it in place. */
async function amendment(world: World, practice: PracticeProcess, title: string): Promise<Subject> {
  const subject = await world.sell(title, enterprise)
  await practice.stiggSend('POST', '/customers', {
    id: subject.accountId,
    name: title,
    email: subject.email,
    integrations: [{ id: SALESFORCE_INTEGRATION, vendorIdentifier: 'SALESFORCE', syncedEntityId: subject.accountId }],
  })
  const held = z.object({ id: z.string() }).parse(
    await practice.stiggSend('POST', '/subscriptions', {
      customerId: subject.accountId,
      planId: 'plan-enterprise',
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 100 }],
    }),
  )
  if (held.id === '') throw new Error('Stigg made no subscription')
  return { ...subject, edits: { ...noEdits, subscriptions: { 'product-northwind': { way: 'amend' } } } }
}

const newCustomer = (world: World): Promise<Subject> => world.sell('New customer', enterprise)

export const plays: readonly Play[] = [
  {
    step: 'create-customer',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/customers$' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'update-customer',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/customers/[^/]+$' },
    async prepare(world, practice) {
      const subject = await world.sell('Made by hand', enterprise)
      await stiggCustomer(practice, subject)
      return subject
    },
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'link-customer',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/customers/[^/]+/integrations$' },
    async prepare(world, practice) {
      const subject = await world.sell('Linked late', enterprise)
      await stiggCustomer(practice, subject)
      return subject
    },
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'provision-subscription',
    service: 'stigg',
    match: { method: 'POST', path: '/api/v1/subscriptions$' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
  {
    step: 'amend-subscription',
    service: 'stigg',
    match: { method: 'PATCH', path: '/api/v1/subscriptions/[^/]+$' },
    prepare: (world, practice) => amendment(world, practice, 'Amended in place'),
    seats: 150,
    makesSubscription: false,
  },
  {
    step: 'write-back',
    service: 'salesforce',
    match: { method: 'PATCH', path: '/composite/sobjects' },
    prepare: newCustomer,
    seats: 150,
    makesSubscription: true,
  },
]
