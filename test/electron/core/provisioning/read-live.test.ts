import { describe, expect, it } from 'vitest'

import type { MirrorPort, SalesforcePort, StiggPort } from '#core/ports'
import type { Context } from '#core/provisioning/live-state'
import { createLiveReader } from '#core/provisioning/read-live'
import type { CustomerState } from '#shared/domain/customer'
import { nobodySaid, type SaidCustomer } from '#shared/domain/customer-choice'
import type { Deal } from '#shared/domain/opportunity'
import { ok } from '#shared/failure'
import {
  aContact,
  aCustomerState,
  aDeal,
  aStiggCustomer,
  anAccount,
  accountId,
  opportunityId,
  orgId,
  rules,
} from '#test/builders'

type Asked = Parameters<StiggPort['customerState']>[0]

/** Both services, with what they hold; the questions to Stigg are kept. */
function aReader(deal: Deal, answer: (about: Asked) => CustomerState, mirrored: Deal | null = null) {
  const asked: Asked[] = []
  const salesforce = { readDeal: () => Promise.resolve(ok(deal)) } as unknown as SalesforcePort
  const stigg = {
    customerState(about: Asked) {
      asked.push(about)
      return Promise.resolve(ok(answer(about)))
    },
  } as unknown as StiggPort
  const mirror = { get: () => mirrored } as unknown as MirrorPort
  const context = { org: { id: orgId }, fields: {}, profile: { rules: rules() } } as unknown as Context
  const reader = createLiveReader({ salesforce, stigg, mirror })
  const read = async (said: SaidCustomer = nobodySaid) => {
    const live = await reader.read(opportunityId, context, said)
    if (!live.ok) throw new Error(live.failure.message)
    return live.value
  }
  return { read, asked }
}

const nobody = (about: Asked): CustomerState => aCustomerState({ customerId: about.customerId })

describe('reading both halves of a deal', () => {
  it('asks Stigg once where the mirror guessed right', async () => {
    const deal = aDeal({ contacts: [] })
    const { read, asked } = aReader(deal, nobody, deal)
    await read()
    expect(asked.map(({ customerId }) => customerId)).toEqual([accountId])
  })

  it('asks about the customer that a person named, whatever the account says', async () => {
    const deal = aDeal({ contacts: [], account: anAccount({ stiggCustomerId: 'acme' }) })
    const { read, asked } = aReader(deal, nobody, deal)
    expect((await read({ edited: 'acme-emea', callOut: null })).customer?.customerId).toBe('acme-emea')
    expect(asked.map(({ customerId }) => customerId)).toEqual(['acme-emea'])
  })

  it('asks again where the account names another customer than the mirror knew', async () => {
    const deal = aDeal({ account: anAccount({ stiggCustomerId: 'customer-acme' }), contacts: [] })
    const { read, asked } = aReader(deal, nobody, aDeal({ contacts: [] }))
    expect((await read()).customer?.customerId).toBe('customer-acme')
    expect(asked.map(({ customerId }) => customerId)).toEqual([accountId, 'customer-acme'])
  })

  it('follows Stigg’s own link to the customer of the account', async () => {
    const linked = aStiggCustomer({ id: 'customer-linked', salesforceAccountId: accountId })
    const { read, asked } = aReader(aDeal({ contacts: [] }), (about) =>
      aCustomerState({
        customerId: about.customerId,
        customer: about.customerId === linked.id ? linked : null,
        linkedToAccount: [linked],
      }),
    )
    expect((await read()).customer?.customer?.id).toBe('customer-linked')
    expect(asked).toHaveLength(2)
  })

  it('looks for duplicates under the billing e-mail where a customer would be made', async () => {
    const contacts = [aContact({ email: 'billing@acme.example', isPrimary: true })]
    const { read, asked } = aReader(aDeal({ contacts }), nobody)
    await read()
    expect(asked.at(-1)?.email).toBe('billing@acme.example')
  })

  it('remembers whom it asked about: the next look asks once', async () => {
    const contacts = [aContact({ email: 'billing@acme.example', isPrimary: true })]
    const deal = aDeal({ account: anAccount({ stiggCustomerId: 'customer-acme' }), contacts })
    const { read, asked } = aReader(deal, nobody, aDeal())
    await read()
    const before = asked.length
    await read()
    expect(asked.length - before).toBe(1)
  })

  it('asks Stigg nothing about a deal without an account', async () => {
    const { read, asked } = aReader(aDeal({ account: null }), nobody)
    expect((await read()).customer).toBeNull()
    expect(asked).toEqual([])
  })
})
