import { finding, type Finding } from '../finding.ts'
import { toId18 } from '../salesforce-id.ts'
import { accountRef, stiggRef, type CheckInput } from './check-input.ts'

/** Whether the Stigg customer is in use, is the only one of its kind, and belongs to this account alone. */
export function checkCustomer({ deal, draft, live }: CheckInput): Finding[] {
  if (!live || !deal.account) return []
  const { account } = deal
  const id = draft?.customer.id ?? live.customerId
  const customer = live.customer?.id === id ? live.customer : null
  const name = customer?.name ?? account.name
  const facts = { customerId: id, name, accountId: account.id, account: account.name }
  const archived = customer?.archived
    ? [finding('customer.archived', { record: stiggRef('customer', id, customer.name), facts })]
    : []
  const duplicates = live.sameEmail
    .filter((other) => other.id !== id)
    .map((other) =>
      finding('customer.possible-duplicate', {
        record: stiggRef('customer', other.id, other.name),
        facts: { ...facts, otherId: other.id, otherName: other.name ?? other.id, email: other.email ?? '' },
      }),
    )
  return [...archived, ...duplicates, ...checkLink(id, facts, { deal, live }), ...checkIntegration({ deal, live })]
}

/** The pair must be each other's only one: seen from the account, and seen from the customer. */
function checkLink(
  customerId: string,
  facts: Readonly<Record<string, string>>,
  { deal, live }: Pick<CheckInput, 'deal' | 'live'>,
): Finding[] {
  const accountId = deal.account?.id ?? ''
  const others = (live?.linkedToAccount ?? []).filter(({ id }) => id !== customerId)
  const linkedTo = live?.customer?.id === customerId ? live.customer.salesforceAccountId : null
  const isElsewhere = linkedTo !== null && (toId18(linkedTo) ?? linkedTo) !== (toId18(accountId) ?? accountId)
  return [
    ...others.map((other) =>
      finding('link.conflict', {
        record: stiggRef('customer', other.id, other.name),
        facts: { ...facts, otherId: other.id, otherName: other.name ?? other.id, side: 'account' },
      }),
    ),
    ...(isElsewhere
      ? [
          finding('link.conflict', {
            record: { system: 'salesforce', type: 'Account', id: linkedTo, name: linkedTo },
            facts: { ...facts, otherAccountId: linkedTo, side: 'customer' },
          }),
        ]
      : []),
  ]
}

const checkIntegration = ({ deal, live }: Pick<CheckInput, 'deal' | 'live'>): Finding[] =>
  live && live.integration === null
    ? [finding('link.no-integration', { record: accountRef(deal), facts: { account: deal.account?.name ?? '' } })]
    : []
