import type { FlowDeal, FlowOrg } from '../native-flow/sides.ts'
import type { SalesforceRow } from '../seed/types.ts'
import { parseId } from './ids.ts'
import { linesOf } from './rows/derived.ts'
import type { Org } from './rows/org.ts'
import { isWon } from './rows/won.ts'
import { updateRow } from './rows/write.ts'
import { publishFlows } from './schema/flow-rows.ts'

/** The practice org as its automation sees and changes it: past field-level security, in the name of nobody. */
export function flowOrg(org: Org): FlowOrg {
  const accounts = org.table('Account')
  const deals = org.table('Opportunity')
  const nameOf = (object: string, pattern: RegExp): string | undefined =>
    [...(org.schema.find(object)?.fields.values() ?? [])].find(({ name }) => pattern.test(name))?.name
  const textIn = (row: SalesforceRow | undefined, name: string | undefined): string | null => {
    const value = name === undefined ? null : row?.[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const customerId = nameOf('Account', /stigg.*customer.*id/i)
  const customerUrl = nameOf('Account', /stigg.*customer.*url/i)
  const stiggType = nameOf('Product2', /stigg.*type/i)
  const stiggId = nameOf('Product2', /stigg.*id/i)
  const automation = org.seed.users.find(({ name }) => name === 'Automated Process') ?? org.seed.users[0]

  function soldIn(opportunityId: string): FlowDeal['sold'] {
    return linesOf(org, opportunityId).flatMap((line) => {
      const product = org.table('Product2').get(String(line['Product2Id']))
      const type = textIn(product, stiggType)
      const id = textIn(product, stiggId)
      return type && id ? [{ stiggType: type, stiggId: id, quantity: Number(line['Quantity'] ?? 0) }] : []
    })
  }

  return {
    deal(asked) {
      const row = deals.get(parseId(asked) ?? asked)
      if (!row || row['IsDeleted'] === true) return null
      const account = accounts.get(String(row['AccountId']))
      return {
        opportunityId: row.Id,
        isWon: isWon(org, row),
        account: account
          ? {
              id: account.Id,
              name: String(account['Name'] ?? account.Id),
              stiggCustomerId: textIn(account, customerId),
            }
          : null,
        sold: soldIn(row.Id),
      }
    },
    stamp(accountId, { id, url }) {
      const object = org.schema.find('Account')
      if (!object || customerId === undefined) throw new Error('The org has no field for the Stigg customer ID')
      const fields = { [customerId]: id, ...(customerUrl === undefined ? {} : { [customerUrl]: url }) }
      const writer = { org, schema: org.schema, userId: automation?.id ?? '', faultFor: () => undefined, lateMs: 0 }
      updateRow(writer, object, accountId, fields)
    },
    dealIn(text) {
      const ids = [...text.matchAll(/\b(?:006|001)[a-zA-Z0-9]{12}(?:[A-Z0-5]{3})?\b/g)].flatMap(
        ([id]) => parseId(id) ?? [],
      )
      const deal = ids.find((id) => deals.get(id))
      if (deal !== undefined) return deal
      const won = ids
        .filter((id) => accounts.get(id))
        .flatMap((id) => [...deals.idsWhere('AccountId', id)])
        .flatMap((id) => deals.get(id) ?? [])
        .filter((row) => isWon(org, row))
      return won.toSorted((a, b) => (a.SystemModstamp < b.SystemModstamp ? 1 : -1))[0]?.Id ?? null
    },
    publish({ visible, ...flow }) {
      org.setup.showsFlows = visible
      publishFlows(org, flow)
    },
  }
}
